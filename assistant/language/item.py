"""One word or phrase of a marked sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.language.lexicon import Tags

REVERSING = frozenset({"NOT", "NO", "WITHOUT", "LACK", "FALSE"})
"""Tags of the words that reverse a claim."""

NEAR = 3
"""Words within which one word of a clause is near another."""

_NOTHING = frozenset[str]()
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Item:
    """One word or phrase: folded text, lexicon tags, and the concepts it names as (group, id)."""

    text: str
    tags: Tags
    concepts: frozenset[tuple[str, str]] = frozenset()

    def named(self, group: str) -> frozenset[str]:
        """Ids of the concepts of one group."""
        return frozenset(id_ for kind, id_ in self.concepts if kind == group) if self.concepts else _NOTHING

    @property
    def opaque(self) -> bool:
        """A content word that nothing here knows."""
        return not self.tags and not self.concepts


def verbal(item: Item) -> bool:
    """Whether the item can be the finite verb of a clause."""
    return bool(item.tags & {"VERB", "AUX"})


def words_after(parts: Sequence[_Part], place: int, count: int | None = NEAR) -> Sequence[_Part]:
    """The next `count` after a place, all of them for None; fewer where the clause ends."""
    return parts[place + 1 :][:count]


def words_before(parts: Sequence[_Part], place: int, count: int | None = NEAR) -> Sequence[_Part]:
    """The last `count` before a place, all of them for None; fewer where the clause begins."""
    return parts[0 if count is None else max(0, place - count) : place]
