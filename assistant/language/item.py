"""One word or phrase of a marked sentence."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language.lexicon import Tags

REVERSING = frozenset({"NOT", "NO", "WITHOUT", "LACK", "FALSE"})
"""Tags of the words that reverse a claim."""

_NOTHING = frozenset[str]()


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
