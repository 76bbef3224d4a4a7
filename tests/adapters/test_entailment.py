from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import sentence_transformers

from assistant.adapters.entailment import CrossEncoderEntailment
from assistant.errors import ModelError


def fake(labels: dict[int, str], logits: list[float]) -> type:
    class Fake:
        config = SimpleNamespace(id2label=labels)

        def __init__(self, folder: str, **_: object) -> None:
            if not Path(folder).is_dir():
                raise OSError(folder)

        def predict(self, pairs: list[tuple[str, str]], apply_softmax: bool) -> np.ndarray:
            return np.array([logits for _ in pairs])

    return Fake


@pytest.mark.parametrize(
    ("labels", "logits", "expected"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, [0.0, 9.0, 0.0], 1.0),
        ({0: "ENTAILMENT", 1: "neutral"}, [0.0, 9.0], 0.0),
        ({0: "LABEL_0"}, [0.25], 0.25),
    ],
)
def test_the_probability_of_entailment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, labels: dict[int, str], logits: list[float], expected: float
) -> None:
    monkeypatch.setattr(sentence_transformers, "CrossEncoder", fake(labels, logits))
    assert CrossEncoderEntailment(tmp_path).entails("a", "b") == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("labels", [{0: "yes", 1: "no"}])
def test_a_model_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, labels: dict[int, str]) -> None:
    monkeypatch.setattr(sentence_transformers, "CrossEncoder", fake(labels, [0.0, 0.0]))
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ModelError, match="not a usable entailment model"):
            CrossEncoderEntailment(folder)
