"""`ports.AbstractReader`: the packaged sentence model with what `evals.abstract_reader` learned."""

from __future__ import annotations

from pathlib import Path

from assistant.adapters.learned import Learned

WEIGHTS = Path(__file__).with_name("abstract_reader.npz")
"""As `Learned` reads them; `head`, for the mean of all tokens and the mean of the text's own, and `bias`."""


class OnnxAbstractReader:
    """Reads on the processor, 10 to 20 ms a text."""

    def __init__(self, models: Path) -> None:
        """`models` is the folder of exported models."""
        self._learned = Learned(models, WEIGHTS)

    def carried(self, text: str, excerpt: str) -> float:
        """The log odds that the excerpt carries the text; raises ModelError as `ensure_model` does."""
        encoder, head = self._learned.model()
        return float(encoder.both(text, excerpt) @ head["head"] + head["bias"][0])
