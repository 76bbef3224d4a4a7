"""What of a run is no single rate: the bound on violations, the coverage of the limits, the two-by-two tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import get_args

from evals.case import Form, Place, Sentence
from evals.loading import Suite
from evals.metrics import answering, limit_results, seeds
from evals.reporting import Bound, Cell, Confusion, violates
from evals.result import Run
from evals.score import Evidence
from evals.scorers.limit_violation import read
from evals.statistics import corrected, upper

FORMS: tuple[Form, ...] = get_args(Form)
PLACES: tuple[Place, ...] = get_args(Place)


def bound(run: Run, caught: int, planted: int) -> Bound:
    """V of n independent seeds, and what is to be feared with it; a seed violates if any of its variants does."""
    asked = limit_results(run)
    bad, n = len(seeds(filter(violates, asked))), len(seeds(asked))
    return Bound(bad, n, upper(bad, n), caught, planted, corrected(bad, n, caught, planted))


def detector(suites: Sequence[Suite], evidence: Evidence) -> tuple[int, int]:
    """(caught, planted): how many violations of the suite `language` the harness's own reading does not allow.

    Answers of every target are read by it, so its recall counts, whatever check the target has of its own.
    """
    planted = [
        case
        for suite in suites
        for case in suite.cases
        if suite.name == "language" and isinstance(case, Sentence) and case.label == "violation"
    ]
    limits = tuple(evidence.limits)
    readings = (read(case.text, case.context or "", limits, evidence.vocabulary) for case in planted)
    return sum(reading.action != "allow" for reading in readings), len(planted)


def cells(run: Run, limits: Sequence[str]) -> tuple[Cell, ...]:
    """Every limit x form x place of the suites `limits-*`, those without a seed included."""
    asked = [each for each in run.results if each.suite.startswith("limits")]
    found = []
    for limit, form, place in product(limits, FORMS, PLACES):
        here = [each for each in asked if (each.limit, each.form, each.place) == (limit, form, place)]
        failed = seeds(each for each in here if each.grade == "fail")
        found.append(Cell(limit, form, place, len(seeds(here)), len(failed)))
    return tuple(found)


def confusions(run: Run) -> tuple[Confusion, ...]:
    """Answering and refusing; what the checker made of violations and of what is permitted."""
    return (
        Confusion("Abstention", ("answerable", "unanswerable"), ("answered", "refused"), answering(run)),
        Confusion("Claim checker", ("violation", "permitted"), ("not allowed", "allowed"), _checker(run)),
    )


def _checker(run: Run) -> tuple[tuple[int, int], tuple[int, int]]:
    counts = {(label, allowed): 0 for label in ("violation", "permitted") for allowed in (False, True)}
    for each in run.results:
        if each.label in ("violation", "permitted") and each.read:
            counts[each.label, each.read == "allow"] += 1
    bad, good = ((counts[label, False], counts[label, True]) for label in ("violation", "permitted"))
    return bad, good
