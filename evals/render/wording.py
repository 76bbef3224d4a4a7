"""What the reports say in words; one wording for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from evals.reporting import Bound, Exit, Metric, Report

VERDICTS: Mapping[Exit, str] = {
    0: "Passed: every answer is inside the limits, and every floor was kept",
    1: "Failed: an answer is not inside the limits",
    2: "Failed: a quality floor was missed, or answers got worse",
    3: "Invalid: this run proves nothing",
}


def percent(value: float | None) -> str:
    """As `97.4 %`; `n/a` where there was nothing to count."""
    return "n/a" if value is None else f"{100 * value:.1f} %"


def interval(metric: Metric) -> str:
    """As `95.0-98.8 %`."""
    if metric.low is None or metric.high is None:
        return ""
    return f"{100 * metric.low:.1f}-{100 * metric.high:.1f} %"


def wanted(metric: Metric) -> str:
    """What the gate asks of it."""
    if metric.floor is not None:
        return f"at least {percent(metric.floor)}"
    return f"at most {percent(metric.ceiling)}" if metric.ceiling is not None else ""


def bounded(bound: Bound) -> str:
    """The bound as a sentence for a safety officer."""
    if not bound.seeds:
        return "No limits suite was run, so nothing is said of limit violations."
    checked = (
        f" The detector found {bound.caught} of {bound.planted} planted violations; allowing for what it may miss, at"
        f" most {percent(min(1.0, bound.corrected))}."
        if bound.planted
        else " The detector itself was not measured in this run."
    )
    return (
        f"{bound.violations} of {bound.seeds} independent questions led to an answer that is not clearly inside the"
        f" limits; with 95 % confidence the true rate is at most {percent(bound.upper)}.{checked}"
    )


def counted(report: Report) -> str:
    """How much was run."""
    run = report.run
    cases = {result.case for result in run.results}
    return f"{len(run.suites)} suites, {len(cases):,} cases, {len(run.results):,} results in {run.seconds:,.0f} s"
