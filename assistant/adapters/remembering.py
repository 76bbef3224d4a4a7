"""The vectors of the last texts, kept: one question is searched for, weighed and searched for again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from assistant.ports import Embedder, Vectors

KEPT = 64


class RememberingEmbedder:
    """`ports.Embedder` that asks another one only for texts it has not just had; safe across threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The other embedder's: the vectors are its own."""
        return self._embedder.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The other embedder's rows; more texts than are kept are not remembered at all."""
        if len(texts) > KEPT:
            return self._embedder.embed(texts)
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        wanted = [text for text in dict.fromkeys(texts) if text not in known]
        if wanted:
            known |= dict(zip(wanted, self._embedder.embed(wanted), strict=True))
        with self._lock:
            for text in texts:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return np.stack([known[text] for text in texts]) if texts else self._embedder.embed(texts)
