"""Direction, negation and comparison: whether a sentence turns what its source says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.support.lexicon import NEGATIONS, SAME
from assistant.support.reading import Said
from assistant.support.source import FOLLOWED, Doubt, Objection, Source, flipped, overlap, polarity, same_words

_TURNED, _DENIED, _LEAD = (0.3, 0.45), (0.35, 0.6), 1.3
"""How like its surroundings must be to count as the same subject, in a few quoted sentences and in an abstract."""
_PART = (0.8, 0.3)
_BY_CHANCE = Fraction(1, 20)
_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over)\b", re.I)


def turned(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to a direction or a denial that the source has the other way round."""
    crossed = swapped(said, source.nearest(said))
    telling = source.telling(said)
    doubt: Doubt | None = None if overlap(said, source.nearest(said)) >= FOLLOWED else "turned"
    for sign in said.signs:
        among = [other for each in telling for other in each.signs if other.axis == sign.axis]
        if among and flipped(sign, among, source.least(*_TURNED), _LEAD) != crossed:
            yield Objection("contradicted", f'the source has the opposite of "{sign.word}"', doubt)
    none = none_found(said, source)
    if source.breadth and _recounted(said, source.following(said)[0], loosely=not none):
        yield Objection(
            "contradicted", "it denies more or less than the source's sentence that it follows", "recounted"
        )
        return
    if none or not source.breadth:  # few quotes are read clause by clause, in `clauses`
        return
    places = polarity(telling)
    for sign in said.polarity:
        if flipped(sign, places.get(sign.axis, ()), source.least(*_DENIED), _LEAD):
            yield Objection("contradicted", f'affirmed and denied: "{sign.word}"', doubt)
            return


def none_found(said: Said, source: Source) -> bool:
    """Whether it denies, and so does what it follows in an abstract: which word is denied is then a matter of style.

    "There was no difference in relapses (P = 0.6)" and "it did not reduce relapses" deny different words.
    """
    return source.breadth == 1.0 and finds_none(said) and any(map(finds_none, source.following(said)))


def finds_none(said: Said) -> bool:
    """Whether a sentence tells of no effect or no difference, in words or by its P value."""
    return (
        said.denies
        or bool(said.folded & SAME)
        or any(
            figure.kind == "p" and figure.comparator in ("", ">", ">=") and figure.values[0] >= _BY_CHANCE
            for figure in said.figures
        )
    )


def _recounted(said: Said, other: Said, *, loosely: bool) -> bool:
    """Whether two sentences of the same words, or loosely one of a part of the other's words, deny more or less."""
    ours, theirs = (sum(word.folded in NEGATIONS for word in each.words) for each in (said, other))
    part = loosely and overlap(said, other) >= _PART[0] and overlap(other, said) >= _PART[1]
    return ours != theirs and (part or same_words(said, other))


def swapped(said: Said, other: Said) -> bool:
    """Whether what is compared stands on the other side of "than" in the source."""
    ours, theirs = _sides(said), _sides(other)
    if not ours or not theirs:
        return False
    return bool(ours[1] & theirs[0] and theirs[1] & ours[0]) and not ours[1] & theirs[1]


def _sides(said: Said) -> tuple[frozenset[str], frozenset[str]] | None:
    """What only stands before and what only stands after the first "than" of a sentence."""
    match = _THAN.search(said.text)
    if not match:
        return None
    before = _content(said, 0, match.start())
    after = _content(said, match.end(), len(said.text))
    if not before and (comma := said.text.find(",", match.end())) > 0:  # "Compared with placebo, it lowered ..."
        before, after = _content(said, comma, len(said.text)), _content(said, match.end(), comma)
    return before - after, after - before


def _content(said: Said, start: int, end: int) -> frozenset[str]:
    return frozenset(
        word.stem for word in said.words if start <= word.start and word.end <= end and word.stem in said.content
    )
