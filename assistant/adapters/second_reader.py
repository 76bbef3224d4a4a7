"""`ports.SecondReader`: the packaged sentence model with the change and the head that `evals.second_reader` learned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.limits import Limit
from assistant.limits.second import subjects
from assistant.ports import Suspicion

WEIGHTS = Path(__file__).with_name("second_reader.npz")
"""Of each changed layer `<layer>.up` (rows x rank) and `<layer>.down` (rank x columns); `head` and `bias`, whose first
row says whether something forbidden is asserted, and each other which limit it is about; `limits`, in their order."""


class OnnxSecondReader:
    """Reads on the processor, 3 to 5 ms a sentence; loaded in 0.2 s."""

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
                    self._limits = [line.split()[0] for line in json.loads(str(learned["limits"]))]
                self._encoder = encoder
            return self._encoder

    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion a text; raises ModelError as `ensure_model` does."""
        encoder = self._load()
        return [
            self._suspicion(vector, whole=encoder.whole(text))
            for text, vector in zip(texts, encoder.embed(texts), strict=True)
        ]

    def _suspicion(self, vector: NDArray[np.float32], *, whole: bool) -> Suspicion:
        # Row by row: the product of a batch may differ from a single one's in the last bit.
        asserts, *about = self._head @ vector + self._bias
        return Suspicion(float(1 / (1 + np.exp(-asserts))) if whole else 1.0, self._limits[int(np.argmax(about))])


def trained_for(limits: Sequence[Limit]) -> bool:
    """Whether the reader learned from sentences about these limits and no others."""
    with np.load(WEIGHTS) as learned:
        return bool(json.loads(str(learned["limits"])) == subjects(limits))
