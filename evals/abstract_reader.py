"""Trains the reader of answers against abstracts and writes what it learned beside its adapter.

    python -m evals.abstract_reader pubmedqa.jsonl [--epochs 4] [--out FILE.npz]

The packaged sentence model with a low-rank change reads an answer and the abstract's sentences nearest to it at once;
a linear head says whether these carry it. It learns from the build half alone: answers and summaries that were written
for it (`evals/support/learned*.yaml`), the authors' own conclusions, sentences with one thing changed, and answers to
abstracts that were made up with them (`evals/support/invented.yaml`). One item in ten of that half is kept back for the
weights in `assistant.support.abstracts`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import torch

from assistant.adapters.abstract_reader import WEIGHTS
from assistant.corpus import load_corpus
from assistant.support.abstracts import excerpt
from assistant.support.reading import parts
from assistant.support.source import source
from evals.lowrank import SEED, Changed, batches, fit, write
from evals.sentences_report import CORPUS
from evals.support_cases import Item, Row, answers, invented, load, passages, rows, told, written

MADE = 700
"""Rows of either kind that are made by lists of changes: more would drown what was written."""

BATCH, LONGEST = 16, 256
_KEPT_BACK = 20
"""One in so many ids, all of which are even; and one in so many made-up abstracts."""


class Trainee(torch.nn.Module):
    """The changed model and a head on two means: of all tokens, and of the answer's."""

    def __init__(self) -> None:
        super().__init__()
        self.changed = Changed()
        self.head = torch.nn.Linear(2 * self.changed.dimensions, 1)

    def forward(self, texts: Sequence[str], excerpts: Sequence[str]) -> torch.Tensor:
        """Logits, shape `(len(texts),)`: the excerpt carries the text."""
        tokenizer: Any = self.changed.model.tokenizer
        transformer: Any = self.changed.model[0]
        tokens = tokenizer(
            list(texts), list(excerpts), truncation=True, max_length=LONGEST, padding=True, return_tensors="pt"
        )
        mask, own = tokens["attention_mask"][..., None], (1 - tokens.pop("token_type_ids"))[..., None]
        with torch.autocast("cpu", torch.bfloat16):
            hidden = transformer.auto_model(**tokens).last_hidden_state.float()
        means = [(hidden * part).sum(1) / part.sum(1) for part in (mask, mask * own)]
        logits: torch.Tensor = self.head(torch.cat(means, 1))[:, 0]
        return logits


def kept_back(item: Item) -> bool:
    """Whether the rows of an item of the build half are not trained on."""
    return int(item["id"]) % _KEPT_BACK == 0


def made(items: Sequence[Item], draw: random.Random) -> Iterator[Row]:
    """As many grounded sentences as changed ones."""
    found = rows(items, "build")
    for grounded in (True, False):
        same = [row for row in found if row.grounded == grounded]
        yield from draw.sample(same, min(MADE, len(same)))


def sampled(everything: Sequence[Item]) -> list[Row]:
    """What is trained on: all of the build half but what is kept back, a row once."""
    back = {tuple(item["contexts"]) for item in everything if kept_back(item)}
    items = [item for item in everything if int(item["id"]) % 2 == 0 and not kept_back(item)]
    own = (Row(item["long_answer"], tuple(item["contexts"]), True, "conclusion") for item in items)
    groups = [group for at, group in enumerate(invented("build")) if at % _KEPT_BACK]
    further = [*written(everything, "build"), *answers(everything, "build"), *passages("build"), *chain(*groups)]
    found = [*told(items, "build"), *own, *made(items, random.Random(SEED)), *further]  # noqa: S311
    return list({(row.text, row.quotes): row for row in found if row.quotes not in back}.values())


def main(arguments: Sequence[str]) -> int:
    """Trains and writes the reader."""
    parser = argparse.ArgumentParser(prog="python -m evals.abstract_reader")
    parser.add_argument("items", type=Path, help="PubMedQA's labelled items, a JSON object a line")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    sample = sampled(load(options.items))
    vocabulary = load_corpus(CORPUS, CORPUS).vocabulary
    excerpts = [excerpt(parts(row.text), source(row.quotes, vocabulary)) for row in sample]
    lengths = [len(row.text) + len(shown) for row, shown in zip(sample, excerpts, strict=True)]
    torch.manual_seed(SEED)
    model = Trainee()

    def loss_of(numbers: Sequence[int]) -> torch.Tensor:
        logits = model([sample[at].text for at in numbers], [excerpts[at] for at in numbers])
        wanted = torch.tensor([float(sample[at].grounded) for at in numbers])
        return torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted)

    print(f"{len(sample)} texts, {sum(row.grounded for row in sample)} of them grounded", file=sys.stderr)  # noqa: T201
    fit(model.changed, model.head, lambda draw: [*batches(lengths, BATCH, 6, draw)], loss_of, options.epochs)
    head = {"head": model.head.weight.detach().numpy()[0], "bias": model.head.bias.detach().numpy()}
    write(model.changed, head, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
