"""Quantities: each number of a sentence with the words that say what it measures, and in which arm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assistant.language.numbers import Comparator, Kind, Number, numbers
from assistant.language.words import words

_NEAR, _SHARED, _SENTENCE = 1.0, 0.6, 0.15
_CUT = re.compile(
    r"[,;]\s|[()]|\b(?:and|or|versus|vs\.?|v|than|compared (?:with|to)|against|while|whereas|but)\b|\.\s", re.I
)
_CLAUSE_END = re.compile(r"[;(]|\.\s|\b(?:while|whereas|but)\b")
_PREDICATE = re.compile(
    r"(?<=\s)(?:was|were|is|are|had|have|has|did|remain(?:ed|s)?|became|stayed|showed|achieved|developed|reported)\b"
)
_LISTED = re.compile(r"\s*(?:[,/]|and|or|versus|vs\.?|v|to)*\s*(?:and|or)?\s*", re.I)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_LEAD_IN = re.compile(r"\s*((?:in|with|for|among|on)\b[^,]*),\s", re.I)
_ITEMS = re.compile(r",\s*(?:and|or)\s+|,\s*|\s+(?:and|or)\s+", re.I)
_MASSES = frozenset({"g", "mg", "µg", "ng", "kg", "ml", "l", "iu", "unit", "mmol", "dose"})
_PERIOD = re.compile(
    r"\b(?:per|an?|each|every|once an?|twice an?)\s+(?:single\s+)?"
    r"(day|week|month|year|course|cycle|hour|dose|infusion)\b|"
    r"\b(daily|weekly|monthly|annual(?:ly)?|yearly|hourly|total|cumulative)\b",
    re.I,
)
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute", "course", "dose", "infusion"})
_ADVERBS: Mapping[str, str] = {
    "daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "annually": "year", "yearly": "year",
    "hourly": "hour", "cumulative": "total",
}  # fmt: skip
_EMPTY = frozenset(
    "a an the of in on at by for to from with and or as is are was were be been it its this that these those than then "
    "had has have did do does which who whom there respectively compared versus vs v between but while whereas n p ci "
    "not no per each every about approximately only both either one ie eg".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range, and what it measures: `labels` weighs the stems around it, the nearest most."""

    values: tuple[Fraction, ...]
    unit: str
    period: str
    comparator: Comparator
    kind: Kind
    labels: Mapping[str, float]
    start: int
    end: int

    @property
    def measure(self) -> tuple[Kind, str, str]:
        """What makes two quantities comparable at all: kind, unit and period."""
        return self.kind, self.unit, self.period


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of one sentence, in order."""
    found = _with_shared_units(sentence, numbers(sentence))
    stretches = _stretches(sentence, found)
    named = _respective(sentence, found)
    return tuple(
        Quantity(
            number.values,
            *_over_time(sentence, number, stretches[place]),
            number.comparator,
            number.kind,
            _labels(sentence, found, stretches, place, named.get(place, "")),
            number.start,
            number.end,
        )
        for place, number in enumerate(found)
    )


def _with_shared_units(text: str, found: Sequence[Number]) -> list[Number]:
    """In "31, 53 and 16%" each is a percentage."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        number, after = shared[place], shared[place + 1]
        if (
            not number.unit
            and after.unit
            and number.kind == "amount"
            and _LISTED.fullmatch(text, number.end, after.start)
        ):
            shared[place] = Number(number.values, after.unit, number.comparator, after.kind, number.start, number.end)
    return shared


def _stretches(text: str, found: Sequence[Number]) -> list[tuple[int, int]]:
    """For each number the words that are its own: up to a break between it and its neighbours, else up to those."""
    starts, ends = [0], []
    for one, other in pairwise(found):
        match = _CUT.search(text, one.end, other.start)
        ends.append(match.end() if match else other.start)
        starts.append(match.end() if match else one.end)
    return list(zip(starts, [*ends, len(text)], strict=True)) if found else []


def _labels(
    text: str, found: Sequence[Number], stretches: Sequence[tuple[int, int]], place: int, named: str
) -> Mapping[str, float]:
    """Its own words weigh most, then those it shares with its neighbours, then the rest of the sentence."""
    labels = dict.fromkeys(_stems(text), _SENTENCE)
    labels |= dict.fromkeys(_shared(text, found, stretches, place), _SHARED)
    start, end = stretches[place]
    tail = text[found[place].end : end]
    if place and not _CLAUSE_END.search(text, found[place - 1].end, found[place].start):
        tail, _ = _parted(tail)
    own = named or f"{text[start : found[place].start]} {tail}"
    return labels | dict.fromkeys(_stems(own), _NEAR)


def _shared(text: str, found: Sequence[Number], stretches: Sequence[tuple[int, int]], place: int) -> Iterator[str]:
    """What several numbers have in common: the arm named after the last of them, or what is said of all."""
    if found[place].kind in ("p", "bounds", "level") or text[: found[place].start].rstrip().endswith("("):
        if place:
            yield from _stems(text[stretches[place - 1][0] : stretches[place - 1][1]])
        return
    tailless = not any(True for _ in _stems(text[found[place].end : stretches[place][1]]))
    for later in range(place + 1, len(found)):
        if _CLAUSE_END.search(text, found[later - 1].end, found[later].start):
            return
        arm, predicate = _parted(text[found[later].end : stretches[later][1]])
        yield from _stems(predicate)
        if tailless and any(True for _ in _stems(arm)):
            yield from _stems(arm)
            tailless = False


def _parted(tail: str) -> tuple[str, str]:
    """ "on placebo" and "remained relapse-free": the number's own words, and what is said of it and those before."""
    match = _PREDICATE.search(tail)
    return (tail[: match.start()], tail[match.start() :]) if match else (tail, "")


def _respective(text: str, found: Sequence[Number]) -> dict[int, str]:
    """The item that each number of a "respectively" list belongs to."""
    match = _RESPECTIVELY.search(text)
    if not match:
        return {}
    run = _run(text, [place for place, number in enumerate(found) if number.end <= match.start()], found)
    if len(run) < 2:
        return {}
    before = _ITEMS.split(
        re.sub(r"\W*\b(?:was|were|is|are|had|of|in|at|by|to)\s*$", "", text[: found[run[0]].start].strip())
    )
    items = [re.sub(r"\b(?:was|were|is|are)\b.*", "", item) for item in before[-len(run) :]]
    if len(before) < len(run):
        return {}
    after = [place for place, number in enumerate(found) if number.start >= match.end()][: len(run)]
    lead = _LEAD_IN.match(text)
    named = {place: f"{lead[1] if lead else ''} {item}" for place, item in zip(run, items, strict=True)}
    mirrored = after if len(after) == len(run) and _run(text, after, found) == after else []
    tail = text[found[mirrored[-1]].end :] if mirrored else ""
    return named | {place: f"{item} {tail}" for place, item in zip(mirrored, items, strict=True)} if mirrored else named


def _run(text: str, places: Sequence[int], found: Sequence[Number]) -> list[int]:
    """The last numbers that stand one after another with nothing but list marks between."""
    run = list(places[-1:])
    for place in reversed(places[:-1]):
        if not _LISTED.fullmatch(text, found[place].end, found[place + 1].start):
            break
        run.insert(0, place)
    return run


def _over_time(text: str, number: Number, stretch: tuple[int, int]) -> tuple[str, str]:
    """The unit of a dose and the time it goes over: "g/kg/day", "g/kg per course" and "g/kg once a month" alike."""
    unit, _, last = number.unit.rpartition("/")
    if unit and last in _TIMES:
        return unit, last
    if number.unit.split("/")[0] not in _MASSES:
        return number.unit, ""
    match = _PERIOD.search(text, number.end, stretch[1]) or _PERIOD.search(text, stretch[0], number.start)
    word = (match[1] or match[2]).casefold() if match else ""
    return number.unit, _ADVERBS.get(word, word)


def _stems(text: str) -> Iterator[str]:
    for word in words(text):
        if word.folded not in _EMPTY and not word.folded[0].isdigit():
            yield word.stem
