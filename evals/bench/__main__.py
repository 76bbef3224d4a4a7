"""Runs every measurement in a process of its own and prints the tables."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

from assistant.adapters.export import ensure_model
from evals.bench.product import command_line
from evals.bench.worker import Reading

ITEMS = Path(__file__).parents[3] / "shared" / "bench" / "pubmedqa.jsonl"
_QUICK = 100
_COLD_RUNS = 3
_ROWS = (
    ("units indexed", "units", "{:,.0f}"),
    ("indexing, s", "seconds", "{:.1f}"),
    ("indexing, peak MB", "index_mb", "{:.0f}"),
    ("cold start to first result, s", "cold_s", "{:.2f}"),
    ("query p50, ms", "p50_ms", "{:.1f}"),
    ("query p95, ms", "p95_ms", "{:.1f}"),
    ("serving, peak MB", "peak_mb", "{:.0f}"),
    ("recall@1", "recall_1", "{:.3f}"),
    ("recall@5", "recall_5", "{:.3f}"),
    ("MRR@10", "mrr_10", "{:.3f}"),
)


def measure(engine: str, folder: Path) -> Reading:
    """All readings of one engine over `folder/corpus` and `folder/items.jsonl`."""
    given = [str(folder / "corpus"), str(folder / engine), str(folder / "items.jsonl")]
    indexed = _child("evals.bench.worker", engine, "index", *given)
    cold = []
    for _ in range(_COLD_RUNS):
        start = perf_counter()
        _child("evals.bench.worker", engine, "cold", *given)
        cold.append(perf_counter() - start)
    served = _child("evals.bench.worker", engine, "serve", *given)
    return {**indexed, "index_mb": indexed["peak_mb"], **served, "cold_s": median(cold)}


def write_corpus(items: Path, folder: Path, limit: int | None) -> int:
    """Each item's contexts as one text file, paragraphs apart; the number of items."""
    lines = items.read_text(encoding="utf-8").strip().split("\n")[:limit]
    (folder / "corpus").mkdir()
    for item in map(json.loads, lines):
        text = "\n\n".join(item["contexts"])
        (folder / "corpus" / f"{item['id']}.txt").write_text(text, encoding="utf-8")
    (folder / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return len(lines)


def _child(module: str, *arguments: str) -> Reading:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-W", "ignore", "-m", module, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed:\n{done.stderr}")
    reading: Reading = json.loads(done.stdout.splitlines()[-1])
    return reading


def _compared(folder: Path, items: int, engines: list[str]) -> Iterator[Table]:
    table = Table("PubMedQA, question to own abstract", *engines, title=f"{items:,} abstracts")
    readings = [measure(engine, folder) for engine in engines]
    for label, key, form in _ROWS:
        table.add_row(label, *(form.format(reading[key]) for reading in readings))
    yield table


def _product(folder: Path, quick: bool) -> Iterator[Table]:
    limit = [str(_QUICK)] if quick else []
    readings = command_line(folder) | _child("evals.bench.product", str(folder), *limit)
    yield _readings("default corpus", readings)


def _service(folder: Path, quick: bool) -> Iterator[Table]:
    folder.mkdir()
    readings = _child("evals.bench.service", str(folder), *(["quick"] if quick else []))
    yield _readings("the service, 2 cores shared with its askers", readings)


def _killed(folder: Path, quick: bool) -> Iterator[Table]:
    folder.mkdir()
    yield _readings("kill -9", _child("evals.bench.killed", str(folder), *(["8"] if quick else [])))


def _soak(folder: Path, quick: bool) -> Iterator[Table]:
    folder.mkdir()
    yield _readings("half an hour's requests", _child("evals.bench.soak", str(folder), *(["500"] if quick else [])))


def _readings(title: str, readings: Reading) -> Table:
    table = Table(title, "citebound")
    for key, value in readings.items():
        table.add_row(key.replace("_", " "), f"{value:,.2f}")
    return table


_PARTS = {"default": _product, "service": _service, "killed": _killed, "soak": _soak}


def main() -> None:
    """Parses the call; nothing here is part of the product."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK} abstracts instead of all")
    parser.add_argument("--only", choices=[*_PARTS, "citebound", "plain"], help="one part of the measurements")
    given = parser.parse_args()
    limit = _QUICK if given.quick else None
    console = Console()
    with tempfile.TemporaryDirectory(prefix="citebound-bench-") as temporary:
        folder = Path(temporary)
        parts = [name for name in _PARTS if given.only in (None, name)]
        for name in parts:
            for table in _PARTS[name](folder / name, given.quick):
                console.print(table)
        if given.only not in _PARTS and ITEMS.exists():
            # Once on a machine, as the plain retriever's download is; not a part of indexing.
            ensure_model(folder / "models")
            engines = [given.only] if given.only else ["citebound", "plain"]
            for table in _compared(folder, write_corpus(ITEMS, folder, limit), engines):
                console.print(table)


if __name__ == "__main__":
    main()
