"""The walls between the flow and the libraries: Protocols of one or two methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class Hit:
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
