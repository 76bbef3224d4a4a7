"""Parity of the words that reverse a claim, over the word they reach."""

import pytest

from assistant.language.clauses import clauses
from assistant.language.item import Item
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


SIGNED = """
it never -helps
it hardly -helps
it fails to -help
it does not fail to +help
nobody was -helped
it -helps nobody
there is no -benefit
there is no doubt of its +benefit
a -benefit was not seen
the -benefit has not been confirmed
no +benefit was not reported
it is without -benefit
it is not without +benefit
it lacks -benefit
it does not lack +benefit
the lack of -benefit is clear
the -benefit is absent
the -hope that it would -help was not fulfilled
the claim that it -helps is unfounded
the claim that it ?helps is not false
that it -helps is not true
the belief that it +helps is +widespread
it was not shown to -help
it has not been proven to be -effective
it is not an -effective drug
it is false that it -helps
it is not false that it +helps
it is not always ?effective
it is not ?effective in all
not all ?improved
not everyone ?improved
it is not -better than placebo
nothing is +better than ivig
nothing +helps like ivig
it zorps no -benefit
it does not zorp a ?benefit
it is not zorpless for the ?benefit
with no side effects , it +helps
without side effects , it +helps
with no -evidence , it is +used
at no point did it -help
in no trial was it -effective
doctors advise against -using it
the -evidence is against it
it is not -recommended
it -should not be -used
it -must not be -given
there is no -reason to -use it
avoid -using it
do not avoid +using it
it +helps , with no harm
it +helps at no risk
it has no clinically proven -benefit
it has no -established -benefit
it has insufficient -evidence
it rests on no -evidence
the -case for the -benefit rests on no -evidence
the drug -helps no one
the drug -benefits none of them
the -benefit reached no one
the modest -benefit was not confirmed
no one doubts that it +helps
few realise that it ?helps
it cannot be denied that it +helps
it cannot be ruled out that it +helps
it was not only +effective but safe
it is not limited to +effective drugs
it means that ivig cannot -help
it shows that the -benefit is not real
it +helps interferon but not ivig
neither drug -helps
it may not -help
it might +help
it would not -have -helped
"""
"""Each claim word with its sign: affirmed (+), denied (-), not for sure either (?)."""
_MARKS = {"+": AFFIRMED, "-": DENIED, "?": UNSURE}


def expected_sign(items: tuple[Item, ...], marked: str) -> list[tuple[str, int]]:
    words = {word[1:]: _MARKS[word[0]] for word in marked.split() if word[0] in _MARKS}
    return [(item.text, words[item.text.split()[-1]]) for item in items if item.text.split()[-1] in words]


@pytest.mark.parametrize("marked", SIGNED.strip().splitlines())
def test_signs(marked: str) -> None:
    items = marker().mark(" ".join(word.lstrip("+-?") for word in marked.split()))
    expected = expected_sign(items, marked)
    found = [(item.text, sign(items, place)) for place, item in enumerate(items) if (item.text) in dict(expected)]
    assert found == expected != []
