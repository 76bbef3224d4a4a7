"""A message cut into what is asked and what is only told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lexicon import PHRASES
from assistant.language.sentences import sentences

_WH = r"(?:what|wh?at|wot|which|wich|how|who|whom|whose|when|where|why|whether)"
_AUX = r"(?:(?:is|are|does|do|did|can|should|would|was|were|has|have|had|could)(?:n't)?|won't|am|will|may|might|shall)"
_ASKS = rf"(?:{_WH}|{_AUX})\b"
_ORDERS = (
    "tell|list|give|show|explain|describe|summari[sz]e|compare|name|remind|outline|quote|state|define|cite|confirm|"
    "clarify|discuss|say|write|help|find|provide|walk|advise|any|thoughts"
)
_GREETS = (
    r"(?:(?:and|but|so|or|also|just|quickly|sorry|ok(?:ay)?|hi|hello|hey|please|then|now|well|if so|in that case|pls)"
    r"\W+)*"
)
_BY = r"(?:(?:over|for|at|in|on|to|by|with|from)\s+)?"
_OPENS = re.compile(rf"\W*{_GREETS}(?:{_WH}|{_AUX}|{_ORDERS})\b", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\b(?:wonder(?:ing)?|know|ask(?:ed|ing|s)?|unsure|tell me|sure|see|clarify|clear|understand|remember|recall|"
    r"remind me|confirm|advise|explain|curious|question(?: is)?)\b[\s,:]*(?:about\s+)?"
    rf"(?=(?:if|{_WH})\b)",
    re.IGNORECASE,
)
_LATE = re.compile(rf"(?:[,;:–—/|-]\s+(?:(?:so|but|then)\s+)?|\.{{2,}}\s*)(?={_ASKS})", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?:[,;]\s*)?\b(?:and|plus|also|or)\s+(?:(?:also|then|if so,?)\s+)?(?={_BY}{_WH}\b(?!\s+not\b))"
    r"|,\s+(?=(?:what|how|when|where|why|who(?!\s+(?:has|is|was|had|have)))\b)"
    rf"|[,;]\s*\b(?:and|but|or)\s+(?:also\s+)?(?={_AUX}\b)"
    r"|\s+and\s+(?=(?:is|are|was|were|does|did|should|can)\s+(?:it|there|they|i|we)\b)"
    r"|;\s+",
    re.IGNORECASE,
)
_PERSON = (
    "patient|pt|man|woman|lady|gentleman|guy|bloke|chap|female|male|person|mother|father|mum|dad|wife|husband|sister|"
    "brother|friend|teacher|nurse|accountant|engineer|farmer|driver|student"
)
_DETERMINERS = "(?:a|an|my|our|this|the|one|another|his|her)"
_AGE = re.compile(
    r"\bage[d:]?\s+\d{1,3}\b"
    r"|\b(?:aged?\s+)?\d{1,3}\s*-?\s*(?:y\.?o\.?|y/o|yr?s?[- ]?old|years?[- ]old|years? of age|[mf])\b(?:\s*-?\s*old)?",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"\b{_DETERMINERS}\s+(?:(?!(?:{_DETERMINERS}|to|for|in|of|on|by|from|with|be|is)\b)[\w'-]+,?\s+){{0,6}}?"
    rf"(?:{_PERSON})\b"
    r"(?:[,\s]+(?:with|who|whose|having|has|on)\s+(?:[\w'/+-]+,?\s+){0,8}?[\w'/+-]+"
    r"(?=[,.;?]|\s+(?:and|but|so|would|should|could|can|is|if|get|be|start|benefit)\b|$))?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:(?:who|also|she|he|they|patient)\s+)?(?:has|have|had|with|history of|known|allergic to|takes|taking|likes|"
    r"enjoys|works as|lives|loves|plays)\s+[^,.;?]{1,60}",
    re.IGNORECASE,
)

_ASKS_WHETHER = re.compile(
    rf"\W*{_GREETS}(?:{_BY}{_WH}\s+(?:[\w-]+\s+){{0,3}}?)?(?:would|should|could|can|may|might|will|shall|must|do|does|did)(?:n't)?\b",
    re.IGNORECASE,
)
_IS = re.compile(rf"\W*{_GREETS}(?:is|are|was|were)(?:n't)?\b", re.IGNORECASE)
_MODAL = re.compile(
    r"(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?<!\band )\b(?:would|should|could|can|will|may|might|must)\b", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"(?<!\bwho is )\b(?:suitable|eligible|(?:un)?likely|better|able|allowed|helped|protected|"
    r"(?:an? )?(?:\w+ )?candidate|at (?:\w+ )?risk)\b",
    re.IGNORECASE,
)
_VERBS = frozenset(form for (form, *more), tags in PHRASES.items() if not more and "VERB" in tags)
_BASE = frozenset(verb for verb in _VERBS if {f"{verb}s", f"{verb}es", f"{verb[:-1]}ies"} & _VERBS)
_NEVER_NOUNS = (
    "be|have|do|get|need|take|receive|tolerate|require|respond|undergo|qualify|deserve|want|improve|avoid|become|"
    "go|stay|try|see|feel|keep|expect|continue|recover|begin|deteriorate|stabili[sz]e|react|become|lose|fare"
)
_VERB = re.compile(
    r"(?<!\bto )(?<!\bwho )(?<!\bthat )(?<!\bnot )(?<!\bin )(?<!\bof )(?<!\ba )(?<!\bno )(?<!\bthe )(?<!\bwith )"
    rf"\b(?:(?:{_NEVER_NOUNS}|use|start|stop)\b(?!-)"
    r"|(\w+)(?=\s+(?:from|to|on|by|under|at|more|less|better|well|worse|best|most|as|if|when|any|anything|"
    r"something|much|the)\b|\s*[?,.;]|\s*$))",
    re.IGNORECASE,
)
"""A verb that is seldom a noun; any other only before what does not follow a condition ("profit from")."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """The message's parts by place: each thing asked; the rest tells of the patient or of the asker."""

    asked: tuple[Span, ...]
    told: tuple[Span, ...]


def cut(text: str) -> Cut:
    """What is asked and what is told; a message that asks nothing openly is one asking."""
    asked: list[Span] = []
    told: list[Span] = []
    for start, end in _lines(text):
        at = _asks_from(text[start:end])
        if at is None:
            told.append((start, end))
            continue
        if at:
            told.append((start, start + at))
        asked.extend((start + first, start + last) for first, last in _joined(text[start:end], at))
    return Cut(tuple(asked), tuple(told)) if asked else Cut(((0, len(text)),), ())


def described(text: str) -> list[Span]:
    """Stretches of an asking that only describe a patient: "a 45-year-old teacher with SPMS and asthma".

    A description is a noun phrase: it ends where the question's own verb comes ("... profit from Zinbryta?").
    """
    verbs = _verbs(text)
    people = [_until(match.span(), verbs) for pattern in (_AGE, _DESCRIBED) for match in pattern.finditer(text)]
    conditions = (_until(match.span(), verbs) for match in _CONDITION.finditer(text))
    return people + [(a, b) for a, b in conditions if any(start <= a <= end + 2 for start, end in people)]


def _verbs(text: str) -> list[int]:
    """Where the verb of a question may stand: at its modal, or as a base form after the auxiliary that opens it."""
    modals = [match.start() for match in _MODAL.finditer(text)]
    predicates = [match.start() for match in _PREDICATE.finditer(text)] if _IS.match(text) else []
    opening = _ASKS_WHETHER.match(text)
    found = _VERB.finditer(text, opening.end()) if opening else ()
    return modals + predicates + [m.start() for m in found if m[1] is None or m[1].casefold() in _BASE]


def _until(span: Span, verbs: list[int]) -> Span:
    start, end = span
    return start, min((verb for verb in verbs if start < verb < end), default=end)


def _lines(text: str) -> list[Span]:
    spans, place = [], 0
    for line in text.split("\n"):
        spans += [(place + start, place + end) for start, end in sentences(line, casual=True)]
        place += len(line) + 1
    return spans


def _asks_from(sentence: str) -> int | None:
    """Where the asking begins in a sentence; None when it only tells."""
    if _OPENS.match(sentence):
        return 0
    if indirect := _INDIRECT.search(sentence):
        return indirect.end()
    if not sentence.rstrip("\"'”’) ").endswith("?"):
        return None
    late = [match.end() for match in _LATE.finditer(sentence)]
    return late[-1] if late else 0


def _joined(sentence: str, start: int) -> list[Span]:
    """The askings that one sentence joins: "what dose, and how many relapsed?"."""
    parts, begin = [], start
    for match in _JOINED.finditer(sentence, start + 1):
        if len(sentence[begin : match.start()].split()) >= 2 and len(sentence[match.end() :].split()) >= 2:
            parts.append((begin, match.start()))
            begin = match.end()
    return [*parts, (begin, len(sentence))]
