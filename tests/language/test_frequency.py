import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import iter_wordlist, zipf_frequency

from assistant.language.frequency import frequency


def test_every_listed_word_is_as_frequent_as_its_library_says() -> None:
    plain = [word for word in iter_wordlist("en", "small") if word.isascii() and word.isalpha()]
    assert len(plain) > 20_000
    assert {word: frequency(word) for word in plain} == {word: zipf_frequency(word, "en", "small") for word in plain}


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12))
def test_so_is_any_other_word(word: str) -> None:
    assert frequency(word) == zipf_frequency(word, "en", "small")


@pytest.mark.parametrize("word", ["isn't", "0.008", "1985", "naïve", "t2", "mother-in-law"])
def test_what_is_no_plain_word_is_left_to_the_library(word: str) -> None:
    assert frequency(word) == zipf_frequency(word, "en", "small")
