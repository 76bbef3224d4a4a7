"""Misspelt terms of the corpus put right, and nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.words import Word, stem

_SHORTEST = 3


class Typos:
    """Corrects a word that no word list has to the one near word of the lexicon, if there is just one."""

    def __init__(self, lexicon: Iterable[str]) -> None:
        self._known = frozenset(lexicon)
        self._lexicon = sorted(word for word in self._known if len(word) > _SHORTEST and word.isalpha())
        self._corrected = lru_cache(maxsize=2048)(self._nearest)

    def correct(self, word: Word) -> str | None:
        """The correction of a word, or None where it is known, English, short or ambiguous."""
        return self._corrected(word.folded)

    def _nearest(self, typed: str) -> str | None:
        if len(typed) < _SHORTEST or not typed.isalpha() or typed in self._known:
            return None
        allowed = 1 if len(typed) <= 7 else 2
        near = process.extract(typed, self._lexicon, scorer=OSA.distance, score_cutoff=allowed, limit=6)
        close = {found: distance for found, distance, _ in near if found[0] == typed[0]}
        if not close or is_english(typed):
            return None
        best = min(close.values())
        return _one_of({found for found, distance in close.items() if distance == best}, typed)


def _one_of(nearest: set[str], typed: str) -> str | None:
    """The only near word; of several forms of one word, the one whose ending was typed."""
    shortest = min(nearest, key=lambda word: (len(word), word))
    if len({stem(word) for word in nearest}) > 1:
        return None
    return next((word for word in sorted(nearest) if word[-1] == typed[-1]), shortest)


def is_english(word: str) -> bool:
    """Whether a word is common in English (at least about once in a million words)."""
    return _frequency(word) >= 3.0


def is_everyday(word: str) -> bool:
    """Whether a word stands at least about ten times in a million."""
    return _frequency(word) >= 4.0


@lru_cache(maxsize=4096)
def _frequency(word: str) -> float:
    """The logarithm of how often a word stands in a billion.

    wordfreq's small list (Speer, 2022, built from Wikipedia, subtitles, news, books and the web).
    """
    from wordfreq import zipf_frequency  # 0.25 s with its list, wanted only for a word that nothing else knows

    return float(zipf_frequency(word, "en", wordlist="small"))
