"""The shipped doubles: typed like the real parts, without a model, a disk or a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np

from assistant.adapters.index.build import embed
from assistant.adapters.index.ranking import ExactIndex
from assistant.adapters.index.tables import Terms, entry_texts, tables
from assistant.ports import Embedder, Vectors
from assistant.values import Passage

_WORD = re.compile(r"\w+")


def plain_terms(text: str) -> list[str]:
    """Lower-case words as they stand."""
    return _WORD.findall(text.lower())


class HashingEmbedder:
    """`ports.Embedder` without a model: texts are near when they share words or pieces of words."""

    def __init__(self, dimensions: int = 256) -> None:
        self._dimensions = dimensions

    @property
    def name(self) -> str:
        """Fixed; the vectors never change between runs."""
        return f"hashing-{self._dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Signed counts of words and their trigrams, hashed into unit rows."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for piece in ("", *_pieces(text)):
                number = int.from_bytes(blake2b(piece.encode("utf-8", "surrogatepass"), digest_size=8).digest())
                row[(number >> 1) % self._dimensions] += 1.0 if number & 1 else -1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows[lengths[:, 0] == 0, 0] = 1.0
        return np.asarray(rows / np.where(lengths == 0, np.float32(1), lengths))


class MemoryIndex(ExactIndex):
    """`ports.PassageIndex` in memory: the real ranking over passages, with any embedder, nothing on the disk."""

    def __init__(
        self, passages: Sequence[Passage], embedder: Embedder | None = None, terms: Terms = plain_terms
    ) -> None:
        chosen = embedder or HashingEmbedder()
        texts = entry_texts(passages)
        super().__init__(tables(passages, texts, embed(texts, chosen, {}), terms), chosen, terms)


class ScriptedModel:
    """`ports.ChatModel` that says what it is told to: texts in turn (the last one again and again), or a function of
    system and user text; an exception among them is raised. `asked` keeps every prompt."""

    def __init__(self, *script: str | Exception | Callable[[str, str], str], name: str = "scripted") -> None:
        self._script = script
        self._name = name
        self.asked: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    def complete(self, system: str, user: str, *, timeout: float) -> str:
        """The next of the script."""
        self.asked.append((system, user))
        said = self._script[min(len(self.asked), len(self._script)) - 1]
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, str) else said(system, user)


def _pieces(text: str) -> list[str]:
    words = plain_terms(text)
    return words + [f" {word} "[at : at + 3] for word in words for at in range(len(word))]
