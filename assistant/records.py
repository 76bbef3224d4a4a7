"""What is kept of answers and of who may ask: frozen values, no libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["answer", "feedback", "erasure"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger; times are UTC, as `2026-11-23T04:31:33.123456Z`.

    The content of an answer is its whole `answer/1` JSON: the redacted question, the citations, `limits` (those that
    spoke), `basis.composer` (the model) and the hashes of corpus, limits and prompt.
    """

    seq: int
    kind: EntryKind
    at: str
    owner: str
    """The opaque id of the user; empty for what the operator did."""
    answer_id: str
    content: str | None
    """JSON text as it was hashed; None once erased."""
    salt: str | None
    content_hash: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry that is committed; `hash` may be noted elsewhere, and `citebound ledger verify --head` asks for it."""

    seq: int
    at: str
    hash: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a user said about an answer; `text` is redacted before it comes here."""

    answer_id: str
    helpful: bool
    reason: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in the ledger, and at which entry."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A ledger read from end to end; `faults` are the first ones found."""

    entries: int
    erased: int
    head: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key without its secret; times are UTC, `last_used` is right to a minute."""

    id: str
    name: str
    created: str
    last_used: str | None = None
    revoked: str | None = None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; `secret` is the whole text to present, `cb_...`, and is shown this once."""

    key: ApiKey
    secret: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that was taken in and is not answered yet; `payload` is its asker's, redacted, `attempts` counts."""

    key: str
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Said:
    """The answer that a posted message is part `part` of."""

    owner: str
    answer_id: str
    part: int
