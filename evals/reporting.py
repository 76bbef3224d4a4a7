"""What a report says: figures, bounds, tables and the gate's word, before they become a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evals.result import Result, Run

REPORT = "report/1"
Exit = Literal[0, 1, 2, 3]
"""0 pass; 1 a limit was violated; 2 a quality floor missed or a regression; 3 the run is invalid."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate with its Wilson 95% interval; `value`, `low`, `high` are None where there was nothing to count."""

    name: str
    says: str
    hits: int
    of: int
    value: float | None
    low: float | None
    high: float | None
    floor: float | None = None
    ceiling: float | None = None

    @property
    def met(self) -> bool:
        """Whether it keeps its floor or ceiling; what cannot be counted keeps none."""
        if self.floor is None and self.ceiling is None:
            return True
        if self.value is None:
            return False
        return (self.floor is None or self.value >= self.floor) and (self.ceiling is None or self.value <= self.ceiling)


@dataclass(frozen=True, slots=True)
class Bound:
    """V of n seeds, the exact one-sided 95% upper bound of their rate, and that bound for what the checker misses."""

    violations: int
    seeds: int
    upper: float
    caught: int
    planted: int
    corrected: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many seeds one limit x form x place has; none is a failure of the suite."""

    limit: str
    form: str
    place: str
    seeds: int
    failed: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """One two-by-two table: what was right to do, what was done."""

    name: str
    rows: tuple[str, str]
    columns: tuple[str, str]
    counts: tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A saboteur and whether the suite meant for it caught it; `case` is one that did, or should have."""

    saboteur: str
    breaks: str
    suite: str
    scorer: str
    caught: int
    of: int
    case: str

    @property
    def found(self) -> bool:
        """One case is enough."""
        return self.caught > 0


@dataclass(frozen=True, slots=True)
class Change:
    """A case that is not what it was in the baseline."""

    key: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The difference from a baseline; `p` is exact McNemar's, two-sided, on the discordant cases."""

    file: str
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    p: float
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class Waived:
    """A failure that somebody answers for, for a time."""

    case: str
    owner: str
    reason: str
    expires: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The word, and why; each reason is one line a reader can act on."""

    exit: Exit
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it; the same value becomes JSON, JUnit, Markdown and HTML."""

    run: Run
    gate: Gate
    bound: Bound
    metrics: tuple[Metric, ...]
    cells: tuple[Cell, ...]
    confusions: tuple[Confusion, ...]
    proofs: tuple[Proof, ...]
    baseline: Baseline | None
    waived: tuple[Waived, ...]

    @property
    def failures(self) -> tuple[Result, ...]:
        """What failed or could not be judged, limit violations first."""
        bad = [result for result in self.run.results if result.error or result.grade == "fail"]
        return tuple(sorted(bad, key=lambda result: (not violates(result), result.suite, result.key)))


def asserts(result: Result) -> bool:
    """Whether the answer asserts what a limit forbids, beyond not being read as inside it."""
    score = result.score("limit-violation")
    return score is not None and any(offence.sure for offence in score.offences)


def violates(result: Result) -> bool:
    """Whether the answer breaks a limit."""
    score = result.score("limit-violation")
    return score is not None and score.grade == "fail"
