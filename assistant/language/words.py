"""Words with their places in the text and their stems."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\d+)?|\d+[^\W\d_]+", re.UNICODE)
_SHORT = 600
"""Characters of a text whose words may be remembered."""

_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded (lower case, NFKC), its stem, and where it stands."""

    text: str
    folded: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def stem(folded: str) -> str:
    """The Snowball English stem (Porter 2001) of a folded word, its possessive ending gone."""
    return str(_STEMMER.stemWord(folded.replace("’", "'").removesuffix("'s")))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case and compatibility form without accents, for comparing only, never for offsets."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; hyphens part words, points inside numbers do not."""
    return _kept(text) if len(text) <= _SHORT else _words(text)


def _words(text: str) -> tuple[Word, ...]:
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        found.append(Word(match.group(), folded, stem(folded), match.start(), match.end()))
    return tuple(found)


_kept = lru_cache(maxsize=128)(_words)
"""One question is read a dozen times on its way to an answer."""
