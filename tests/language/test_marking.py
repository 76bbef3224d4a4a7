"""What words and phrases are marked with."""

import pytest

from assistant.language.lexicon import PHRASES, words_of
from tests.judging import marker


def tags(sentence: str, word: str) -> frozenset[str]:
    return next(item.tags for item in marker().mark(sentence) if word in item.text.split())


def named(sentence: str, group: str) -> frozenset[str]:
    return frozenset().union(*(item.named(group) for item in marker().mark(sentence)))


def test_verbs_are_inflected() -> None:
    assert {("slow",), ("slows",), ("slowed",), ("slowing",), ("deny",), ("denies",), ("denied",)} <= PHRASES.keys()


def test_word_sets_are_named() -> None:
    assert "yes" in words_of("yes")
    with pytest.raises(KeyError):
        words_of("no such set")


@pytest.mark.parametrize(
    ("sentence", "group", "expected"),
    [
        ("gamma globulin", "drugs", {"ivig"}),
        ("stop IVIG", "drugs", {"ivig"}),
        ("imunoglobulin", "drugs", {"ivig"}),
        ("seconday progresive ms", "populations", {"spms"}),
        ("worsened steadily from onset", "populations", {"ppms"}),
        ("in SPMS, the trial", "populations", {"spms"}),
        ("the SPMS trial", "populations", {"spms"}),
        ("failed", "populations", set()),
        ("IVIG IS FIRST-LINE FOR MS", "drugs", {"ivig"}),
    ],
)
def test_names(sentence: str, group: str, expected: set[str]) -> None:
    assert named(sentence, group) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("stop IVIG", "stop", "LACK"),
        ("stop progression", "stop", "GOOD"),
        ("interferon over IVIG", "over", "OVERTAKES"),
        ("patients without IVIG", "without", "NOT"),
        ("patients without pain", "without", "WITHOUT"),
        ("IVIG is a standard treatment", "standard", "NORM"),
        ("refractory RRMS", "refractory", "LATER"),
        ("put her on IVIG", "put", "STRONG"),
        ("leave IVIG out", "leave", "LACK"),
        ("leave the IVIG aside", "leave", "LACK"),
        ("rule IVIG out", "rule", "LACK"),
        ("give IVIG up", "give", "LACK"),
        ("turn IVIG down", "turn", "LACK"),
        ("set IVIG aside", "set", "LACK"),
        ("keep IVIG away", "keep", "LACK"),
        ("write IVIG off", "write", "LACK"),
        ("the benefit vanishes", "vanishes", "LACK"),
        ("a gain that has vanished", "vanished", "LACK"),
        ("despite IVIG", "despite", "BAD"),
        ("despite pain", "despite", "CONCESSION"),
        ("off IVIG", "off", "LACK"),
        ("above IVIG", "above", "OVERTAKES"),
        ("over years", "over", "UNLIKE"),
        ("except IVIG", "except", "NOT"),
        ("it lets them down", "down", "BAD"),
        ("beyond the reach of IVIG", "beyond", "LACK"),
        ("stops helping", "stops", "LACK"),
        ("stopping the IVIG", "stopping", "LACK"),
        ("IVIG was stopped", "stopped", "LACK"),
        ("IVIG should not be stopped", "stopped", "LACK"),
        ("the decline was stopped", "stopped", "GOOD"),
        ("skip IVIG", "skip", "LACK"),
        ("IVIG follows interferon", "follows", "LATER"),
        ("interferon cannot take the place of IVIG", "place", "OVERTAKES"),
        ("a place in MS", "place", "GOOD"),
        ("keeps getting worse", "worse", "BAD"),
        ("keeps her well", "keeps", "GOOD"),
        ("proved ineffective", "ineffective", "BAD"),
        ("refuse those IVIG", "refuse", "LACK"),
    ],
)
def test_company(sentence: str, word: str, tag: str) -> None:
    assert tag in tags(sentence, word)


def test_an_unknown_word_is_opaque() -> None:
    assert [item.text for item in marker().mark("IVIG zzorples SPMS") if item.opaque] == ["zzorples"]


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("put it aside", "put", "ACT"),
        ("leave it out", "leave", "LACK"),
        ("the pain vanishes", "vanishes", "LACK"),
        ("off work", "off", "LACK"),
        ("it went down", "down", "BAD"),
        ("stops the decline", "stops", "LACK"),
        ("proved ineffective", "proved", "GOOD"),
        ("the evidence behind it", "for", "LATER"),
        ("cannot take the place of IVIG", "cannot", "LATER"),
        ("over those given placebo", "over", "OVERTAKES"),
    ],
)
def test_other_company(sentence: str, word: str, tag: str) -> None:
    assert tag not in tags(sentence, word)
