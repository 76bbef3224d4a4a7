"""`citebound eval`: suites over a target, the harness proved first, the report written, the gate's exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.settings import load as settings_of
from evals import baseline, render, rules
from evals.assembly import report as assembled
from evals.determinism import determinism, sample
from evals.execute import Options, execute
from evals.loading import Suite, load, names
from evals.render import changes
from evals.render.wording import VERDICTS, bounded, counted, percent, wanted
from evals.reporting import Metric, Proof, Report
from evals.score import Evidence
from evals.selfproof import prove
from evals.since import since
from evals.targets.editing import Editor, evidence_of
from evals.targets.in_process import in_process
from evals.targets.opening import open_target

RUN = "run.jsonl"
_REASONS = 20


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked for on the command line."""

    suites: Sequence[str] = ()
    target: str | None = None
    model: str | None = None
    cites: bool = False
    """Of an OpenAI-compatible target: it was told to cite, so an answer without a citation is a fault."""
    report: Path | None = None
    baseline: Path | None = None
    keep: bool = False
    """Write this run as the new baseline."""
    resume: bool = False
    concurrency: int = 1
    cap: int | None = None
    variants: bool = True
    since: str | None = None
    corpus: Path | None = None


def evaluate(**given: Any) -> int:  # noqa: ANN401 - a Call's
    """The entry point that the command line finds."""
    return run(Call(**given))


def run(call: Call) -> int:
    """The gate's exit code; 0 for a comparison with a commit."""
    suites = load(call.suites)
    if call.since is not None:
        return _compare(call.since, suites, call.report)
    if call.keep and call.suites:
        raise UsageError("A baseline is of all suites.", "Leave the suites' names out.")
    settings = settings_of(corpus=call.corpus)
    made = _report(call, suites, settings)
    if call.report:
        render.write(made, call.report)
    _tell(made, call.report)
    if call.keep and made.gate.exit != 3:
        baseline.write(made.run, rules.rules(), rules.reasons(), call.baseline or baseline.FILE)
    return made.gate.exit


def _report(call: Call, suites: Sequence[Suite], settings: Settings) -> Report:
    editor = Editor(settings.corpus)
    evidence = evidence_of(editor.base)
    target = open_target(call.target, call.model, settings, editor, _say, cites=call.cites)
    proofs, more = _proved(suites, evidence, settings, editor, own=call.target is None)
    options = Options(
        variants=call.variants,
        concurrency=call.concurrency,
        cap=call.cap,
        output=_output(call.report),
        resume=call.resume,
        edits=editor.evidence,
    )
    with _bar(target.name) as progress:
        ran = execute(suites, target, evidence, options, progress)
    return assembled(ran, suites, evidence, proofs, more, call.baseline or baseline.FILE)


def _proved(
    suites: Sequence[Suite], evidence: Evidence, settings: Settings, editor: Editor, *, own: bool
) -> tuple[tuple[Proof, ...], tuple[Metric, ...]]:
    """The saboteurs of the suites that are run, over the verbatim assistant, whatever target comes after."""
    _say("Proving the harness on its saboteurs ...")
    plain = in_process(settings.model_copy(update={"model": None}), editor, _say)
    wanted = {suite.name for suite in suites}
    proofs = tuple(
        proof
        for proof in prove(load(()), plain, evidence)
        if any(name.startswith(proof.suite) for name in wanted) or not wanted & {*names()}
    )
    return proofs, (determinism(sample(suites)),) if own and settings.model is None else ()


def _output(folder: Path | None) -> Path | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder / RUN


def _compare(base: str, suites: Sequence[Suite], folder: Path | None) -> int:
    _say(f"Asking both {base} and the working tree ...")
    found = since(base, suites)
    print(changes.to_markdown(found) if folder is None else changes.summary(found))  # noqa: T201
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "changes.md").write_text(changes.to_markdown(found), encoding="utf-8")
        (folder / "changes.html").write_text(changes.to_html(found), encoding="utf-8")
        _say(f"Both answers side by side: {folder / 'changes.html'}")
    return 0


def _tell(made: Report, folder: Path | None) -> None:
    """The word, the reasons and the figures on stdout."""
    lines = [f"{VERDICTS[made.gate.exit]} (exit {made.gate.exit})", f"{made.run.target}: {counted(made)}"]
    lines += [f"  - {reason}" for reason in made.gate.reasons[:_REASONS]]
    if len(made.gate.reasons) > _REASONS:
        lines.append(f"  ... and {len(made.gate.reasons) - _REASONS} more reasons")
    lines += ["", bounded(made.bound), f"Saboteurs caught: {sum(map(_found, made.proofs))} of {len(made.proofs)}.", ""]
    lines += [_line(metric) for metric in made.metrics]
    print("\n".join(lines))  # noqa: T201
    if folder:
        _say(f"Report: {folder / 'report.html'}")


def _found(proof: Proof) -> bool:
    return proof.found


def _line(metric: Metric) -> str:
    kept = "" if not wanted(metric) else f"  ({wanted(metric)}{'' if metric.met else ': MISSED'})"
    return f"  {metric.name:22} {percent(metric.value):>8}  {f'{metric.hits}/{metric.of}':>13}{kept}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal's stderr."""
    columns = (TextColumn(name), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, all_: shown.update(task, completed=done, total=all_)
