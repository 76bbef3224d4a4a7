from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import words as module
from assistant.language.words import fold, stem, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Does IVIG work?", ["Does", "IVIG", "work"], id="plain"),
        pytest.param("P = 0.008", ["P", "0.008"], id="decimal"),
        pytest.param("0·008 and 1,250", ["0·008", "and", "1,250"], id="mid-dot and thousands"),
        pytest.param("0.15-0.2 g/kg", ["0.15", "0.2", "g", "kg"], id="range and unit"),
        pytest.param("relapse-free", ["relapse", "free"], id="hyphen parts"),
        pytest.param("isn't it John’s", ["isn't", "it", "John’s"], id="apostrophes stay"),
        pytest.param("53%, 36%.", ["53", "36"], id="signs and stops left out"),
        pytest.param("T2 and copolymer-1", ["T2", "and", "copolymer", "1"], id="letter with figure"),
        pytest.param("0.4mg", ["0.4", "mg"], id="figure with unit"),
        pytest.param("Guillain-Barré", ["Guillain", "Barré"], id="accents"),
        pytest.param("ein_zwei", ["ein", "zwei"], id="underscore parts"),
        pytest.param(" \t\n?!", [], id="nothing"),
    ],
)
def test_words_are_found(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("relapse", "relapses"),
        ("relapse", "relapsing"),
        ("infusion", "infusions"),
        ("monitor", "monitoring"),
        ("review", "review's"),
        ("review", "review’s"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("relapse", "remission"), ("spms", "ppms"), ("primary", "secondary")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "folded"), [("IVIG", "ivig"), ("ＩＶＩＧ", "ivig"), ("ﬁnal", "final"), ("É", "e"), ("Barré", "barre")]
)
def test_folding_is_for_comparing(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_each_word_stands_at_its_place_in_order(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text and word.text for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_no_letter_is_lost(text: str) -> None:
    covered = {place for word in words(text) for place in range(word.start, word.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isalpha())


def test_the_words_of_few_and_short_texts_are_remembered() -> None:
    kept = module._kept
    kept.cache_clear()
    for number in range(300):
        words(f"Does it help in week {number}?")
    assert kept.cache_info().currsize == kept.cache_info().maxsize == 128
    kept.cache_clear()
    long = "Does it help? " * 60
    assert words(long) == words(long)
    assert kept.cache_info().currsize == 0
