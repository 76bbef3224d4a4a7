"""Sentence vectors from an exported model: onnxruntime and tokenizers, no torch.

Against sentence-transformers on two cores: 3 ms a question (12 ms), 0.1 s to import (4 s), 150 MB (530 MB), cosine 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.adapters.durable import read_json
from assistant.errors import ModelError
from assistant.ports import Vectors

CARD = "embedder.json"
_BATCH = 8
"""Texts a run. Measured on two cores, sentences a second: 287 (2), 322 (4), 343 (8), 303 (16)."""


class OnnxEmbedder:
    """`ports.Embedder` over a folder written by `export.ensure_model`.

    A vector does not depend on its batch: padding is masked out before the softmax and the mean, and a row of the
    matrix products does not see its neighbours. The tests hold this to the last bit.
    """

    def __init__(self, model_dir: Path, threads: int = 2) -> None:
        """Loads the model in about 0.15 s; raises ModelError when the folder cannot be used."""
        try:
            card = read_json(model_dir / CARD)
            self._name, self._pooling = str(card["name"]), str(card["pooling"])
            self._dimensions, self._pad = int(str(card["dimensions"])), int(str(card["pad_id"]))
            self._tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
            self._tokenizer.enable_truncation(int(str(card["max_tokens"])))
            self._tokenizer.no_padding()
            self._session = _session(model_dir / "model.onnx", threads)
        except Exception as error:  # onnxruntime and tokenizers raise bare Exception classes
            raise ModelError(
                f"The embedding model in {model_dir} cannot be loaded: {error}",
                "Remove that folder; it is exported again at the next start.",
            ) from error
        self._inputs = {given.name for given in self._session.get_inputs()}

    @property
    def name(self) -> str:
        """Model and the hash of what it was exported from."""
        return self._name

    def whole(self, text: str) -> bool:
        """Whether the model reads all of the text; of a longer one it sees the beginning."""
        return not self._tokenizer.encode(text).overflowing

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, shape `(len(texts), dimensions)`; texts of like length share a run, so little is padded."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]
        order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        vectors = np.empty((len(tokens), self._dimensions), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._run([tokens[at] for at in batch])
        return vectors

    def both(self, text: str, other: str) -> NDArray[np.float32]:
        """Two texts read at once: the mean of all their tokens and the mean of the first's, one after the other."""
        encoding = self._tokenizer.encode(text, other)
        hidden = self._hidden([encoding.ids])[0][0]
        own = hidden[np.asarray(encoding.type_ids) == 0]
        return np.concatenate([hidden.mean(axis=0), own.mean(axis=0)])

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        hidden, mask = self._hidden(tokens)
        return _unit(hidden[:, 0] if self._pooling == "cls" else _mean(hidden, mask))

    def _hidden(self, tokens: Sequence[Sequence[int]]) -> tuple[Vectors, NDArray[np.int64]]:
        """`(batch, length, dimensions)`, and which of it is no padding."""
        width = max(len(row) for row in tokens)
        ids = np.full((len(tokens), width), self._pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for at, row in enumerate(tokens):
            ids[at, : len(row)], mask[at, : len(row)] = row, 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(None, {name: feeds[name] for name in self._inputs})[0], mask


def _mean(hidden: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """`(batch, length, dimensions)` and `(batch, length)` to the mean of the real tokens."""
    weights = mask[..., None].astype(np.float32)
    return np.asarray((hidden * weights).sum(axis=1) / weights.sum(axis=1))


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12)))


def _session(path: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The arena and the memory pattern keep every shape ever seen: 354 MB instead of 200 MB, and no faster.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
