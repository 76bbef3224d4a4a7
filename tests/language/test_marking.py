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
    ],
)
def test_company(sentence: str, word: str, tag: str) -> None:
    assert tag in tags(sentence, word)


def test_an_unknown_word_is_opaque() -> None:
    assert [item.text for item in marker().mark("IVIG zzorples SPMS") if item.opaque] == ["zzorples"]
