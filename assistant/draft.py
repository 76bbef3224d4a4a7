"""What a composer proposes; nothing of it is proved yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.inquiry import Asking
from assistant.limits import Limit
from assistant.values import Outcome, Passage, StatementKind

_REFERENCE_MARK = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One proposed statement and the passages that it rests on, which are its quotes."""

    text: str
    passages: tuple[Passage, ...]
    kind: StatementKind

    @property
    def quoted(self) -> bool:
        """Whether the words are one passage's own."""
        return len(self.passages) == 1 and self.text == spoken(self.passages[0])

    @property
    def key(self) -> str:
        """What tells this line from others."""
        return "\x1f".join((self.text, *(passage.id for passage in self.passages)))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the evidence says to one asking."""

    asking: Asking
    outcome: Outcome
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One reply to each asking."""

    replies: tuple[Reply, ...]


def verbatim(passage: Passage, kind: StatementKind) -> Line:
    """A line in a passage's own words."""
    return Line(spoken(passage), (passage,), kind)


def spoken(passage: Passage) -> str:
    """A passage's words as they are read: on one line, without bracketed reference numbers (they are the source's)."""
    return " ".join(_REFERENCE_MARK.sub("", passage.text).split())
