"""`ports.SecondReader`: the packaged sentence model with the change and the head that `evals.second_reader` learned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.adapters.learned import Learned
from assistant.limits import Limit
from assistant.limits.second import subjects
from assistant.ports import Suspicion

WEIGHTS = Path(__file__).with_name("second_reader.npz")
"""As `Learned` reads them; `head` and `bias`, whose first row says whether something forbidden is asserted, and each
other which limit it is about; `limits`, in their order."""


class OnnxSecondReader:
    """Reads on the processor, 3 to 5 ms a sentence."""

    def __init__(self, models: Path) -> None:
        """`models` is the folder of exported models."""
        self._learned = Learned(models, WEIGHTS)

    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion a text; raises ModelError as `ensure_model` does."""
        encoder, head = self._learned.model()
        limits = [line.split()[0] for line in json.loads(str(head["limits"]))]
        found: list[Suspicion] = []
        for text, vector in zip(texts, encoder.embed(texts), strict=True):
            # Row by row: the product of a batch may differ from a single one's in the last bit.
            asserts, *about = head["head"] @ vector + head["bias"]
            sure = float(1 / (1 + np.exp(-asserts))) if encoder.whole(text) else 1.0
            found.append(Suspicion(sure, limits[int(np.argmax(about))]))
        return found


def trained_for(limits: Sequence[Limit]) -> bool:
    """Whether the reader learned from sentences about these limits and no others."""
    with np.load(WEIGHTS) as learned:
        return bool(json.loads(str(learned["limits"])) == subjects(limits))
