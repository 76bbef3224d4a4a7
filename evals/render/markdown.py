"""Report -> a Markdown summary for a pull request; foreign text is never markup there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.render.wording import VERDICTS, bounded, counted, interval, percent, wanted
from evals.reporting import Report
from evals.result import Result

_MOST = 25
_MARKUP = re.compile(r"([\\`*_\[\]<>|#!~$@&])")


def to_markdown(report: Report) -> str:
    """The word first, then why, the figures, the failures and the hashes."""
    sections = (_head, _figures, _proofs, _difference, _failures, _hashes)
    return "\n".join(line for section in sections for line in section(report)) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield f"## {VERDICTS[report.gate.exit]} (exit {report.gate.exit})"
    yield f"\nTarget: {safe(report.run.target)}. {counted(report)}. {bounded(report.bound)}\n"
    yield from (f"- {safe(reason)}" for reason in report.gate.reasons)


def _figures(report: Report) -> Iterator[str]:
    yield "\n| figure | counted | rate | 95 % interval | asked for | |\n|---|---|---|---|---|---|"
    for each in report.metrics:
        mark = "" if not wanted(each) else "ok" if each.met else "**missed**"
        row = (each.name, f"{each.hits} / {each.of}", percent(each.value), interval(each), wanted(each), mark)
        yield f"| {' | '.join(row)} |"
    empty = [cell for cell in report.cells if not cell.seeds]
    if report.cells:
        covered = len(report.cells) - len(empty)
        yield f"\n{covered} of {len(report.cells)} cells of limit x form x turn are covered."


def _proofs(report: Report) -> Iterator[str]:
    if not report.proofs:
        return
    caught = sum(proof.found for proof in report.proofs)
    yield f"\nThe harness against itself: {caught} of {len(report.proofs)} saboteurs caught."
    for proof in report.proofs:
        if not proof.found:
            yield f"- **{proof.saboteur}** ({proof.breaks}) got past {proof.suite}: {proof.case} should have caught it"


def _difference(report: Report) -> Iterator[str]:
    if not (found := report.baseline):
        return
    yield (
        f"\nAgainst the baseline: {len(found.worse)} worse, {len(found.better)} better (exact McNemar p ="
        f" {found.p:.3f}), {found.new} new, {found.gone} gone."
    )
    yield from (f"- {change.key}: {change.was} -> {change.now}" for change in found.worse[:_MOST])


def _failures(report: Report) -> Iterator[str]:
    failures = report.failures
    if not failures:
        return
    yield f"\n<details><summary>{len(failures)} results that failed or could not be judged</summary>\n"
    yield from (line for result in failures[:_MOST] for line in _failure(result))
    if len(failures) > _MOST:
        yield f"\n... and {len(failures) - _MOST} more in the full report."
    yield "\n</details>"


def _failure(result: Result) -> Iterator[str]:
    yield f"\n**{result.key}** ({result.suite}): {safe(result.question)}"
    if result.error:
        yield f"- could not be judged: {safe(result.error)}"
    for score in result.scores:
        if score.grade == "fail":
            words = "; ".join(f'"{safe(offence.words)}"' for offence in score.offences[:2])
            yield f"- {score.scorer}: {safe(score.explanation)}{f' {words}' if words else ''}"


def _hashes(report: Report) -> Iterator[str]:
    yield "\n<details><summary>Hashes</summary>\n"
    yield from (f"- {name}: `{value[:16]}`" for name, value in sorted(report.run.hashes.items()))
    yield from (f"- suite {suite.name}: `{suite.sha256[:16]}`" for suite in report.run.suites)
    yield "\n</details>"


def safe(text: str, most: int = 300) -> str:
    """On one line, not too long, and no part of it markup, mention or link."""
    line = " ".join(text.split())
    line = line if len(line) <= most else f"{line[:most]}..."
    return _MARKUP.sub(r"\\\1", line).replace("://", ":\u200b//")
