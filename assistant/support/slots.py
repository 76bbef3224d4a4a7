"""A word put in the place of another: between the same words as in the source, where the source has a different one."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.support.coverage import missed
from assistant.support.lexicon import ALIKE, FUNCTION, NEUTRAL, SAYING
from assistant.support.reading import Said, weight
from assistant.support.source import FOLLOWED, Objection, Slot, Source, overlap, slots

_TERM = 4.5
"""The weight of a word that general English hardly has."""


def replaced(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to words that stand where the source has another one."""
    stems, nearest = [word.stem for word in said.words], source.nearest(said)
    if overlap(said, nearest) < FOLLOWED:
        return
    for place, word in enumerate(said.words):
        if (
            word.folded in FUNCTION
            or len(word.folded) < 2
            or word.folded[0].isdigit()
            or ALIKE.get(word.stem, word.stem) in nearest.keys
        ):
            continue
        others = [source.slots[slot] for slot in slots(stems, place) if slot in source.slots and _telling(slot)]
        if others and not any(_alike(word.stem, other) for found in others for other in found):
            yield Objection("contradicted", f'the source has another word than "{word.folded}" there', "replaced")


def foreign(said: Said, source: Source) -> Iterator[Objection]:
    """An objection to a term of a field that an abstract has nowhere, in a sentence that otherwise follows its own."""
    if source.breadth and overlap(said, source.nearest(said)) >= FOLLOWED:
        new = {key for key, _ in missed((said,), source)}
        heavy = [word.folded for word in said.words if word.stem in new and weight(word) >= _TERM]
        if terms := [word for word in heavy if not word.endswith("ly")]:
            yield Objection("unsupported", f'the source does not have the term "{min(terms)}"')


def _telling(slot: Slot) -> bool:
    """Whether the words around are more than the small change of the language."""
    around = [stem for stem in (*slot[0], *slot[1]) if stem]
    return len(around) > 1 and any(stem not in FUNCTION and stem not in NEUTRAL for stem in around)


def _alike(stem: str, other: str) -> bool:
    same = ALIKE.get(stem, stem) == ALIKE.get(other, other)
    return same or other in FUNCTION or {stem, other} <= NEUTRAL or {stem, other} <= SAYING or stem[:5] == other[:5]
