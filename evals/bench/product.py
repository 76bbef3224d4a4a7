"""The default corpus through the product's own doors: the command line, and `Assistant.ask` in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import yaml

from evals.bench.worker import Reading, peak_memory, percentiles
from evals.support_cases import passages

if TYPE_CHECKING:
    from assistant.ask import Assistant

QUESTIONS = Path(__file__).parents[1] / "questions" / "build.yaml"
SENTENCES = Path(__file__).parents[1] / "sentences" / "build.yaml"
_CLI = [sys.executable, "-c", "from assistant.surfaces.cli import main; main()"]
_REPEATS = 5


def command_line(data_dir: Path) -> Reading:
    """Seconds from process start to exit, medians of five; the index is built before."""
    question = "Does IVIG help in secondary progressive MS?"
    built = _seconds(["index"], data_dir)
    return {
        "first_index_s": built,
        "unchanged_index_s": _typical(["index"], data_dir),
        "cold_ask_s": _typical(["ask", question, "--json"], data_dir),
        "help_s": _typical(["--help"], data_dir),
    }


def in_process(data_dir: Path, limit: int | None) -> Reading:
    """Milliseconds an answer, warm, one asker; to be called in a process that did nothing else."""
    from assistant.bootstrap import build
    from assistant.settings import load

    start = perf_counter()
    assistant = build(load(data_dir=data_dir), lambda said: None)
    opened = perf_counter() - start
    questions = [str(case["question"]) for case in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))]
    assistant.ask(questions[0])
    times = []
    for question in questions[:limit]:
        start = perf_counter()
        assistant.ask(question)
        times.append((perf_counter() - start) * 1000)
    p50, p95 = percentiles(times)
    readings = {"open_s": opened, "p50_ms": p50, "p95_ms": p95, "max_ms": max(times), "peak_mb": peak_memory()}
    return readings | verification(assistant, limit)


def verification(assistant: Assistant, limit: int | None) -> Reading:
    """Milliseconds to verify one reworded sentence: read against the limits, then against the passage nearest to it."""
    texts = [str(row["text"]) for row in yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))][:limit]
    quotes = [assistant.search(text, 1)[0].passage.text for text in texts]
    assistant.check(texts[0], quotes[:1])
    times = []
    for text, quote in zip(texts, quotes, strict=True):
        start = perf_counter()
        assistant.check(text, [quote])
        times.append((perf_counter() - start) * 1000)
    p50, p95 = percentiles(times)
    return {"verify_sentence_p50_ms": p50, "verify_sentence_p95_ms": p95} | _abstracts(assistant)


def _abstracts(assistant: Assistant) -> Reading:
    """Milliseconds to check an answer of two sentences against a passage as long as an abstract."""
    rows = passages("build")
    assistant.check(rows[0].text, rows[0].quotes)
    times = []
    for row in rows[1:]:
        start = perf_counter()
        assistant.check(row.text, row.quotes)
        times.append((perf_counter() - start) * 1000)
    p50, p95 = percentiles(times)
    return {"check_abstract_p50_ms": p50, "check_abstract_p95_ms": p95, "peak_checking_mb": peak_memory()}


def _typical(arguments: list[str], data_dir: Path) -> float:
    return median(_seconds(arguments, data_dir) for _ in range(_REPEATS))


def _seconds(arguments: list[str], data_dir: Path) -> float:
    start = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command line
        [*_CLI, *arguments],
        env={**os.environ, "CITEBOUND_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"citebound {' '.join(arguments)} failed: {done.stderr.strip()}")
    return perf_counter() - start


if __name__ == "__main__":
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    sys.stdout.write(json.dumps(in_process(Path(sys.argv[1]), limit)) + "\n")
