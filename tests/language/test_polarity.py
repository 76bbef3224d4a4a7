"""Parity of the words that reverse a claim, over the word they reach."""

import pytest

from assistant.language.clauses import clauses
from assistant.language.polarity import reversals, sign, widened
from tests.judging import marker

AFFIRMED, DENIED, UNSURE = 1, -1, 0


def signed(sentence: str, word: str) -> int:
    items = next(clause.items for clause in clauses(marker().mark(sentence)) if word in clause.text.split())
    return sign(items, next(place for place, item in enumerate(items) if word in item.text.split()))


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("IVIG helps.", "helps", AFFIRMED),
        ("IVIG does not help.", "help", DENIED),
        ("IVIG did not fail to help.", "help", AFFIRMED),
        ("No one disputes that IVIG does not help.", "help", DENIED),
        ("Nobody could deny that it helps.", "helps", AFFIRMED),
        ("No patient group gained anything.", "gained", DENIED),
        ("Evidence of benefit is lacking.", "benefit", DENIED),
        ("The claim that it helps is false.", "helps", DENIED),
        ("With no side effects, IVIG helps.", "helps", AFFIRMED),
        ("IVIG helps nobody.", "helps", DENIED),
        ("It is not as effective as interferon.", "effective", UNSURE),
        ("It does not always help.", "help", UNSURE),
        ("It does not frobnicate the benefit.", "benefit", UNSURE),
        ("There is no doubt that it helps.", "helps", AFFIRMED),
        ("Nothing works better than IVIG.", "better", AFFIRMED),
    ],
)
def test_sign(sentence: str, word: str, expected: int) -> None:
    assert signed(sentence, word) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is not only for these.", True),
        ("It is not limited to these.", True),
        ("Nobody should think that it is only for these.", True),
        ("It is only for these.", False),
        ("It is not for these.", False),
    ],
)
def test_widened(sentence: str, expected: bool) -> None:
    assert widened(marker().mark(sentence)) is expected


def test_idioms_shield_the_words_inside() -> None:
    assert reversals(marker().mark("no doubt, no wonder, without question")) == []
