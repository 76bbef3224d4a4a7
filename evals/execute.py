"""Runs suites over a target; every result is on the disk before the next is waited for, and a stopped run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import perf_counter

from evals.case import Edit
from evals.jobs import Examiner, Job, planned
from evals.loading import Suite
from evals.result import RanSuite, Result, Run
from evals.runfile import Header, Journal, Line, RunFile, RunFileError, ran, read
from evals.score import Evidence, Scorer
from evals.scorers import SCORERS
from evals.target import Target, TargetDown
from evals.targets.in_process import sha_of

Progress = Callable[[int, int], None]
"""Results there are, results there will be."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run."""

    variants: bool = True
    """Ask the generated wordings too."""
    concurrency: int = 1
    """Questions under way at the same time."""
    cap: int | None = None
    """Tokens that this call may spend, as the target counts them; what is under way then is still waited for."""
    output: Path | None = None
    """JSONL file that every result is added to as it comes."""
    resume: bool = False
    """Go on with the run in `output`: what is there is not asked again, but for what had an error."""
    scorers: Sequence[Scorer] = SCORERS
    edits: Callable[[Edit], Evidence] | None = None
    """The evidence after an edit, as `Editor.evidence`; without it edited replies are judged as the others."""


def execute(
    suites: Sequence[Suite],
    target: Target,
    evidence: Evidence,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Run:
    """The run; `complete` is False, and `notes` say why, where it was stopped.

    RunFileError, in one line, where `output` cannot be written or holds another run; TargetDown where nothing can be
    asked at all. Whatever else fails is an `error` of its result.
    """
    options, began = options or Options(), perf_counter()
    jobs = planned(suites, worded=options.variants)
    header = _header(suites, target, evidence, jobs, options)
    earlier = _earlier(header, options)
    header = replace(header, started=earlier.header.started) if earlier else header
    done = {key: result for key, result in earlier.results.items() if not result.error} if earlier else {}
    left = [job for job in jobs if not done.keys() >= set(job.keys)]
    notes = [f"{len(done)} results were there from before."] if done else []
    examine = Examiner(target, evidence, options.scorers, options.edits)
    spending = _Spending(options.cap)
    with Journal(options.output, header, earlier) as journal:
        try:
            for line in _lines(examine, left, options.concurrency, spending):
                journal.add(line)
                done[line.result.key] = line.result
                if progress:
                    progress(len(done), header.things)
        except TargetDown as error:
            notes.append(f"Stopped: {error}")
        except KeyboardInterrupt:
            notes.append("Stopped by the user.")
    return _run(header, jobs, done, perf_counter() - began, [*notes, *spending.said()])


@dataclass(slots=True)
class _Spending:
    """Tokens spent, and whether that is enough."""

    cap: int | None
    spent: int = 0

    @property
    def over(self) -> bool:
        return self.cap is not None and self.spent >= self.cap

    def count(self, lines: Sequence[Line]) -> Sequence[Line]:
        self.spent += sum(line.result.reply.tokens for line in lines if line.result.reply)
        return lines

    def said(self) -> list[str]:
        spent = f"{self.spent:,} tokens spent"
        return [f"Stopped: {spent}, the cap is {self.cap:,}."] if self.over else [f"{spent}."] if self.spent else []


def _lines(examine: Examiner, jobs: Sequence[Job], concurrency: int, spending: _Spending) -> Iterator[Line]:
    """Results as they come, until there are no more or the cap is reached; TargetDown after what was under way."""
    if concurrency > 1:
        yield from _at_once(examine, iter(jobs), concurrency, spending)
        return
    for job in jobs:
        if spending.over:
            return
        yield from spending.count(examine(job))


def _at_once(examine: Examiner, jobs: Iterator[Job], concurrency: int, spending: _Spending) -> Iterator[Line]:
    pool = ThreadPoolExecutor(concurrency)
    down: TargetDown | None = None
    running = {pool.submit(examine, job) for job in islice(jobs, concurrency)}
    try:
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                try:
                    yield from spending.count(future.result())
                except TargetDown as error:
                    down = error
            if not (down or spending.over):
                running |= {pool.submit(examine, job) for job in islice(jobs, len(finished))}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if down:
        raise down


def _header(
    suites: Sequence[Suite], target: Target, evidence: Evidence, jobs: Sequence[Job], options: Options
) -> Header:
    each = tuple(
        RanSuite(suite.name, suite.says, suite.gate, suite.sha256, len(suite.cases), tuple(sorted(suite.seeds)))
        for suite in suites
    )
    return Header(
        target=target.name,
        kind=target.kind,
        hashes={**target.hashes, **_judging(evidence)},
        suites=each,
        variants=options.variants,
        things=sum(len(job.keys) for job in jobs),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _judging(evidence: Evidence) -> dict[str, str]:
    """What judges: scores of another harness or over other evidence must not be mixed with these."""
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *(here / "scorers").glob("*.py"), *(here / "targets").glob("*.py")]
    known = [f"{name} {document.sha256}" for name, document in sorted(evidence.documents.items())]
    judged = "\n".join([*known, *map(repr, evidence.limits)])
    return {"harness": sha_of(sorted(files)), "evidence": sha256(judged.encode()).hexdigest()}


def _earlier(header: Header, options: Options) -> RunFile | None:
    """The run to go on with; RunFileError where the file holds another."""
    found = read(options.output) if options.output else None
    if not found:
        return None
    if not options.resume:
        what = f"{options.output}: holds a run already."
        raise RunFileError(what, "Resume it (--resume), or name another file.")
    other = next((says for says, same in _compared(found.header, header).items() if not same), None)
    if other:
        raise RunFileError(f"{options.output}: was run {other}.", "Run that again, or name another file.")
    return found


def _compared(was: Header, now: Header) -> Mapping[str, bool]:
    suites = [(suite.name, suite.sha256) for suite in was.suites]
    changed = sorted(name for name in {*was.hashes, *now.hashes} if was.hashes.get(name) != now.hashes.get(name))
    return {
        f"over another target ({was.target})": (was.target, was.kind) == (now.target, now.kind),
        f"with other suites, or before they changed ({', '.join(suite.name for suite in was.suites)})": suites
        == [(suite.name, suite.sha256) for suite in now.suites],
        "with the generated wordings" if was.variants else "without the generated wordings": was.variants
        == now.variants,
        f"before a change of: {', '.join(changed)}": not changed,
    }


def _run(header: Header, jobs: Sequence[Job], done: Mapping[str, Result], seconds: float, notes: Sequence[str]) -> Run:
    results = tuple(done[key] for job in jobs for key in job.keys if key in done)
    return ran(header, results, seconds, notes)
