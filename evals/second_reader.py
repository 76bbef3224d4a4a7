"""Trains the second reader of sentences and writes what it learned beside its adapter.

    python -m evals.second_reader [--files F ...] [--judge F ...] [--epochs 5] [--out FILE.npz]

It learns from the open labelled sentences and from the corpus's own passages, which break no limit: a low-rank change
of the packaged sentence model (LoRA; Hu and others 2021) with a linear head on its unit vector. With
`--judge`, files that it was not trained on are read, and the curve of thresholds is printed: how many violations get
through and how many permitted sentences are stopped when both readers judge.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml

from assistant.adapters.second_reader import WEIGHTS
from assistant.corpus import Corpus, load_corpus
from assistant.limits.second import LONGEST, Doubt, Readers, shown, subjects
from assistant.ports import SecondReader, Suspicion
from evals.lowrank import SEED, Changed, batches, fit, write
from evals.sentences_report import CORPUS, rate

SENTENCES = Path(__file__).parent / "sentences"
TABLE = SENTENCES.parents[1] / "tests" / "judged.txt"
"""The checker's own table: "V context ||| text" a line; V and v break a limit, P and p do not."""

OPEN = [*sorted(SENTENCES.glob("build*.yaml")), *sorted(SENTENCES.glob("learned*.yaml"))]
BATCH = 32
_SCALE = 20.0
"""A unit vector of 384 numbers times this has entries of about 1, as a layer likes them."""

_UNNAMED = -100
"""The limit of a row that names none: cross entropy leaves it out."""

_RELEASE, _HOLD = (0.0, 0.005, 0.01, 0.02, 0.03, 0.05), (0.5, 0.8, 0.9, 1.1)
Row = Mapping[str, Any]


class Trainee(torch.nn.Module):
    """The changed sentence model with its head."""

    def __init__(self, limits: int) -> None:
        super().__init__()
        self.changed = Changed()
        self.head = torch.nn.Linear(self.changed.dimensions, 1 + limits)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Logits, shape `(len(texts), 1 + limits)`: something forbidden is asserted, and which limit it is about."""
        model = self.changed.model
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            vectors: torch.Tensor = model(model.preprocess(list(texts)))["sentence_embedding"].float()
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
    model = Trainee(1 + max(limits))

    def loss_of(rows: Sequence[int]) -> torch.Tensor:
        logits = model([texts[row] for row in rows])
        wanted = torch.tensor([float(asserts[row]) for row in rows])
        about = torch.tensor([limits[row] for row in rows])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits[:, 0], wanted)
        return loss + 0.3 * torch.nn.functional.cross_entropy(logits[:, 1:], about, ignore_index=_UNNAMED)

    model.train()
    lengths = [len(text) for text in texts]
    fit(model.changed, model.head, lambda draw: [*batches(lengths, BATCH, 2, draw)], loss_of, epochs)
    return model


def learned(model: Trainee, corpus: Corpus) -> Mapping[str, Any]:
    """The head, and the limits that it was learned for."""
    return {
        "limits": np.array(json.dumps(subjects(corpus.limits))),
        "head": _SCALE * model.head.weight.detach().numpy(),
        "bias": model.head.bias.detach().numpy(),
    }


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

    own = [{"text": passage.text, "label": "permitted"} for passage in corpus.passages.values()]
    rows = [row for row in (*labelled(options.files), *own) if len(row["text"]) <= LONGEST]
    texts = [shown(row["text"], row.get("context") or "", corpus.limits, corpus.vocabulary) for row in rows]
    asserts = [row["label"] == "violation" for row in rows]
    limits = [order.index(row["limit"]) if row.get("limit") in order else _UNNAMED for row in rows]
    model = train(texts, asserts, limits, options.epochs)
    if options.judge:
        print(curve(labelled(options.judge), Remembering(model), corpus))  # noqa: T201
    else:
        write(model.changed, learned(model, corpus), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
