"""Who a clause is about, and what is remembered from one clause to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.language.clauses import Clause
from assistant.language.item import Item

Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about, as vocabulary ids."""

    drugs: Ids = frozenset()
    populations: Ids = frozenset()
    diseases: Ids = frozenset()
    studies: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause and what it speaks of."""

    clause: Clause
    items: tuple[Item, ...]
    """What is said: the clause's items, with those of the claim it carries on ("So did those with SPMS.")."""
    subject: Subject
    """Who and what it is about, inherited where it names nobody."""
    own: Subject
    """What it names itself."""
    asked: bool = False
    """It only asks."""
    supposed: bool = False
    """Other clauses of its sentence follow, so that an "if" only supposes."""
    sentence: tuple[Item, ...] = ()
    conditions: tuple[Item, ...] = ()
    """The items of the sentence's "if" and "when" clauses."""
    following: tuple[Item, ...] = ()
    """The items of the clauses after this one, and of the next sentence where this is the last."""
    preceding: tuple[Item, ...] = ()
    """The items of the sentence before this one."""
    leading: bool = False
    """It is what a leading question takes for granted."""


@dataclass
class State:
    """What the next clause may carry on."""

    subject: Subject = field(default_factory=Subject)
    claim: tuple[Item, ...] = ()
    question: tuple[Item, ...] = ()
    heading: tuple[Item, ...] = ()
    sentence: tuple[Item, ...] = ()
    """The last sentence."""
    quoted: bool = False
    """The question was only quoted: it is answered, and not carried on."""
    replying: bool = False
    """What comes next replies to what was said: it agrees with a statement, or not."""
