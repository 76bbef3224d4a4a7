"""Figures beside others: pairs in their order, parts of a whole, and a number that counts a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from assistant.language.quantities import Quantity
from assistant.language.words import words
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, overlap
from assistant.support.stops import ITEM, LIST
from assistant.support.turns import swapped

OF = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:out )?of (?:the |all )?", re.I)
"""What stands between the numbers of "19 of 61"."""

_FOLLOWED = 0.5
_GROUPS = re.compile(r"\s(?:groups?|arms?)\b", re.I)
_COUNTED = re.compile(r":(?P<items>[^;:.()]+?,? (?:and|or) [^;:,.()]+)")
_BARE = re.compile(r"\s*(?:,|to|and|or|versus|vs\.?|v|compared (?:with|to)|against|,\s*and)\s*", re.I)


def reordered(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to a bare pair ("12.5% vs 18.3%") that the source has the other way round, for the same comparison."""
    pairs = set(_pairs(said))
    for each in source.sentences:
        crossed = any(pair[::-1] in pairs for pair in _pairs(each) if pair not in pairs)
        if crossed and overlap(said, each) >= _FOLLOWED and not swapped(said, each):
            yield Objection("contradicted", "figures in the other order than in the source")
            return


def mismatched(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to "14 of 209" where the source has "14 of 212"."""
    theirs = {pair for each in source.sentences for pair in _fractions(each)}
    for one, other in _fractions(said):
        if (one, other) not in theirs and any({one, other} & {*pair} for pair in theirs):
            yield Objection("contradicted", "a part of another whole than in the source")


def _fractions(said: Said) -> Iterator[tuple[tuple[Fraction, ...], tuple[Fraction, ...]]]:
    for one, other in pairwise(said.figures):
        if OF.fullmatch(said.text, one.end, other.start) and not one.unit:
            yield one.values, other.values


def _pairs(said: Said) -> Iterator[tuple[tuple[Fraction, ...], tuple[Fraction, ...]]]:
    for one, other in pairwise(said.figures):
        if _BARE.fullmatch(said.text, one.end, other.start):
            yield one.values, other.values


def counts_listed(said: Said, figure: Quantity, source: Source) -> bool:
    """Whether it counts what stands in the source: a conclusion what its abstract lists, a sentence its own list."""
    after = said.text[figure.end :]
    if source.breadth == 1.0 or (figure.values == (Fraction(2),) and _GROUPS.match(after) and "group" in source.stems):
        return True
    for found in _COUNTED.finditer(after):
        items = [words(item) for item in ITEM.split(found["items"])]
        if len(items) == figure.values[0] and all(word.stem in source.stems for item in items for word in item):
            lists = (other["items"] for each in source.sentences for other in LIST.finditer(each.text))
            return any(len(ITEM.split(other)) == len(items) for other in lists)
    return False
