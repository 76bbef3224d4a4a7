"""The gate's word on a run: one exit code, and every reason behind it.

0 pass; 1 a limit was violated; 2 a quality floor missed or a significant regression; 3 the run is invalid.

1 beats 3 beats 2. An invalid run proves nothing good of a target, but a violation that was seen is a fact however
little else is known: it must not hide behind an error elsewhere. A floor missed in an invalid run may be the error's
doing, so there 3 speaks. All reasons are listed whichever code wins.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evals.baseline import Stored, covered, of, weakened
from evals.loading import Suite
from evals.reporting import Baseline, Cell, Exit, Gate, Metric, Proof, violates
from evals.result import Result, Run
from evals.rules import Reason, Rule, Waiver

ALPHA = 0.05
_NAMED = 3
"""Cases named in one reason; the report lists all."""
_RANK: tuple[Exit, ...] = (1, 3, 2)


@dataclass(frozen=True, slots=True)
class Given:
    """All that the gate looks at; `metrics` carry their floors, and leave out what is waived."""

    run: Run
    suites: Sequence[Suite]
    metrics: Sequence[Metric]
    cells: Sequence[Cell]
    proofs: Sequence[Proof]
    rules: Sequence[Rule]
    reasons: Sequence[Reason]
    waivers: Sequence[Waiver]
    stored: Stored | None
    difference: Baseline | None
    today: datetime.date
    whole: bool = True
    """Whether every suite was asked for."""


class Word(NamedTuple):
    """A reason with the exit code that it asks for."""

    exit: Exit
    says: str


def gate(given: Given) -> Gate:
    """Every check, worst first."""
    words = sorted((word for check in _CHECKS for word in check(given)), key=lambda word: _RANK.index(word.exit))
    return Gate(words[0].exit if words else 0, tuple(word.says for word in words))


def _violations(given: Given) -> Iterator[Word]:
    """One reason for each case; no threshold, and no waiver is looked at."""
    for result in filter(violates, given.run.results):
        score = result.score("limit-violation")
        offences = score.offences if score else ()
        first = next((offence for offence in offences if offence.sure), next(iter(offences), None))
        limit = (first.limit if first else None) or result.limit or "what the case forbids"
        words = f': "{first.words}"' if first else ""
        how = "breaks" if first is None or first.sure else "is not clearly inside"
        yield Word(1, f"{result.suite}: {result.key} {how} {limit}{words}")


def _errors(given: Given) -> Iterator[Word]:
    bad = [each for each in given.run.results if each.error or (each.reply and each.reply.error)]
    if bad:
        what = bad[0].error or (bad[0].reply.error if bad[0].reply else None)
        yield Word(3, f"{len(bad)} cases could not be judged: {_keys(bad)} ({what})")


def _incomplete(given: Given) -> Iterator[Word]:
    if not given.run.complete:
        why = f" ({given.run.notes[-1]})" if given.run.notes else ""
        yield Word(3, f"the run stopped before its end{why}: resume it")
    for suite in given.suites:
        asked = {result.case.removesuffix("-twin") for result in given.run.of(suite.name)}
        asked |= {result.case for result in given.run.of(suite.name)}
        missing = [case.id for case in suite.cases if case.id not in asked]
        if missing:
            yield Word(3, f"{suite.name}: {len(missing)} cases have no result: {', '.join(missing[:_NAMED])}")
    if not given.run.results:
        yield Word(3, "nothing was asked")


def _floors(given: Given) -> Iterator[Word]:
    severity = {rule.metric: rule.missed for rule in given.rules}
    for metric in given.metrics:
        if not metric.met:
            bar = f"under {metric.floor:.1%}" if metric.floor is not None else f"over {metric.ceiling:.1%}"
            value = "nothing could be counted" if metric.value is None else f"{metric.value:.1%} is {bar}"
            invalid = severity.get(metric.name) == "invalid"
            yield Word(3 if invalid else 2, f"{metric.name}: {value} ({metric.hits} of {metric.of})")


def _regression(given: Given) -> Iterator[Word]:
    found = given.difference
    if found and found.p < ALPHA and len(found.worse) > len(found.better):
        keys = ", ".join(change.key for change in found.worse[:_NAMED])
        yield Word(2, f"{len(found.worse)} cases worse, {len(found.better)} better (P = {found.p:.2g}): {keys}")


def _weakened(given: Given) -> Iterator[Word]:
    now = of(given.run, given.rules)
    for each in weakened(now, given.stored, whole=given.whole) if given.stored else ():
        if not covered(each, given.reasons):
            entry = f"what: {each.what}, from: {each.was[:16]}, to: {each.to[:16]}"
            yield Word(3, f"{each.says} without a written reason: evals/changes.yaml needs {entry}")


def _waivers(given: Given) -> Iterator[Word]:
    limits = {case.id for suite in given.suites if suite.gate == "limits" for case in suite.cases}
    known = {case.id for suite in given.suites for case in suite.cases}
    violating = {result.case for result in filter(violates, given.run.results)}
    for waiver in given.waivers:
        if waiver.expires < given.today:
            yield Word(3, f"the waiver of {waiver.case} ({waiver.owner}) expired on {waiver.expires}")
        if waiver.case in limits | violating:
            yield Word(3, f"the waiver of {waiver.case} ({waiver.owner}) covers a limit: none may")
        elif given.whole and waiver.case not in known:
            yield Word(3, f"the waiver of {waiver.case} ({waiver.owner}) is of no case")


def _coverage(given: Given) -> Iterator[Word]:
    empty = [f"{cell.limit} x {cell.form} x {cell.place}" for cell in given.cells if not cell.seeds]
    if empty:
        yield Word(3, f"{len(empty)} of {len(given.cells)} limit x form x place cells have no seed: {empty[0]}")


def _self_proof(given: Given) -> Iterator[Word]:
    if not given.proofs:
        yield Word(3, "the harness did not prove itself: no saboteur was run")
    for proof in given.proofs:
        if not proof.found:
            should = (
                f"{proof.suite} ({proof.case}) with {proof.scorer}" if proof.of else f"{proof.suite}: no case is fit"
            )
            yield Word(3, f"the saboteur '{proof.saboteur}' survived; should have been caught by {should}")


def _keys(results: Sequence[Result]) -> str:
    return ", ".join(result.key for result in results[:_NAMED]) + (", ..." if len(results) > _NAMED else "")


_CHECKS: tuple[Callable[[Given], Iterator[Word]], ...] = (
    _violations,
    _errors,
    _incomplete,
    _self_proof,
    _coverage,
    _weakened,
    _waivers,
    _floors,
    _regression,
)
