"""Learns a small change of the packaged sentence model: LoRA (Hu and others 2021, arXiv 2106.09685) on every layer.

What `evals.second_reader` and `evals.abstract_reader` share: the changed model, the fit, and the file that an adapter
reads.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from assistant.adapters.export import packaged

RANK, SEED = 16, 2026
_RATES = {"change": 8e-4, "head": 2e-3}
_WARMUP = 60


class LowRank(torch.nn.Module):
    """The small change learned beside a layer's weight."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.up = torch.nn.Parameter(torch.zeros(rows, RANK))
        self.down = torch.nn.Parameter(torch.randn(RANK, columns) / columns**0.5)

    def added(self, _: torch.nn.Module, inputs: tuple[torch.Tensor, ...], output: torch.Tensor) -> torch.Tensor:
        """What the layer gives with the change, as its forward hook: cheaper than the changed weight."""
        return output + inputs[0] @ self.down.T @ self.up.T


class Changed(torch.nn.Module):
    """The packaged sentence model, its own weights frozen, and the changes by the names of their layers."""

    def __init__(self) -> None:
        super().__init__()
        eager = {"attn_implementation": "eager"}  # twice as quick on a processor as the fused one
        self.model = SentenceTransformer(str(packaged()), device="cpu", local_files_only=True, model_kwargs=eager)
        self.model.requires_grad_(requires_grad=False)
        self.changes: dict[str, LowRank] = {}
        transformer: Any = self.model[0]
        for name, layer in [*transformer.auto_model.encoder.named_modules()]:
            if isinstance(layer, torch.nn.Linear):
                self.changes[f"encoder.{name}"] = LowRank(*layer.weight.shape)
                layer.register_forward_hook(self.changes[f"encoder.{name}"].added)
        self.dimensions = int(self.model.get_embedding_dimension() or 0)


def fit(
    changed: Changed,
    head: torch.nn.Module,
    batches: Callable[[random.Random], Sequence[Sequence[int]]],
    loss_of: Callable[[Sequence[int]], torch.Tensor],
    epochs: int,
) -> None:
    """Fits the changes and the head: an epoch goes through the batches, lists of row numbers, once."""
    draw = random.Random(SEED)  # noqa: S311
    parts = [each for change in changed.changes.values() for each in change.parameters()]
    groups = [{"params": parts, "lr": _RATES["change"]}, {"params": head.parameters(), "lr": _RATES["head"]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    drawn = [each for _ in range(epochs) for each in batches(draw)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / _WARMUP) * max(0.0, 1 - step / len(drawn))
    )
    mean = 0.0
    for step, rows in enumerate(drawn, 1):
        loss = loss_of(rows)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parts, 1.0)
        optimizer.step()
        schedule.step()
        mean += loss.item()
        if step * epochs % len(drawn) < epochs:
            print(f"{step}/{len(drawn)}: loss {mean * epochs / len(drawn):.3f}", file=sys.stderr, flush=True)  # noqa: T201
            mean = 0.0


def batches(lengths: Sequence[int], size: int, spread: float, draw: random.Random) -> Iterator[list[int]]:
    """Rows of about the same length together, in an order of chance."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row] // 25 + spread * draw.random())
    found = [order[at : at + size] for at in range(0, len(order), size)]
    draw.shuffle(found)
    yield from found


def write(changed: Changed, further: Mapping[str, Any], file: Path) -> None:
    """Writes of each changed layer `<layer>.up` and `<layer>.down`, and what else the adapter reads."""
    arrays = dict(further)
    for name, change in changed.changes.items():
        arrays[f"{name}.up"] = change.up.detach().numpy().astype(np.float16)
        arrays[f"{name}.down"] = change.down.detach().numpy().astype(np.float16)
    np.savez_compressed(file, **arrays)
