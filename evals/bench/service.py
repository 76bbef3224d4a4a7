"""The service under load, through its own door: an API key, the ledger, a process of its own beside the askers.

Printed by `python -m evals.bench --only service`; measured by `python -m evals.bench.service FOLDER [quick]`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from assistant.adapters.ledger import open_store
from evals.bench.load import Load, Target, askers
from evals.bench.served import Served, command
from evals.bench.worker import Reading, percentiles

QUESTIONS = sorted((Path(__file__).parents[1] / "questions").glob("build*.yaml"))
SETTINGS = {"auth": "required", "rate": 0, "at_once": 0}
_HALF_AN_HOUR = 1800
_RETRY_AFTER = 1.0


def measure(data: Path, quick: bool) -> Reading:
    """All readings; what `data` lacks, index and key, is made first."""
    command(data, "index")
    key = command(data, "keys", "make", "bench").strip()
    served = Served(data, data / "service.log", **SETTINGS)
    try:
        target = Target(served.port(), key, questions(), served.memory)
        readings, answered = under_load(served, target, *((5, 3) if quick else (60, 15)))
    finally:
        served.stop()
    return readings | kept(data, answered)


def under_load(served: Served, target: Target, long: float, short: float) -> tuple[Reading, list[str]]:
    """One asker, 16, 50, and ten times too many; and the ids of every answer they got."""
    warm = asyncio.run(askers(1, short, target))
    one = asyncio.run(askers(1, short, target))
    some = asyncio.run(askers(16, short, target))
    began, used, worked = time.perf_counter(), time.process_time(), served.processor()
    many = asyncio.run(askers(50, long, target))
    seconds = time.perf_counter() - began
    shares = {
        "askers_50_cores_of_the_service": (served.processor() - worked) / seconds,
        "askers_50_cores_of_the_load": (time.process_time() - used) / seconds,
    }
    crowd = asyncio.run(askers(700, short, target, _RETRY_AFTER))
    readings = {
        **_told("asker_1", one),
        **_told("askers_16", some),
        **_told("askers_50", many),
        **shares,
        **_memory(many),
        **_told("askers_700", crowd),
        **_refusals("askers_700", crowd),
    }
    return readings, [id_ for load in (warm, one, some, many, crowd) for id_ in load.ids]


def kept(data: Path, answered: list[str]) -> Reading:
    """Whether the ledger holds every answer as often as it was given, and the chain verifies."""
    with open_store(f"sqlite:///{data / 'ledger.sqlite3'}") as store:
        checked = store.custody.verify()
        found = Counter(entry.answer_id for entry in store.custody.entries() if entry.kind == "answer")
    lost = Counter(answered) - found
    return {"answers_given": len(answered), "answers_lost": lost.total(), "faults_of_the_chain": len(checked.faults)}


def questions() -> list[str]:
    """What is asked."""
    cases = [case for file in QUESTIONS for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [str(case["question"]) for case in cases]


def _told(name: str, load: Load) -> Reading:
    for error in load.errors[:5]:
        sys.stderr.write(f"{name}: {error}\n")
    p50, p95 = percentiles(load.times)
    return {
        f"{name}_answers_a_second": load.rate,
        f"{name}_p50_ms": p50 * 1000,
        f"{name}_p95_ms": p95 * 1000,
        f"{name}_errors": len(load.errors),
        f"{name}_livez_p95_ms": percentiles(load.alive)[1] * 1000,
        f"{name}_livez_max_ms": max(load.alive) * 1000,
    }


def _refusals(name: str, load: Load) -> Reading:
    p50, p95 = percentiles(load.refused) if len(load.refused) > 1 else (0.0, 0.0)
    return {
        f"{name}_refused": len(load.refused),
        f"{name}_refusal_p50_ms": p50 * 1000,
        f"{name}_refusal_p95_ms": p95 * 1000,
        f"{name}_refusal_max_ms": max(load.refused, default=0.0) * 1000,
    }


def _memory(load: Load) -> Reading:
    """MB before and after; growth over the later half, by least squares, carried on to half an hour."""
    later = load.sampled[len(load.sampled) // 2 :]
    middle, mean = (len(later) - 1) / 2, sum(later) / len(later)
    spread = sum((at - middle) ** 2 for at in range(len(later))) or 1.0
    slope = sum((at - middle) * (each - mean) for at, each in enumerate(later)) / spread
    samples = _HALF_AN_HOUR / (load.seconds / len(load.sampled))
    return {
        "memory_before_mb": load.sampled[0],
        "memory_after_mb": load.sampled[-1],
        "memory_peak_mb": max(load.sampled),
        "memory_growth_in_half_an_hour_mb_extrapolated": slope * samples,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), "quick" in sys.argv)) + "\n")
