"""`ports.AbstractReader`: the packaged sentence model with what `evals.abstract_reader` learned."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import numpy as np

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model

WEIGHTS = Path(__file__).with_name("abstract_reader.npz")
"""Of each changed layer `<layer>.up` (rows x rank) and `<layer>.down` (rank x columns); `head`, for the mean of all
tokens and the mean of the text's own, and `bias`."""


class OnnxAbstractReader:
    """Reads on the processor, 10 to 20 ms a text; loaded in 0.2 s."""

    def __init__(self, models: Path) -> None:
        """`models` is the folder of exported models; the model is loaded, and first exported, when it is wanted."""
        self._models = models
        self._loading = Lock()
        self._encoder: OnnxEmbedder | None = None

    def _load(self) -> OnnxEmbedder:
        with self._loading:
            if self._encoder is None:
                encoder = OnnxEmbedder(ensure_model(self._models, change=WEIGHTS))
                with np.load(WEIGHTS) as learned:
                    self._head, self._bias = learned["head"], learned["bias"]
                self._encoder = encoder
            return self._encoder

    def carried(self, text: str, excerpt: str) -> float:
        """The log odds that the excerpt carries the text; raises ModelError as `ensure_model` does."""
        return float(self._load().both(text, excerpt) @ self._head + self._bias[0])
