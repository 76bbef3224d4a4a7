"""The same questions give the same answers, whatever the order that Python gives to its sets: in three processes.

    python -m evals.determinism < questions.json

The worker's side: a JSON list of questions comes in, a JSON list of the answers' hashes goes out.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.bootstrap import build
from assistant.errors import CiteboundError
from assistant.settings import load
from evals.case import Asked
from evals.loading import Suite
from evals.metrics import rate
from evals.reply import Reply
from evals.reporting import Metric
from evals.result import plain
from evals.targets.in_process import InProcess

SEEDS = ("0", "1", "4242")
MOST = 25
_SECONDS = 300


class WorkerFailed(CiteboundError):
    """A process that was to answer the questions did not."""


def determinism(questions: Sequence[str], hash_seeds: Sequence[str] = SEEDS) -> Metric:
    """Questions with one answer hash / questions; two processes at a time."""
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda seed: _hashes(questions, seed), hash_seeds))
    same = sum(len({*each}) == 1 for each in zip(*runs, strict=True))
    says = f"questions with one answer over {len(hash_seeds)} processes of different PYTHONHASHSEED"
    return rate("determinism", says, same, len(questions))


def sample(suites: Iterable[Suite]) -> tuple[str, ...]:
    """About 25 questions without a history, spread over all suites."""
    every = [
        case.question
        for suite in suites
        for case in suite.cases
        if isinstance(case, Asked) and not case.history and not case.corpus
    ]
    return tuple(dict.fromkeys(every[:: max(1, len(every) // MOST)]))[:MOST]


def fingerprint(reply: Reply) -> str:
    """The hash of all that an answer says; how long it took is not part of it."""
    raw = {key: value for key, value in (reply.raw or {}).items() if key != "timing_ms"}
    said = [reply.text, reply.outcome, plain(reply.citations), reply.limits, raw, reply.error]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _hashes(questions: Sequence[str], seed: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-m", "evals.determinism"],
        input=json.dumps(list(questions)),
        capture_output=True,
        text=True,
        env=environment,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no word of why"]
        raise WorkerFailed(f"A process of the determinism check failed: {last[0]}", "Run: citebound index")
    hashes: list[str] = json.loads(done.stdout)
    return hashes


def main() -> None:
    """Answer what standard input asks."""
    target = InProcess(build(load(), lambda _: None))
    hashes = [fingerprint(target.ask(question)) for question in json.load(sys.stdin)]
    print(json.dumps(hashes))  # noqa: T201


if __name__ == "__main__":
    main()
