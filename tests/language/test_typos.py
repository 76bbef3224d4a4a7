import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.typos import Typos, is_english
from assistant.language.words import words

LEXICON = (
    "ivig",
    "secondary",
    "progressive",
    "relapse",
    "relapses",
    "relapsing",
    "placebo",
    "glatiramer",
    "dose",
    "edss",
)
TYPOS = Typos(LEXICON)


def corrected(typed: str) -> str | None:
    (word,) = words(typed)
    return TYPOS.correct(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("secondry", "secondary", id="a letter missing"),
        pytest.param("progresive", "progressive", id="a double letter"),
        pytest.param("palcebo", "placebo", id="two letters swapped"),
        pytest.param("PLACEBOO", "placebo", id="a letter too many, in capitals"),
        pytest.param("glatirimar", "glatiramer", id="two slips in a long word"),
        pytest.param("ivgi", "ivig", id="short, swapped"),
        pytest.param("relpases", "relapses", id="the form that was typed"),
        pytest.param("relpase", "relapse", id="the other form"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("placebo", id="known"),
        pytest.param("Relapse", id="known in another case"),
        pytest.param("lapse", id="English"),
        pytest.param("does", id="English, near dose"),
        pytest.param("ed", id="too short"),
        pytest.param("ocrelizumab", id="another drug"),
        pytest.param("0.4", id="a figure"),
        pytest.param("xqzvkw", id="near nothing"),
    ],
)
def test_the_rest_is_left(typed: str) -> None:
    assert corrected(typed) is None


def test_a_word_near_two_is_left() -> None:
    (word,) = words("relabse")
    assert Typos(["relapse", "relasse"]).correct(word) is None


def test_a_last_letter_may_part_two_words() -> None:
    (word,) = words("spmss")
    assert Typos(["spmsa", "spmsb"]).correct(word) is None


@pytest.mark.parametrize(
    ("typed", "near", "meant"),
    [
        ("infusin", ["infusion", "infusions"], "infusion"),
        ("infuzions", ["infusion", "infusions"], "infusions"),
        ("plaqe", ["plaque", "plaques"], "plaque"),
        ("relapsd", ["relapsed", "relapses"], "relapsed"),
        ("glatiramex", ["glatiramer", "glatiramel"], None),
    ],
)
def test_of_several_forms_the_one_typed_and_of_several_words_none(typed: str, near: list[str], meant: str) -> None:
    (word,) = words(typed)
    assert Typos(near).correct(word) == meant


@pytest.mark.parametrize(
    ("word", "known"), [("does", True), ("chess", True), ("glatirimar", False), ("secondry", False)]
)
def test_english(word: str, known: bool) -> None:
    assert is_english(word) is known


@given(st.text(alphabet="abcdeilmoprsv", min_size=3, max_size=12))
def test_a_correction_is_of_the_lexicon_and_stable(typed: str) -> None:
    (word,) = words(typed)
    found = TYPOS.correct(word)
    assert found is None or found in LEXICON
    assert found is None or TYPOS.correct(words(found)[0]) is None
    assert Typos(reversed(LEXICON)).correct(word) == found
