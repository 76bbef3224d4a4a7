"""`ports.Entailment` over a sentence-transformers CrossEncoder: a local folder with an NLI or a one-score model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ModelError


class CrossEncoderEntailment:
    """Entailment by a cross-encoder; a model with several classes must name one "entailment"."""

    def __init__(self, model_dir: Path) -> None:
        """Loads the model; raises ModelError when the folder cannot be used."""
        from sentence_transformers import CrossEncoder  # 4 s to import, wanted only where a model is set

        try:
            self._model: Any = CrossEncoder(str(model_dir), local_files_only=True, trust_remote_code=False)
            self._place = _place(dict(self._model.config.id2label))
        except (OSError, ValueError, KeyError, StopIteration) as error:
            remedy = "Name a local folder with a cross-encoder in safetensors."
            raise ModelError(f"{model_dir}: not a usable entailment model ({type(error).__name__}).", remedy) from error

    def entails(self, premise: str, hypothesis: str) -> float:
        """The probability of entailment."""
        logits = np.asarray(self._model.predict([(premise, hypothesis)], apply_softmax=False), dtype=np.float64).ravel()
        if logits.size == 1:  # one score; sentence-transformers has put it through its sigmoid already
            return float(np.clip(logits[0], 0.0, 1.0))
        powers = np.exp(logits - logits.max())
        return float(powers[self._place] / powers.sum())


def _place(labels: dict[int, str]) -> int:
    """Where the class of entailment stands."""
    if len(labels) == 1:
        return 0
    return next(int(place) for place, label in labels.items() if label.lower().startswith("entail"))
