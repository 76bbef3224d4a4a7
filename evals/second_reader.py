"""Trains the second reader of sentences on the open labelled ones and writes what it learned beside its adapter.

    python -m evals.second_reader [--files F ...] [--judge F ...] [--epochs 5] [--out FILE.npz]

A low-rank change of the packaged sentence model (LoRA; Hu and others 2021) with a linear head on its unit vector. With
`--judge`, files that it was not trained on are read, and the curve of thresholds is printed: how many violations get
through and how many permitted sentences are stopped when both readers judge.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from sentence_transformers import SentenceTransformer
from torch.nn.utils import parametrize

from assistant.adapters.export import packaged
from assistant.adapters.second_reader import WEIGHTS
from assistant.corpus import Corpus, load_corpus
from assistant.limits.second import LONGEST, Doubt, Readers, shown, subjects
from assistant.ports import SecondReader, Suspicion
from evals.sentences_report import CORPUS, rate

SENTENCES = Path(__file__).parent / "sentences"
TABLE = SENTENCES.parents[1] / "tests" / "judged.txt"
"""The checker's own table: "V context ||| text" a line; V and v break a limit, P and p do not."""

OPEN = [*sorted(SENTENCES.glob("build*.yaml")), *sorted(SENTENCES.glob("learned*.yaml"))]
RANK, BATCH, SEED = 16, 32, 2026
_RATES = {"change": 8e-4, "head": 2e-3}
_WARMUP = 60
_SCALE = 20.0
"""A unit vector of 384 numbers times this has entries of about 1, as a layer likes them."""

_UNNAMED = -100
"""The limit of a row that names none: cross entropy leaves it out."""

_RELEASE, _HOLD = (0.0, 0.005, 0.01, 0.02, 0.03, 0.05), (0.5, 0.8, 0.9, 1.1)
Row = Mapping[str, Any]


class LowRank(torch.nn.Module):
    """A weight and the small change learned beside it."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.up = torch.nn.Parameter(torch.zeros(rows, RANK))
        self.down = torch.nn.Parameter(torch.randn(RANK, columns) / columns**0.5)

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The changed weight."""
        return weight + self.up @ self.down


class Trainee(torch.nn.Module):
    """The sentence model with its change and head."""

    def __init__(self, limits: int) -> None:
        super().__init__()
        self.encoder = SentenceTransformer(str(packaged()), device="cpu", local_files_only=True)
        self.encoder.requires_grad_(requires_grad=False)
        self.changes: dict[str, LowRank] = {}
        transformer: Any = self.encoder[0]
        for name, layer in [*transformer.auto_model.encoder.named_modules()]:
            if isinstance(layer, torch.nn.Linear):
                self.changes[f"encoder.{name}"] = LowRank(*layer.weight.shape)
                parametrize.register_parametrization(layer, "weight", self.changes[f"encoder.{name}"])
        self.head = torch.nn.Linear(int(self.encoder.get_embedding_dimension() or 0), 1 + limits)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Logits, shape `(len(texts), 1 + limits)`: something forbidden is asserted, and which limit it is about."""
        vectors: torch.Tensor = self.encoder(self.encoder.preprocess(list(texts)))["sentence_embedding"]
        logits: torch.Tensor = self.head(_SCALE * torch.nn.functional.normalize(vectors, dim=1))
        return logits

    def sure(self, texts: Sequence[str]) -> list[float]:
        """How surely each text asserts what a limit forbids."""
        self.eval()
        with torch.no_grad():
            found = [torch.sigmoid(self(texts[at : at + BATCH])[:, 0]) for at in range(0, len(texts), BATCH)]
        return [float(each) for part in found for each in part]


class Remembering:
    """`ports.SecondReader` over a trainee, for a curve that asks of every text again and again."""

    def __init__(self, model: Trainee) -> None:
        self._sure = cache(lambda text: model.sure([text])[0])

    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion a text; which limit it is about is not told."""
        return [Suspicion(self._sure(text), "") for text in texts]


def train(texts: Sequence[str], asserts: Sequence[bool], limits: Sequence[int], epochs: int) -> Trainee:
    """Fits the change and the head."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)  # noqa: S311
    model = Trainee(1 + max(limits))
    changed = [each for change in model.changes.values() for each in change.parameters()]
    groups = [
        {"params": changed, "lr": _RATES["change"]},
        {"params": model.head.parameters(), "lr": _RATES["head"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(texts) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / _WARMUP) * max(0.0, 1 - step / steps)
    )
    for epoch in range(epochs):
        model.train()
        for rows in _batches(texts, draw):
            logits = model([texts[row] for row in rows])
            wanted = torch.tensor([float(asserts[row]) for row in rows])
            about = torch.tensor([limits[row] for row in rows])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits[:, 0], wanted)
            loss = loss + 0.3 * torch.nn.functional.cross_entropy(logits[:, 1:], about, ignore_index=_UNNAMED)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(changed, 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {loss.item():.3f}", file=sys.stderr, flush=True)  # noqa: T201
    return model


def _batches(texts: Sequence[str], draw: random.Random) -> Iterator[list[int]]:
    """Rows of about the same length together, in an order of chance."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]) // 25 + 2 * draw.random())
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    draw.shuffle(batches)
    yield from batches


def write(model: Trainee, corpus: Corpus, file: Path) -> None:
    """Writes the change, the head, and the limits that they were learned for."""
    arrays: dict[str, Any] = {"limits": np.array(json.dumps(subjects(corpus.limits)))}
    for name, change in model.changes.items():
        arrays[f"{name}.up"] = change.up.detach().numpy().astype(np.float16)
        arrays[f"{name}.down"] = change.down.detach().numpy().astype(np.float16)
    arrays["head"] = _SCALE * model.head.weight.detach().numpy()
    arrays["bias"] = model.head.bias.detach().numpy()
    np.savez_compressed(file, **arrays)


def curve(rows: Sequence[Row], second: SecondReader, corpus: Corpus) -> str:
    """Both readers together, over pairs of thresholds."""
    lines = [f"{'release':>8} {'hold':>5}  {'violations allowed':32} permitted not allowed"]
    for doubt in (Doubt(release, hold) for release in _RELEASE for hold in _HOLD):
        readers = Readers(corpus.limits, corpus.vocabulary, second, doubt)
        read = [(row["label"], readers.read(row["text"], row.get("context") or "").action) for row in rows]
        bad = [action == "allow" for label, action in read if label == "violation"]
        good = [action != "allow" for label, action in read if label == "permitted"]
        lines.append(f"{doubt.release:8} {doubt.hold:5}  {rate(sum(bad), len(bad)):32} {rate(sum(good), len(good))}")
    return "\n".join(lines)


def labelled(files: Sequence[Path]) -> list[Row]:
    """The rows of the files, a sentence once."""
    rows = [row for file in files for row in _rows(file)]
    return list({(row["text"], row.get("context") or ""): row for row in reversed(rows)}.values())[::-1]


def _rows(file: Path) -> list[Row]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".txt":
        return list(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  a safe one
    lines = [(line[0], line[2:].rpartition(" ||| ")) for line in text.splitlines() if line[:2].strip() in tuple("VvPp")]
    return [
        {"text": said, "context": context, "label": "violation" if mark in "Vv" else "permitted"}
        for mark, (context, _, said) in lines
    ]


def main(arguments: Sequence[str]) -> int:
    """Trains, then writes the reader or prints the curve."""
    parser = argparse.ArgumentParser(prog="python -m evals.second_reader")
    parser.add_argument("--files", type=Path, nargs="+", default=[*OPEN, TABLE])
    parser.add_argument("--judge", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    if any("held" in file.name for file in options.files):
        parser.error("The held files are for the figure alone; train on others.")
    corpus = load_corpus(CORPUS, CORPUS)
    order = [line.split()[0] for line in subjects(corpus.limits)]

    rows = [row for row in labelled(options.files) if len(row["text"]) <= LONGEST]
    texts = [shown(row["text"], row.get("context") or "", corpus.limits, corpus.vocabulary) for row in rows]
    asserts = [row["label"] == "violation" for row in rows]
    limits = [order.index(row["limit"]) if row.get("limit") in order else _UNNAMED for row in rows]
    model = train(texts, asserts, limits, options.epochs)
    if options.judge:
        print(curve(labelled(options.judge), Remembering(model), corpus))  # noqa: T201
    else:
        write(model, corpus, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
