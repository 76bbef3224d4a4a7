"""Signs of harm found in a message: the corpus's families of words, and vital signs out of range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.happening import Kind, Sign
from assistant.language.words import Word, words

_NEAR = 7
"""Words within which one of each family has to stand."""

_BP = re.compile(
    r"\b(?:b\.?p\.?|blood pressure|pressure|tension|RR)\b\D{0,25}?(\d{2,3})\s*(?:/|over)\s*(\d{2,3})\b", re.IGNORECASE
)
_SYSTOLIC = re.compile(
    r"\b(?:b\.?p\.?|blood pressure|systolic|sbp)\b[^\d/]{0,25}?(\d{2,3})\b(?!\s*(?:/|over|years?|y))", re.IGNORECASE
)
_MEASURED = (
    (re.compile(r"\b(?:sats?|spo2|saturations?|o2 sats?|oxygen)\b\D{0,25}?(\d{2})\b", re.IGNORECASE), 92, 101),
    (re.compile(r"\b(?:pulse|heart rate|hr|bpm)\b\D{0,15}?(\d{2,3})\b", re.IGNORECASE), 45, 129),
    (
        re.compile(
            r"\b(?:temp(?:erature)?|fever)\b\D{0,15}?(\d{2}(?:[.,]\d)?)\b(?!\s*(?:hours|h|min|days))", re.IGNORECASE
        ),
        35,
        39,
    ),
    (re.compile(r"\b(?:gcs|coma scale)\b\D{0,10}?(\d{1,2})\b", re.IGNORECASE), 14, 15),
    (re.compile(r"\b(?:resp(?:iratory)? rate|resps)\b\D{0,10}?(\d{1,2})\b", re.IGNORECASE), 9, 29),
)
"""What is measured, and the lowest and the highest reading that is no alarm."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign of harm: one word or phrase of each family, near one another. "=fitting" is meant in that form only."""

    kind: Kind
    families: tuple[tuple[str, ...], ...]


class _Family:
    """Phrases of which one has to stand there, and the words that they begin with."""

    def __init__(self, phrases: tuple[tuple[str, ...], ...]) -> None:
        self.phrases = phrases
        self.openings = frozenset(phrase[0] for phrase in phrases)


class Alarms:
    """Finds a corpus's alarms in text."""

    def __init__(self, alarms: Sequence[Alarm]) -> None:
        self._alarms = [(a.kind, [_Family(tuple(_parts(p) for p in family)) for family in a.families]) for a in alarms]

    def __bool__(self) -> bool:
        return bool(self._alarms)

    def find(self, text: str) -> list[Sign]:
        """Where each alarm stands, and its kind."""
        return [*self._spoken(text, words(text)), *(_measured(text) if self._alarms else ())]

    def _spoken(self, text: str, found: Sequence[Word]) -> Iterator[Sign]:
        begins: dict[str, list[int]] = {}
        for at, word in enumerate(found):
            for form in (word.stem, f"={word.folded}"):
                begins.setdefault(form, []).append(at)
        for kind, families in self._alarms:
            if any(family.openings.isdisjoint(begins) for family in families):
                continue
            places = [[at for phrase in family.phrases for at in _places(found, phrase, begins)] for family in families]
            for first in places[0]:
                near = [[p for p in others if abs(p - first) <= _NEAR] for others in places[1:]]
                if all(near):
                    start = min(first, *(min(p) for p in near)) if near else first
                    end = max(first, *(min(p, key=lambda at: abs(at - first)) for p in near)) if near else first
                    yield found[start].start, found[end].end, kind


def _parts(phrase: str) -> tuple[str, ...]:
    written = phrase.startswith("=")
    return tuple(f"={w.folded}" if written else w.stem for w in words(phrase))


def _places(found: Sequence[Word], phrase: tuple[str, ...], begins: Mapping[str, Sequence[int]]) -> Iterator[int]:
    for at in begins.get(phrase[0], ()):
        rest = found[at : at + len(phrase)]
        if len(rest) == len(phrase) and all(p in (w.stem, f"={w.folded}") for p, w in zip(phrase, rest, strict=True)):
            yield at


def _measured(text: str) -> Iterator[Sign]:
    for match in _BP.finditer(text):
        if not (90 <= int(match[1]) < 180 and int(match[2]) < 120):
            yield match.start(), match.end(), "sign"
    for match in _SYSTOLIC.finditer(text):
        if not 90 <= int(match[1]) < 180:
            yield match.start(), match.end(), "sign"
    for pattern, low, high in _MEASURED:
        for match in pattern.finditer(text):
            if not low <= float(match[1].replace(",", ".")) <= high:
                yield match.start(), match.end(), "sign"
