"""A message cut into what is asked and what is only told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.sentences import sentences

_WH = r"what|which|how|who|whom|whose|when|where|why|whether"
_AUX = r"is|are|was|were|am|does|do|did|can|could|should|would|will|has|have|had|may|might|shall|isn't|aren't|doesn't|don't|didn't|can't|won't|shouldn't|wouldn't"
_ORDERS = (
    "tell|list|give|show|explain|describe|summari[sz]e|compare|name|remind|outline|quote|state|define|cite|confirm|clarify|"
    "discuss|state|say|write|find|provide|walk|advise|any|thoughts"
)
_OPENS = re.compile(
    rf"\W*(?:(?:and|but|so|or|also|just|quickly|sorry|ok(?:ay)?|hi|hello|hey|please|then|now|well|if so|in that case|pls)\W+)*(?:{_WH}|{_AUX}|{_ORDERS})\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:wonder(?:ing)?|know|ask(?:ed|ing|s)?|unsure|tell me|sure|see|clarify|clear|understand|remember|recall|remind me|confirm|advise|explain|curious|question(?: is)?)\b[\s,:]*(?:about\s+)?(?=(?:if|whether|"
    rf"{_WH})\b)",
    re.IGNORECASE,
)
_LATE = re.compile(
    rf"[,;:–—-]\s+(?:so\s+|but\s+|then\s+)?(?=(?:{_WH}|{_AUX})\b)|\.{{2,}}\s*(?=(?:{_WH}|{_AUX})\b)", re.IGNORECASE
)
_JOINED = re.compile(
    rf"(?:[,;]\s*)?\b(?:and|plus|also|or)\s+(?:also\s+|then\s+|if so,?\s+)?(?=(?:(?:over|for|at|in|on|to|by|with|from)\s+)?(?:{_WH})\b(?!\s+not\b))|"
    r",\s+(?=(?:what|how|when|where|why|who(?!\s+(?:has|is|was|had|have)))\b)|"
    rf"(?:[,;]\s*)\b(?:and|but|or)\s+(?:also\s+)?(?=(?:{_AUX})\b)|\s+and\s+(?=(?:is|are|was|were|does|did|should|can)\s+(?:it|there|they|i|we|ivig)\b)|;\s+",
    re.IGNORECASE,
)
_PATIENT = (
    r"patient|pt|man|woman|lady|gentleman|guy|bloke|chap|female|male|person|mother|father|mum|dad|wife|husband|sister|brother|"
    r"friend|teacher|nurse|accountant|engineer|farmer|driver|student|[MF]\b"
)
_AGE = re.compile(
    r"\bage[d:]?\s+\d{1,3}\b|\b(?:aged?\s+)?\d{1,3}\s*-?\s*(?:y\.?o\.?|y/o|yr?s?[- ]?old|years?[- ]old|years? of age|[mfMF])\b(?:\s*-?\s*old)?",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"\b(?:a|an|my|our|this|the|one|another|his|her)\s+(?:[\w'-]+[,]?\s+){{0,6}}?(?:{_PATIENT})\b"
    r"(?:[,\s]+(?:with|who|whose|having|has|on)\s+(?:[\w'/+-]+[,]?\s+){0,8}?[\w'/+-]+(?=[,.;?]|\s+(?:and|but|so|would|should|could|can|is|if|get|be|start|benefit)\b|$))?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:who|also|she|he|they|patient)?\s*\b(?:has|have|had|also has|with|history of|known|allergic to|takes|taking|likes|enjoys|works as|lives|loves|plays)\s+[^,.;?]{1,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """The message's parts: each thing asked, with its place; the rest tells of the patient or the asker."""

    asked: tuple[tuple[int, int], ...]
    told: tuple[tuple[int, int], ...]


def cut(text: str) -> Cut:
    """What is asked and what is told; a message that asks nothing openly is one asking."""
    asked: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    for start, end in _lines(text):
        at = _asks_from(text[start:end])
        if at is None:
            told.append((start, end))
            continue
        if at:
            told.append((start, start + at))
        asked.extend((start + a, start + b) for a, b in _joined(text[start:end], at))
    if not asked:
        return Cut(((0, len(text)),), ())
    return Cut(tuple(asked), tuple(told))


def described(text: str) -> list[tuple[int, int]]:
    """Stretches of an asking that only describe a patient: "a 45-year-old teacher with SPMS and asthma"."""
    found = [match.span() for pattern in (_AGE, _DESCRIBED) for match in pattern.finditer(text)]
    if found:
        found += [
            match.span() for match in _CONDITION.finditer(text) if any(a <= match.start() <= b + 2 for a, b in found)
        ]
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    spans, place = [], 0
    for line in text.splitlines(keepends=True):
        spans += [(place + start, place + end) for start, end in sentences(line, casual=True)]
        place += len(line)
    return spans


def _asks_from(sentence: str) -> int | None:
    """Where the asking begins in a sentence; None when it only tells."""
    if _OPENS.match(sentence):
        return 0
    indirect = _INDIRECT.search(sentence)
    if indirect:
        return indirect.end()
    late = None
    for late in _LATE.finditer(sentence):
        pass
    if late and sentence.rstrip("\"'”’) ").endswith("?"):
        return late.end()
    return 0 if sentence.rstrip("\"'”’) ").endswith("?") else None


def _joined(sentence: str, start: int) -> list[tuple[int, int]]:
    """The askings that one sentence joins: "what dose, and how many relapsed?"."""
    parts, begin = [], start
    for match in _JOINED.finditer(sentence, start + 1):
        if len(sentence[begin : match.start()].split()) >= 2 and len(sentence[match.end() :].split()) >= 2:
            parts.append((begin, match.start()))
            begin = match.end()
    return [*parts, (begin, len(sentence))]
