"""What a target said, as every scorer reads it; what a target does not give is None, never a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.values import Outcome

FURNITURE = "furniture"
"""The kind of what only sets the answer out: a heading, a warning line, a source that is listed. It is no claim to be
cited, and is read for limits as all else is."""

WARNING = "⚠❗❕‼ℹ🚩"
"""What a warning line begins with."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as given. `document`, `start`, `end`, `sha256`, `id` and `flags` only where the target has them."""

    marker: int
    quote: str | None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    sha256: str | None = None
    id: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the reply with the markers that follow it; `kind` as in the contract, None where unknown."""

    text: str
    markers: tuple[int, ...] = ()
    kind: str | None = None
    label: str = ""
    """What leads it in, set off in bold, as "Caution:"."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `citations` None: the target cites nothing by its nature; `limits` None: it names no limits."""

    text: str
    sentences: tuple[Said, ...]
    outcome: Outcome | None = None
    citations: tuple[Cited, ...] | None = None
    limits: tuple[str, ...] | None = None
    raw: Mapping[str, Any] | None = None
    """The whole answer as the target gave it (`answer/1` of our own)."""
    seconds: float = 0.0
    tokens: int = 0
    error: str | None = None
    """Why there is no reply; such a case is no pass and no failure: the run is invalid."""
