"""The walls between the flow and the libraries: Protocols of one or two methods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.records import ApiKey, Entry, Feedback, NewKey, Receipt, Said, Taken
from assistant.values import Answer

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts to unit vectors, float32, shape `(len(texts), dimensions)`."""

    @property
    def name(self) -> str:
        """What made the vectors: model and revision; part of the index's fingerprint."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Each row has length 1; the same text gives the same row, alone or in a batch."""
        ...


class Hit(NamedTuple):
    """A passage found by one query: fused score for ranking, its two parts for judging.

    `semantic` is the highest cosine of the query with the sentence or one of its `asks`, in [-1, 1];
    `lexical` is the BM25 score divided by what the query would score against itself, about [0, 1].
    """

    passage: str
    score: float
    semantic: float
    lexical: float


class PassageIndex(Protocol):
    """Finds passages for queries, best first; deterministic, ties by passage id."""

    def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Hit, ...], ...]:
        """At most `k` hits for each query, in the queries' order."""
        ...


class ChatModel(Protocol):
    """Writes text; nothing that it writes is believed."""

    @property
    def name(self) -> str:
        """Provider and model, as `openai:gpt-4.1-mini`; part of an answer's id."""
        ...

    def complete(self, system: str, user: str, *, timeout: float) -> str:
        """What the model writes within `timeout` seconds; else ModelError, its message a few words ("rate limit")."""
        ...


class Entailment(Protocol):
    """Judges whether a text follows from another; it may only tighten a verdict."""

    def entails(self, premise: str, hypothesis: str) -> float:
        """How surely the hypothesis follows, in [0, 1]."""
        ...


class AbstractReader(Protocol):
    """Judges whether sentences of an abstract carry a text that need not use their words."""

    def carried(self, text: str, excerpt: str) -> float:
        """The log odds that the excerpt, sentences of a source, carries the text."""
        ...


class Suspicion(NamedTuple):
    """How surely a text asserts what a limit forbids, in [0, 1], and which limit that is."""

    sure: float
    limit: str


class SecondReader(Protocol):
    """Reads sentences beside the rules of `assistant.limits`."""

    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion a text, as `limits.second.shown` gives it; full suspicion of one too long to be read whole."""
        ...


class Ledger(Protocol):
    """Keeps every answer. An answer's id is a hash of what was asked, so two users may have the same one: what is
    theirs is found by owner and id, and for anybody else it is not there. Each call returns when it is committed;
    LedgerUnavailable, which is retryable, means that nothing was promised."""

    def record(self, owner: str, answer: Answer) -> Receipt:
        """Keep an answer; asked again, it is kept again."""
        ...

    def find(self, owner: str, answer_id: str) -> Entry | None:
        """The owner's latest record of this answer; None when there is none or its content is erased."""
        ...

    def rate(self, owner: str, feedback: Feedback) -> Receipt | None:
        """Keep feedback; None when the owner has no such answer."""
        ...

    def erase(self, owner: str, answer_id: str) -> bool:
        """Erase the content of the owner's answer and its feedback; False when the owner has no such answer."""
        ...

    def alive(self) -> None:
        """Raises LedgerUnavailable or LedgerUnusable where an answer could not be kept now."""
        ...


class KeyStore(Protocol):
    """The API keys; of a secret only a hash is kept."""

    def make(self, name: str) -> NewKey:
        """A new key; its secret is nowhere else."""
        ...

    def list(self) -> tuple[ApiKey, ...]:
        """All keys, the oldest first, the revoked ones among them."""
        ...

    def revoke(self, key_id: str) -> bool:
        """From now on the key opens nothing; False when there is no such key, or it was revoked before."""
        ...

    def check(self, presented: str) -> ApiKey | None:
        """The key that this text is, unless it is revoked; in constant time."""
        ...


class Inbox(Protocol):
    """What a chat service delivered, so that each message is answered once, whatever is delivered twice or killed.

    Each call returns when it is committed; LedgerUnavailable means that nothing was promised. A message is held for a
    while by the process that took it; when that process is gone, another one claims it.
    """

    def accept(self, key: str, message: str, payload: str) -> bool:
        """Take in the delivery `key` of the message `message`; False where either was taken in before."""
        ...

    def claim(self, most: int) -> tuple[Taken, ...]:
        """The oldest messages that nobody holds and nobody finished, now held by the caller."""
        ...

    def hold(self, keys: Sequence[str]) -> None:
        """Go on holding these."""
        ...

    def release(self, key: str, seconds: float) -> None:
        """Nobody holds it from `seconds` from now on."""
        ...

    def answered(self, key: str, owner: str, answer_id: str) -> None:
        """What it is answered with."""
        ...

    def posted(self, key: str, channel: str, ts: str) -> None:
        """The next part of its answer stands in this message."""
        ...

    def posts(self, key: str) -> tuple[str, ...]:
        """The messages of its answer so far, in order."""
        ...

    def said(self, channel: str, ts: str) -> Said | None:
        """What a posted message is part of; None where it is none of these."""
        ...

    def finish(self, key: str) -> None:
        """It is answered: its content goes, that it was there stays."""
        ...
