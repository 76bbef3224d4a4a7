"""Whether a message tells of an emergency in words that no alarm lists: by what such messages were learned to mean.

A logistic regression on the sentence model's vector of a message and on how it is worded (`happening.forms`); learned
by `python -m evals.alert`. It only adds to the alarms, and is silent beside another sentence model.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.language.happening import forms
from assistant.language.sentences import sentences
from assistant.ports import Embedder, Vectors

WEIGHTS = Path(__file__).with_name("alert.npz")
"""`weights`, one for each number of `features`; `bias`; `model`, whose vectors they weigh."""

LEAST = 0.8
"""Probability from which a message is taken for an emergency."""

_SCALE = 20.0
_SOMEBODY_OR_LATELY = 3


class Alert:
    """Reads messages with the vectors that the search for passages needs anyway."""

    def __init__(self, embedder: Embedder) -> None:
        with np.load(WEIGHTS) as learned:
            self._weights: NDArray[np.float64] = learned["weights"]
            self._bias = float(learned["bias"])
            fits = embedder.name.split("@")[0] == str(learned["model"])
        self._embedder = embedder if fits else None

    def __call__(self, message: str) -> bool:
        """Whether the message, or one of its sentences, tells of an emergency."""
        if self._embedder is None or general(message):
            return False
        read = texts(message)
        found = features(self._embedder.embed(read), read) @ self._weights + self._bias
        return bool(1 / (1 + np.exp(-float(found.max()))) >= LEAST)


def texts(message: str) -> list[str]:
    """The message and each of its sentences."""
    alone = [message[start:end] for start, end in sentences(message, casual=True)]
    return [message, *alone] if len(alone) > 1 else [message]


def general(message: str) -> bool:
    """Whether it asks, and tells of nobody, nothing late and no infusion: not worth a vector."""
    worded = forms(message)
    return worded[-1] and not any(worded[:_SOMEBODY_OR_LATELY])


def features(vectors: Vectors, read: list[str]) -> NDArray[np.float64]:
    """What is weighed of each text, shape `(len(read), dimensions + forms)`, all entries about 1."""
    return np.hstack([vectors.astype(np.float64) * _SCALE, 2.0 * np.array([forms(text) for text in read])])
