"""The packaged sentence model with what was learned beside it, loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model


class Model(NamedTuple):
    """The changed model, and the arrays that were learned for its head."""

    encoder: OnnxEmbedder
    head: Mapping[str, Any]


class Learned:
    """`weights` holds `<layer>.up` (rows x rank) and `<layer>.down` (rank x columns) of changed layers, and a head."""

    def __init__(self, models: Path, weights: Path) -> None:
        """`models` is the folder of exported models."""
        self._models = models
        self._weights = weights
        self._loading = Lock()
        self._model: Model | None = None

    def model(self) -> Model:
        """Loaded in 0.2 s, and first exported in 20; raises ModelError as `ensure_model` does."""
        with self._loading:
            if self._model is None:
                encoder = OnnxEmbedder(ensure_model(self._models, change=self._weights))
                with np.load(self._weights) as learned:
                    head = {name: learned[name] for name in learned.files if not name.endswith((".up", ".down"))}
                self._model = Model(encoder, head)
            return self._model
