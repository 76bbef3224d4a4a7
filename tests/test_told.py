"""Messages that tell of an emergency, and messages with the same words that tell of none (`told.txt`)."""

from pathlib import Path

import pytest

from tests.understanding import understood

TOLD = [line.split(" ", 1) for line in Path(__file__).with_name("told.txt").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("message", [text for label, text in TOLD if label == "E"])
def test_it_is_told_as_an_emergency(message: str) -> None:
    assert understood(message).emergency


@pytest.mark.parametrize("message", [text for label, text in TOLD if label == "-"])
def test_it_is_not_told_as_an_emergency(message: str) -> None:
    assert not understood(message).emergency
