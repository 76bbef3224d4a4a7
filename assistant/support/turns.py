"""Direction, negation and comparison: whether a sentence turns what its source says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.support.lexicon import NEGATIONS
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, flipped, same_words

_TURNED, _DENIED, _LEAD = (0.3, 0.45), (0.35, 0.6), 1.3
"""How like its surroundings must be to count as the same subject, in a few quoted sentences and in an abstract."""
_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over)\b", re.I)


def turned(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to a direction or a denial that the source has the other way round."""
    crossed = swapped(said, source.nearest(said))
    for sign in said.signs:
        among = [other for other in source.signs if other.axis == sign.axis]
        if among and flipped(sign, among, source.least(*_TURNED), _LEAD) != crossed:
            yield Objection("contradicted", f'the source has the opposite of "{sign.word}"')
    if _recounted(said, source.nearest(said)):
        yield Objection("contradicted", "it denies more or less than the source's sentence that it follows")
        return
    for sign in said.polarity:
        if flipped(sign, source.polarity.get(sign.axis, ()), source.least(*_DENIED), _LEAD):
            yield Objection("contradicted", f'affirmed and denied: "{sign.word}"')
            return


def _recounted(said: Said, other: Said) -> bool:
    """Whether two sentences of the same words have another number of negations."""
    ours, theirs = (sum(word.folded in NEGATIONS for word in each.words) for each in (said, other))
    return ours != theirs and same_words(said, other)


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
    before = {word.stem for word in said.words if word.end <= match.start() and word.stem in said.content}
    after = {word.stem for word in said.words if word.start >= match.end() and word.stem in said.content}
    return frozenset(before - after), frozenset(after - before)
