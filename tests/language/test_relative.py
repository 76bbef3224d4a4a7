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
        ("people whose SPMS progresses have no drug", "people have no drug"),
        ("those for whom it failed were told", "those were told"),
        ("someone who wants to have it should ask", "someone should ask"),
        ("cases that benefit from it are known", "cases are known"),
        ("it is for people who fail", "it is for people"),
        ("the drug that helps is used", ""),
        ("IVIG helps", ""),
    ],
)
def test_what_stands_outside(sentence: str, left: str) -> None:
    assert " ".join(item.text for item in without_relative(marker().mark(sentence))) == left
