"""Relative clauses that no comma sets off."""

import pytest

from assistant.language.relative import without_relative
from tests.judging import marker


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("SPMS patients who are worse should get IVIG", "spms patients should get ivig"),
        ("patients in whom nothing has worked are given IVIG", "patients are given ivig"),
        ("IVIG is for SPMS that does not respond", "ivig is for spms"),
        ("IVIG helps", ""),
    ],
)
def test_what_stands_outside(sentence: str, left: str) -> None:
    assert " ".join(item.text for item in without_relative(marker().mark(sentence))) == left
