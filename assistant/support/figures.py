"""Figures: each number with its unit, sign, meaning and arm must stand in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.language.quantities import Quantity
from assistant.support.lexicon import ALIKE, NEUTRAL
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, likeness, overlap
from assistant.support.turns import swapped

_SAME_THING, _LEAD, _NEAR, _NAMED, _TALK = 0.3, 1.15, 1.0, 0.5, 0.4
_FOLLOWED = 0.5
_BARE = re.compile(r"\s*(?:,|and|or|versus|vs\.?|v|compared (?:with|to)|against|,\s*and)\s*", re.I)


def misquoted(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to figures that the source lacks, or has for something else.

    A conclusion counts what its abstract only lists ("two factors"); a bare count in words is not held against it.
    """
    known = [(figure, each) for each in source.sentences for figure in each.figures]
    for figure in said.figures:
        written = said.text[figure.start : figure.end].strip()
        if _counting_one(figure) or (source.breadth == 1.0 and written.isalpha() and not figure.unit):
            continue
        equal = [(other, each) for other, each in known if _equal(figure, other)]
        rivals = [other for other, _ in known if _rival(figure, other)]
        if not equal:
            same = _nearest(figure, rivals) >= _SAME_THING
            yield Objection("contradicted" if same else "unsupported", f"the source does not have {written}")
        elif _nearest(figure, rivals) > _LEAD * _nearest(figure, [other for other, _ in equal]):
            yield Objection("contradicted", f"in the source {written} is something else")
        elif not any(_named(figure, each, source.least(_NAMED, _NAMED / 2)) for _, each in equal):
            yield Objection("unsupported", f"the source does not say what {written} is said to be")


def reordered(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to a bare pair ("12.5% vs 18.3%") that the source has the other way round, for the same comparison."""
    pairs = set(_pairs(said))
    for each in source.sentences:
        crossed = any(pair[::-1] in pairs for pair in _pairs(each) if pair not in pairs)
        if crossed and overlap(said, each) >= _FOLLOWED and not swapped(said, each):
            yield Objection("contradicted", "figures in the other order than in the source")
            return


def _pairs(said: Said) -> Iterator[tuple[tuple[Fraction, ...], tuple[Fraction, ...]]]:
    for one, other in pairwise(said.figures):
        if _BARE.fullmatch(said.text, one.end, other.start):
            yield one.values, other.values


def _counting_one(figure: Quantity) -> bool:
    """A bare "one" is more often an article than a count."""
    return figure.values == (Fraction(1),) and not figure.unit


def _equal(figure: Quantity, other: Quantity) -> bool:
    if (figure.kind, figure.unit) != (other.kind, other.unit) or figure.period != other.period:
        return False
    if figure.values == other.values:
        return figure.comparator == other.comparator
    return figure.kind == "p" and _follows(figure, other)


def _follows(figure: Quantity, other: Quantity) -> bool:
    """P < 0.05 follows from P = 0.03, and from P < 0.01."""
    below = figure.comparator in ("<", "<=") and other.comparator in ("", "<", "<=")
    return below and other.values[0] < figure.values[0]


def _rival(figure: Quantity, other: Quantity) -> bool:
    """A figure of the same sort, or the same figure in another unit."""
    same = (figure.kind, figure.unit) == (other.kind, other.unit)
    return (same and figure.values != other.values) or (figure.values == other.values and not same and bool(other.unit))


def _nearest(figure: Quantity, others: Sequence[Quantity]) -> float:
    ours = _folded(figure.labels)
    return max((likeness(ours, _folded(other.labels)) for other in others), default=0.0)


def _folded(labels: Mapping[str, float]) -> dict[str, float]:
    return {ALIKE.get(stem, stem): value * (_TALK if stem in NEUTRAL else 1.0) for stem, value in labels.items()}


def _named(figure: Quantity, each: Said, least: float) -> bool:
    """Whether the words beside the figure are mostly in the source's sentence."""
    own = _folded({stem: 1.0 for stem, value in figure.labels.items() if value >= _NEAR})
    there = each.keys.keys() | {word.stem for word in each.words}
    share = least if figure.unit in ("", "%") else least / 2
    return sum(value for key, value in own.items() if key in there) >= share * sum(own.values())
