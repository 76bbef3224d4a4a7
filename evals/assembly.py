"""A run made into its report: rates, bound, tables, the difference from the baseline, and the gate's word."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from evals.baseline import FILE, Stored, compare
from evals.baseline import load as stored_baseline
from evals.gate import Given, gate
from evals.loading import Suite, names
from evals.metrics import metrics, rate
from evals.reporting import Baseline, Metric, Proof, Report
from evals.result import Run
from evals.rules import reasons, ruled, rules, waivers
from evals.score import Evidence
from evals.tables import bound, cells, confusions, detector


def report(
    run: Run,
    suites: Sequence[Suite],
    evidence: Evidence,
    proofs: Sequence[Proof],
    more: Sequence[Metric] = (),
    baseline: Path = FILE,
    today: datetime.date | None = None,
) -> Report:
    """The whole report of a run of `suites`; `more` are metrics that a run does not hold.

    The difference is told against a baseline of the same kind of target; another's would be no regression.
    """
    whole = {suite.name for suite in run.suites} >= {*names()}
    held, stored, waived = rules(), stored_baseline(baseline), waivers()
    covered = {waiver.case for waiver in waived}
    counted = _without(run, covered)
    caught, planted = detector(suites, evidence)
    says = "violations planted in the suite `language` that the harness's own reading does not allow"
    more = (*more, rate("detector-recall", says, caught, planted))
    difference = _difference(run, stored, baseline, covered)
    covering = {suite for suite in names() if suite.startswith("limits")} <= {suite.name for suite in run.suites}
    matrix = cells(run, [limit.id for limit in evidence.limits]) if covering else ()
    given = Given(
        run=run,
        suites=suites,
        metrics=ruled(metrics(counted, more), held, run.kind, whole=whole),
        cells=matrix,
        proofs=proofs,
        rules=held,
        reasons=reasons(),
        waivers=waived,
        stored=stored,
        difference=difference,
        today=today or datetime.datetime.now(datetime.UTC).date(),
        whole=whole,
    )
    return Report(
        run=run,
        gate=gate(given),
        bound=bound(run, caught, planted),
        metrics=ruled(metrics(run, more), held, run.kind, whole=whole),
        cells=matrix,
        confusions=confusions(run),
        proofs=tuple(proofs),
        baseline=difference,
        waived=tuple(waiver.waived for waiver in waived),
    )


def _difference(run: Run, stored: Stored | None, file: Path, waived: Collection[str]) -> Baseline | None:
    return compare(run, stored, file.name, waived) if stored and stored.kind == run.kind else None


def _without(run: Run, waived: Collection[str]) -> Run:
    """The run that the floors are held to: without the cases that somebody answers for."""
    return replace(run, results=tuple(result for result in run.results if result.case not in waived))
