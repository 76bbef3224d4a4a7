"""Contractions, clinical shorthand and misspellings, written out so that the rest reads plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.typos import is_english

_CONTRACTIONS = (
    (re.compile(r"[’‘`]"), "'"),
    (re.compile(r"\bcan(?:'?t| not)\b", re.I), "cannot"),
    (re.compile(r"\bwon'?t\b", re.I), "will not"),
    (re.compile(r"\bshan'?t\b", re.I), "shall not"),
    (re.compile(r"\bain'?t\b", re.I), "is not"),
    (
        re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|could|would|should|must|need|might)n'?t\b", re.I),
        r"\1 not",
    ),
    (re.compile(r"\b(?:do(?:e?s|se)e?n'?t|doe?s'n'?t|does'nt|dose not)\b", re.I), "does not"),
    (re.compile(r"\b(?:did'nt|didi?ent|didn|did ?nt)\b", re.I), "did not"),
    (re.compile(r"\b(is|was|are|were|has|have|could|should|would)'nt\b", re.I), r"\1 not"),
    (re.compile(r"\b(it|that|there|what|who|he|she)'s\b", re.I), r"\1 is"),
    (re.compile(r"\b(i|you|we|they)'(?:ve)\b", re.I), r"\1 have"),
    (re.compile(r"\b(i|you|we|they|it|he|she|that)'ll\b", re.I), r"\1 will"),
    (re.compile(r"\b(i|you|we|they|he|she)'d\b", re.I), r"\1 would"),
    (re.compile(r"\b(you|we|they)'re\b", re.I), r"\1 are"),
    (re.compile(r"\bi'm\b", re.I), "I am"),
    (
        re.compile(r"\bits(?= (?:just |simply |really |really just )?(?:not|no|never|true|false|a|an|the)\b)", re.I),
        "it is",
    ),
)

_SHORTHAND: Mapping[str, str] = {
    short.strip(): full.strip()
    for short, full in (
        entry.split(":")
        for entry in Path(__file__).with_name("shorthand.txt").read_text(encoding="utf-8").split("\n", 1)[1].split(",")
    )
}
_ARROW = re.compile(r"\s*(?:->|=>|→|⇒)\s*")
_SHORT = re.compile(
    r"(?<![\w/])(" + "|".join(sorted(map(re.escape, _SHORTHAND), key=len, reverse=True)) + r")(?![\w/'])", re.I
)
_LONG = 10
"""Letters from which two slips anywhere are put right."""

_UNITS = {"12": "months", "52": "weeks", "7": "days"}
_SPANS = re.compile(r"\b(\d{1,2})/(12|52|7)\b")
_INTERVAL = re.compile(r"(?<=%)\s*(?:CIs?|CrIs?)\b|\bCIs?\b(?=[\s:,=(]*[-−–]?\d)")
_RATIO = re.compile(r"\b[ahi]?(?:HR|RR|OR)\b(?=[\s:=,]*\d)")
_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Miss|Prof|Professor|Sister|Nurse)\.?\s+[A-Z][\w'’-]+")
_NUMBERED = re.compile(r"(?<![\w.])1[.)]\s*([A-Za-z][\w-]*)\s*[,;]?\s+2[.)]\s*")
_EQUALS = re.compile(r" ?= ?(?=[A-Za-z])")
_ABOVE = re.compile(r" >+ (?=[A-Za-z])")
_BELOW = re.compile(r" <+ (?=[A-Za-z])")
_UP = re.compile(r"[↑]")
_DOWN = re.compile(r"[↓]")


def written_out(text: str) -> str:
    """`text` with contractions and shorthand in full, arrows as words."""
    text = _SPANS.sub(lambda match: f"{match[1]} {_UNITS[match[2]]}", text)
    text = _NUMBERED.sub(r"first \1, then ", text)
    text = _RATIO.sub("ratio", _INTERVAL.sub(" interval", text))
    text = _TITLED.sub("the doctor", text)
    for pattern, full in _CONTRACTIONS:
        text = pattern.sub(full, text)
    text = _DOWN.sub(" down ", _UP.sub(" up ", _ARROW.sub(": ", text)))
    text = _EQUALS.sub(" is ", text.replace("≠", " is not "))
    text = _BELOW.sub(" worse than ", _ABOVE.sub(" better than ", text))
    return _SHORT.sub(lambda match: _SHORTHAND[match.group().lower()], text)


class Speller:
    """Puts a word nobody knows in the place of the known word it most resembles."""

    def __init__(self, known: Iterable[str], corrections: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._long = sorted(word for word in set(corrections) if len(word) >= _LONG)
        self._near: dict[str, list[str]] = {}
        for word in sorted(set(corrections)):
            if len(word) >= 4:
                for shape in _shapes(word):
                    self._near.setdefault(shape, []).append(word)
        self.corrected = lru_cache(maxsize=4096)(self._corrected)

    def _corrected(self, word: str) -> str:
        """`word` itself when it is known or resembles nothing."""
        if word in self._known or len(word) < 4 or not word.isalpha():
            return word
        found = {near for shape in _shapes(word) for near in self._near.get(shape, ()) if _alike(word, near)}
        if not found and len(word) >= _LONG:
            near = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=2)
            found = {near[0]} if near and near[0][0] == word[0] else found
        if not found or is_english(word):
            return word
        return min(found, key=lambda near: (abs(len(near) - len(word)), near))


def _shapes(word: str) -> set[str]:
    """The word and the word without any one of its letters (after SymSpell, Garbe 2012)."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _alike(word: str, near: str) -> bool:
    """Of two words that share a shape: one slip for four to seven letters, two for more; the first letter stands."""
    if word[0] != near[0]:
        return False
    if len(near) >= 8 or len(word) != len(near):
        return True
    differing = [i for i in range(len(word)) if word[i] != near[i]]
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1
    return len(differing) == 1 or (swapped and sorted(word) == sorted(near))
