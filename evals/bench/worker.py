"""One measurement in its own process: `python -m evals.bench.worker ENGINE PHASE CORPUS STORE ITEMS`, JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from evals.bench.engines import ENGINES, Engine, Search

UNITS, RANKS = 50, 10
Reading = dict[str, float]


def index(engine: Engine, corpus: Path, store: Path) -> Reading:
    """Seconds from the files to the ready index, imports and the model's loading included."""
    start = perf_counter()
    units = engine.index(corpus, store)
    return {"units": units, "seconds": perf_counter() - start, "peak_mb": peak_memory()}


def serve(search: Search, items: Sequence[Mapping[str, str]]) -> Reading:
    """Latency at k = 10, one question at a time; recall of the question's own abstract among distinct documents."""
    search(items[0]["question"], RANKS)
    times = [_timed(search, item["question"]) for item in items]
    memory = peak_memory()
    ranks = [_rank(item["id"], search(item["question"], UNITS)) for item in items]
    return {**_latency(times), "peak_mb": memory, **quality(ranks)}


def quality(ranks: Sequence[int | None]) -> Reading:
    """Recall at 1 and 5, and the mean reciprocal rank within 10; None is not found."""
    total = len(ranks)
    return {
        "recall_1": sum(rank == 1 for rank in ranks) / total,
        "recall_5": sum(rank is not None and rank <= 5 for rank in ranks) / total,
        "mrr_10": sum(1 / rank for rank in ranks if rank is not None and rank <= RANKS) / total,
    }


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th."""
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


def peak_memory() -> float:
    """MB of the largest resident set since the process began."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _latency(times: Sequence[float]) -> Reading:
    p50, p95 = percentiles(times)
    return {"p50_ms": p50, "p95_ms": p95}


def _timed(search: Search, question: str) -> float:
    start = perf_counter()
    search(question, RANKS)
    return (perf_counter() - start) * 1000


def _rank(wanted: str, found: Iterable[str]) -> int | None:
    return next((rank for rank, document in enumerate(dict.fromkeys(found), 1) if document == wanted), None)


def main(name: str, phase: str, corpus: Path, store: Path, items: Path) -> Reading:
    """The readings of one phase: `index`, `serve`, or `cold` (open, one question, leave; timed from outside)."""
    engine = ENGINES[name]()
    if phase == "index":
        return index(engine, corpus, store)
    asked = [json.loads(line) for line in items.read_text(encoding="utf-8").split("\n")]
    search = engine.open(corpus, store)
    if phase == "serve":
        return serve(search, asked)
    return {"found": float(len(search(asked[0]["question"], RANKS)))}


if __name__ == "__main__":
    _, engine_name, phase_name, *paths = sys.argv
    sys.stdout.write(json.dumps(main(engine_name, phase_name, *map(Path, paths))) + "\n")
