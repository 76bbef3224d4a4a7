"""The child process of `export`: sentence-transformers in, a fused fp32 ONNX graph out, proven equal.

Called as `python -m assistant.adapters.torch_export MODEL FOLDER NAME [CHANGE]`; nothing that answers may import it:
it loads torch.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.transformers import optimizer  # type: ignore[import-untyped]
from onnxruntime.transformers.fusion_options import FusionOptions  # type: ignore[import-untyped]
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from assistant.adapters.durable import hash_tree
from assistant.adapters.embeddings import CARD, OnnxEmbedder

LEAST_COSINE = 0.9999
_PROBES = (
    "Does ocrelizumab slow disability in primary progressive multiple sclerosis?",
    "No.",
    "IVIg 0.4 g/kg for 5 days; relapse rate 0.59 vs 1.26 (P = 0.008), 95% CI 0.3–0.9.",
    "relapse " * 150,
    "A sentence far past the model's longest input, to see that both sides cut it at the same token. " * 20,
)


class _Hidden(torch.nn.Module):
    """The transformer with positional inputs and one output, as the exporter wants it."""

    def __init__(self, transformer: torch.nn.Module, inputs: Sequence[str]) -> None:
        super().__init__()
        self.transformer = transformer
        self.inputs = inputs

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        """Token vectors, `(batch, length, dimensions)`."""
        hidden: torch.Tensor = self.transformer(**dict(zip(self.inputs, tensors, strict=True))).last_hidden_state
        return hidden


def main(source: Path, folder: Path, name: str, change: Path | None = None) -> None:
    """Writes model.onnx, tokenizer.json and the card; raises ValueError when the vectors disagree."""
    model = SentenceTransformer(
        str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
    )
    if change:
        changed(model, change)
    _write_graph(model, folder)
    _write_tokenizer(model, folder)
    _write_card(model, folder, name)
    cosine = _least_agreement(model, OnnxEmbedder(folder))
    if cosine < LEAST_COSINE:
        raise ValueError(f"the export disagrees with sentence-transformers: cosine {cosine:.6f}")


def changed(model: SentenceTransformer, change: Path) -> None:
    """Adds to the weight of each layer that the file names its `up` (rows x rank) times its `down` (rank x columns).

    Low-rank adaptation, LoRA: Hu and others 2021, arXiv 2106.09685.
    """
    transformer: Any = model[0].auto_model
    with np.load(change) as learned, torch.no_grad():
        for key in learned.files:
            if key.endswith(".up"):
                layer = transformer.get_submodule(key.removesuffix(".up"))
                up, down = (learned[f"{key.removesuffix('.up')}.{side}"].astype(np.float32) for side in ("up", "down"))
                layer.weight += torch.from_numpy(up @ down)


def _write_graph(model: SentenceTransformer, folder: Path) -> None:
    inputs = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in _tokenizer_inputs(model)]
    transformer: Any = model[0].auto_model
    raw = folder / "raw.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    example = tuple(torch.zeros_like(ids) if name == "token_type_ids" else ids.clone() for name in inputs)
    # dynamo=False: the optimizer finds no attention to fuse in the new exporter's graph: 10 % slower, 160 MB more.
    torch.onnx.export(
        _Hidden(transformer.eval(), inputs),
        example,
        str(raw),
        dynamo=False,
        opset_version=17,
        input_names=inputs,
        output_names=["hidden"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in (*inputs, "hidden")},
    )
    config = transformer.config
    fused = optimizer.optimize_model(
        str(raw),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=FusionOptions("bert"),
        opt_level=0,
    )
    # From a file of their own onnxruntime maps the weights: of the vocabulary only what is read comes into memory.
    graph = folder / "model.onnx"
    fused.save_model_to_file(str(graph), use_external_data_format=True)
    # onnx makes it readable by its owner alone; a service may run as another user than the one who exported.
    graph.with_name(f"{graph.name}.data").chmod(graph.stat().st_mode)
    raw.unlink()


def _tokenizer_inputs(model: SentenceTransformer) -> list[str]:
    return list(model.tokenizer.model_input_names)


def _write_tokenizer(model: SentenceTransformer, folder: Path) -> None:
    # The shipped file cuts and pads at 128 tokens; the embedder sets its own limit from the card.
    tokenizer: Tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))


def _write_card(model: SentenceTransformer, folder: Path, name: str) -> None:
    card = {
        "name": f"{name}/onnx-fp32",
        "dimensions": model.get_embedding_dimension(),
        "max_tokens": model.max_seq_length,
        "pooling": _pooling(model),
        "pad_id": model.tokenizer.pad_token_id or 0,
        "files": hash_tree(folder),
    }
    (folder / CARD).write_text(json.dumps(card, indent=2), encoding="utf-8")


def _pooling(model: SentenceTransformer) -> str:
    extra = [type(module).__name__ for module in list(model)[2:]]
    mode = model[1].pooling_mode if len(model) > 1 else "none"
    if mode not in ("mean", "cls") or set(extra) - {"Normalize"}:
        raise ValueError(f"pooling {mode!r} with modules {extra} is not supported; mean and cls pooling are")
    return str(mode)


def _least_agreement(model: SentenceTransformer, embedder: OnnxEmbedder) -> float:
    wanted = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    return float(np.min(np.sum(np.asarray(wanted) * embedder.embed(_PROBES), axis=1)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], *map(Path, sys.argv[4:5]))
