"""What a question turns out to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.values import Concepts

QUALIFIERS = ("arms", "studies", "sources")
"""Vocabulary groups that say of which arm, study or source a thing is asked."""

CONTENT = ("lines", "outcomes", "aspects", *QUALIFIERS)
"""Vocabulary groups that say what is asked, as against of whom."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing asked."""

    text: str
    query: str
    """What is searched for: the asking, spelt right, with what it borrowed."""
    concepts: Concepts
    populations: Concepts = frozenset()
    drugs: Concepts = frozenset()
    groups: Concepts = frozenset()
    diseases: Concepts = frozenset()
    content: Concepts = frozenset()
    open_words: tuple[str, ...] = ()
    """Words that neither the vocabulary nor plain English accounts for; the evidence has to."""
    points_back: bool = False
    """Whether a pronoun stands for something said before."""
    overview: bool = False
    """Whether a summary is asked for."""
    wants: Literal["", "number", "percentage"] = ""
    figures: frozenset[str] = frozenset()
    """Figures named in it, as "53" or "0.4"; years and ages are none."""
    told_groups: Concepts = frozenset()
    """Patient groups and other diseases that only describe the patient."""
    premises: Concepts = frozenset()
    """What the rest of the message names; a limit can be raised by it."""
    leans: frozenset[str] = frozenset()
    """Ids of the limits that the message would come up against were it said as a statement."""
    head: str = ""
    """The noun that is asked for, where the vocabulary does not know it: "committee" in "which ethics committee"."""
    pointed: tuple[str, ...] = ()
    """Open words that are asked of by themselves: "tumefactive MS", "how was randomisation concealed"."""
    claimed: tuple[str, ...] = ()
    """Shares and counts that it supposes, as they are written."""
    premise: bool = False
    """Whether it is only supposed, as a reason for what is asked; it is spoken of where the evidence lacks it."""
    joins: bool = False
    """Whether it names several things, as a list or with "and"."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question understood; `question` is as asked, without personal identifiers."""

    question: str
    redacted: Mapping[str, int]
    askings: tuple[Asking, ...]
    emergency: bool = False
    demand: bool = False
