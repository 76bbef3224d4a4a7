"""The committed baseline: what passed and failed, and what the gate stood on; never weakened without a reason."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CiteboundError
from evals.reporting import Baseline, Change
from evals.result import Run, plain
from evals.rules import FOLDER, Reason, Rule
from evals.statistics import mcnemar

SCHEMA = "baseline/1"
FILE = FOLDER / "baseline.json"
Grade = Literal["pass", "fail"]


class BaselineError(CiteboundError):
    """A baseline that cannot be read or may not be written; exit 3."""


@dataclass(frozen=True, slots=True)
class StoredSuite:
    """A suite as it was."""

    sha256: str
    seeds: tuple[str, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A baseline. `limits` is the hash of the limits that answers kept, "" where the target did not tell."""

    target: str
    kind: str
    cases: Mapping[str, Grade]
    suites: Mapping[str, StoredSuite]
    rules: tuple[Rule, ...]
    limits: str
    schema: str = SCHEMA


@dataclass(frozen=True, slots=True)
class Weakened:
    """Something the gate stands on that is less than it was; `was` and `to` as its reason must name them."""

    what: str
    was: str
    to: str
    says: str


_STORED = TypeAdapter(Stored)


def load(path: Path = FILE) -> Stored | None:
    """The baseline; None where there is no such file."""
    if not path.exists():
        return None
    try:
        stored: Stored = _STORED.validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise BaselineError(f"{path}: not a baseline ({str(error).splitlines()[0]}).", "Write it anew.") from None
    if stored.schema != SCHEMA:
        raise BaselineError(f"{path}: a baseline of schema {stored.schema}, not {SCHEMA}.", "Write it anew.")
    return stored


def of(run: Run, held: Sequence[Rule]) -> Stored:
    """What a run leaves to be compared with."""
    suites = {suite.name: StoredSuite(suite.sha256, tuple(sorted(suite.seeds)), suite.cases) for suite in run.suites}
    return Stored(run.target, run.kind, dict(sorted(_grades(run))), suites, tuple(held), run.hashes.get("limits", ""))


def write(run: Run, held: Sequence[Rule], written: Sequence[Reason], path: Path = FILE) -> None:
    """Keep this run as the baseline; refused where something was weakened and no reason says why."""
    old = load(path)
    for each in weakened(of(run, held), old, whole=True) if old else ():
        if not covered(each, written):
            raise BaselineError(f"{each.says}, and no reason is written.", "Write it in evals/changes.yaml first.")
    kept = {**plain(of(run, ())), "rules": [rule.model_dump(mode="json") for rule in held]}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def compare(run: Run, stored: Stored, file: str, waived: Collection[str] = ()) -> Baseline:
    """What became worse and better among the cases that both have, those waived left out."""
    now = dict(_grades(run))
    changed = [
        Change(key, was, now[key])
        for key, was in stored.cases.items()
        if key in now and now[key] != was and key.split("/")[0] not in waived
    ]
    worse = tuple(change for change in changed if change.now == "fail")
    better = tuple(change for change in changed if change.now == "pass")
    new, gone = len(now.keys() - stored.cases.keys()), len(stored.cases.keys() - now.keys())
    return Baseline(file, worse, better, mcnemar(len(worse), len(better)), new, gone)


def weakened(now: Stored, old: Stored, *, whole: bool) -> Iterator[Weakened]:
    """Floors, suites and limits that are not what they were; a suite that was not asked for is not missed."""
    yield from _floors(now.rules, old.rules)
    for name, suite in old.suites.items():
        if name not in now.suites:
            if whole:
                yield Weakened(f"suite:{name}", suite.sha256, "none", f"the suite {name} is gone")
        elif lost := {*suite.seeds} - {*now.suites[name].seeds}:
            says = f"the suite {name} lost {len(lost)} seeds ({', '.join(sorted(lost)[:3])}{', ...' * (len(lost) > 3)})"
            yield Weakened(f"suite:{name}", suite.sha256, now.suites[name].sha256, says)
    if old.limits and now.limits and now.limits != old.limits and now.kind == old.kind:
        yield Weakened("limits", old.limits, now.limits, "the limits are not those of the baseline")


def covered(change: Weakened, written: Sequence[Reason]) -> bool:
    """Whether a reason names this very change."""
    return any(reason.covers(change.what, change.was, change.to) for reason in written)


def _floors(now: Sequence[Rule], old: Sequence[Rule]) -> Iterator[Weakened]:
    by_name = {rule.metric: rule for rule in now}
    for was in old:
        rule = by_name.get(was.metric)
        name = f"floor:{was.metric}"
        if rule is None or (rule.floor is None) != (was.floor is None):
            yield Weakened(name, was.value, "none", f"the rule of {was.metric} is gone")
        elif {*was.kinds} - {*rule.kinds} or (was.missed == "invalid" and rule.missed != "invalid"):
            yield Weakened(name, was.value, "narrowed", f"the rule of {was.metric} binds less than it did")
        elif (rule.floor or 0) < (was.floor or 0) or (rule.ceiling or 0) > (was.ceiling or 0):
            yield Weakened(
                name, was.value, rule.value, f"the rule of {was.metric} went from {was.value} to {rule.value}"
            )


def _grades(run: Run) -> Iterator[tuple[str, Grade]]:
    for result in run.results:
        grade = "n/a" if result.error else result.grade
        if grade != "n/a":
            yield result.key, grade
