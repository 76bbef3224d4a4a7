"""Contractions, shorthand and slips of the pen."""

import pytest

from assistant.language.spelling import Speller, written_out
from tests.judging import marker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("isn't", "is not"),
        ("doesnt", "does not"),
        ("can’t", "cannot"),
        ("it's", "it is"),
        ("pts w/o tx", "patients without treatment"),
        ("IVIG -> SPMS", "IVIG: SPMS"),
        ("P = 0.03", "P = 0.03"),
        ("IVIG = best", "IVIG is best"),
        ("plain text", "plain text"),
    ],
)
def test_written_out(text: str, expected: str) -> None:
    assert written_out(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("progresive", "progressive"),
        ("seconday", "secondary"),
        ("frist", "first"),
        ("benifit", "benefit"),
        ("present", "present"),
        ("xyzzy", "xyzzy"),
        ("ms", "ms"),
    ],
)
def test_the_nearest_known_word(word: str, expected: str) -> None:
    assert marker().plain(word) == expected


def test_a_known_word_stays() -> None:
    assert Speller({"prevent", "present"}, {"prevent"}).corrected("present") == "present"
