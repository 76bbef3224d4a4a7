"""The frozen values that travel through the flow; no logic beyond looking up, no libraries.

Offsets are Unicode code points in a document's canonical text, half-open `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["answered", "partial", "not_covered", "out_of_scope", "declined"]
StatementKind = Literal["finding", "limit", "conflict", "caveat", "note"]
Support = Literal["quoted", "supported"]
LimitAction = Literal["stated", "enforced"]

Concepts = frozenset[str]
"""Ids of vocabulary concepts, as `spms`, `ivig`, `first-line`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One citable sentence: `document.text[start:end] == text`."""

    id: str
    document: str
    section: str
    start: int
    end: int
    text: str
    concepts: Concepts
    """Everything the sentence names or is marked to be about, over all vocabulary groups."""
    populations: Concepts
    """Who the statement is about; empty when it names nobody."""
    subjects: Concepts
    """The drugs the statement is about (a comparator is a concept, not a subject)."""
    flags: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Questions this sentence answers (document expansion); they are found, never shown."""
    key: str | None = None
    companions: tuple[str, ...] = ()
    """Keys of passages that must travel with this one (its caveats)."""
    role: Literal["finding", "caveat"] = "finding"
    leads: Concepts = frozenset()
    """Concepts for which this sentence is the bottom line."""
    absent: Concepts = frozenset()
    """Concepts of which this sentence says that the source does not give them."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One evidence document; `sha256` is the hash of `text` in UTF-8."""

    id: str
    title: str
    reference: str
    kind: str
    year: int | None
    design: str | None
    n: int | None
    certainty: str | None
    source_note: str
    file: str
    text: str
    sha256: str
    passages: tuple[Passage, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where to re-check it."""

    marker: int
    id: str
    document: str
    document_sha256: str
    title: str
    reference: str
    year: int | None
    design: str | None
    certainty: str | None
    section: str
    page: int | None
    quote: str
    start: int
    end: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the answer; `start`/`end` are in `Answer.text`."""

    text: str
    kind: StatementKind
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support | None


@dataclass(frozen=True, slots=True)
class LimitNotice:
    """A limit that spoke, and why."""

    id: str
    action: LimitAction
    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something a composer proposed and that did not pass; never its text."""

    reason: str
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One retrieved passage, for the Basis view."""

    document: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on."""

    corpus_sha256: str
    limits_sha256: str
    prompt_sha256: str | None
    composer: str
    embedding: str
    retrieved: tuple[Retrieved, ...]
    redacted: Mapping[str, int]
    corpus_date: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The one answer value; rendered to `answer/1` JSON by `assistant.render.json_answer`."""

    id: str
    question: str
    outcome: Outcome
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    limits: tuple[LimitNotice, ...]
    withheld: tuple[Withheld, ...]
    missing: tuple[str, ...]
    nearest: tuple[Citation, ...]
    basis: Basis
    timing_ms: Mapping[str, float] = field(default_factory=dict)
