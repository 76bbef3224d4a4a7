"""Arms: which of the things that a sentence sets beside each other each of its figures belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.language.quantities import Quantity
from assistant.language.vocabulary import Vocabulary
from assistant.support.lexicon import FUNCTION, NEUTRAL
from assistant.support.reading import Said

Arms = Mapping[str, str]
"""Stem -> the arm that it names."""

EITHER = "arms"
"""The concept of an arm that is not named: "both arms"."""

_NAMED = re.compile(r"([^\W\d_]+)(?:['’]s)? (?:group|arm|cohort)s?\b", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:on|with|to|taking|after|receiv\w+|given) (?:the )?(?:\w+ )??([^\W\d_]{3,})\b", re.IGNORECASE)
_BREAK = re.compile(r"[;]|\b(?:whereas|while)\b")
_JOINT = re.compile(r",\s|\b(?:and|or|versus|vs|v|than)\b")
_STOP = re.compile(r"[,;:]|\(.*\(")
_BESIDE = frozenset({"p", "bounds", "level", "year"})


@lru_cache(maxsize=512)
def arms(said: Said, vocabulary: Vocabulary) -> Arms:
    """The arms between which a sentence parts its figures; none unless it has two."""
    mentions = [each for each in vocabulary.find(said.words) if each.concept.group in ("drugs", "arms")]
    listed = {
        word.stem: each.concept.id
        for each in mentions
        if each.concept.id != EITHER
        for word in said.words[each.first : each.last]
    }
    if len(set(listed.values())) > 1:
        return listed
    groups = _stems(said, _NAMED)
    found = groups if len(groups) > 1 else _beside_figures(said)
    return {stem: stem for stem in found} if len(found) > 1 else {}


def arm_of(said: Said, figure: Quantity, among: Arms) -> str | None:
    """The arm whose name stands where a reader looks for it: after each figure, before each, or nearest."""
    places = _places(said, among)
    if not places:
        return None
    for start, end in _stretches(said):
        if start <= figure.start < end:
            inside = [place for place in places if start <= place[0] < end]
            figures = [each.start for each in said.figures if start <= each.start < end and each.kind not in _BESIDE]
            return _bound(said, figure.start, figures, inside)
    return None


def _bound(said: Said, at: int, figures: Sequence[int], places: Sequence[tuple[int, str]]) -> str | None:
    if not places or not figures:
        return None
    before = [arm for place, arm in places if place < at]
    after = [arm for place, arm in places if place > at]
    leads, trails = min(figures) < places[0][0], max(figures) < places[-1][0]
    if at not in figures:
        return before[-1] if before else None
    if len({arm for _, arm in places}) == 1 or (leads and trails):
        return next(iter(after or before), None)
    if not leads and not trails:
        return before[-1] if before else None
    return _next_to(said, at, figures, places)


def _next_to(said: Said, at: int, figures: Sequence[int], places: Sequence[tuple[int, str]]) -> str | None:
    """The arm with no other figure, and rather no "and", between."""
    free = [
        (_JOINT.search(said.text, *sorted((place, at))) is not None, abs(place - at), arm)
        for place, arm in places
        if not any(min(place, at) < other < max(place, at) for other in figures)
    ]
    return min(free)[2] if free else None


def _places(said: Said, among: Arms) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for word in said.words:
        arm = among.get(word.stem)
        if arm and (not found or found[-1][1] != arm or word.start - found[-1][0] > 30):
            found.append((word.start, arm))
    return found


def _stretches(said: Said) -> Iterator[tuple[int, int]]:
    edges = [0, *(found.start() for found in _BREAK.finditer(said.text)), len(said.text)]
    yield from pairwise(edges)


def _stems(said: Said, pattern: re.Pattern[str]) -> list[str]:
    starts = {found.start(1) for found in pattern.finditer(said.text)}
    named = (word.stem for word in said.words if word.start in starts and _names(word.folded, word.stem))
    return list(dict.fromkeys(named))


def _beside_figures(said: Said) -> list[str]:
    """The last words of "on empagliflozin", "with the combination" that come next after a figure."""
    ends = [figure.end for figure in said.figures if figure.kind not in _BESIDE]
    limits = [*[figure.start for figure in said.figures[1:]], len(said.text)]
    found: list[str] = []
    for end in ends:
        limit = min((limit for limit in limits if limit > end), default=len(said.text))
        match = _GIVEN.search(said.text, end, limit)
        if match and _STOP.search(said.text, end, match.start()):
            continue
        word = match and next((word for word in said.words if word.start == match.start(1)), None)
        if word and _names(word.folded, word.stem) and word.stem not in found:
            found.append(word.stem)
    return found


def _names(folded: str, stem: str) -> bool:
    return folded not in FUNCTION and stem not in NEUTRAL
