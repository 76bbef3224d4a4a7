"""What leaves when the composer is hostile or hopeless: `python -m evals.hostile_report [--answers 1000] [--local 40]`.

For every statement of every answer: does the claim checker allow it, do its quotes support it, does it hold in the
stored answer, and is it one of the lies that the model planted? Exit code 1 where any of it goes wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml

from assistant.ask import Assistant
from assistant.bootstrap import build
from assistant.generate import Writer
from assistant.limits import judge
from assistant.ports import ChatModel
from assistant.prompts import load_prompts
from assistant.proof import problems
from assistant.settings import load, shipped_prompts
from assistant.support import support
from assistant.values import Answer
from evals.hostile import NAMES, Hostile

QUESTIONS = Path(__file__).parent / "questions"


class Build(Protocol):
    """The assistant with another composer."""

    def __call__(self, writer: Writer) -> Assistant:
        """Over the same corpus and index."""
        ...


@dataclass(slots=True)
class Tally:
    """What was counted over answers that a model was asked for."""

    answers: int = 0
    reworded: int = 0
    statements: int = 0
    withheld: int = 0
    verbatim_instead: int = 0
    violations: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)

    def add(self, assistant: Assistant, answer: Answer, lies: set[str]) -> None:
        """Count one answer, every statement read again from the beginning."""
        corpus = assistant.corpus
        quotes = {citation.marker: citation for citation in answer.citations}
        self.answers += 1
        self.withheld += len(answer.withheld)
        self.verbatim_instead += answer.basis.composer.startswith("verbatim/1 (")
        self.unverified += [str(problem) for problem in problems(answer, assistant.documents)]
        for said in (said for said in answer.statements if said.kind != "note"):
            cited = [quotes[marker] for marker in said.citations]
            context = "" if said.support == "supported" else cited[0].section
            self.statements += 1
            self.reworded += said.support == "supported"
            if judge(said.text, corpus.limits, corpus.vocabulary, context).action != "allow":
                self.violations.append(said.text)
            if support(said.text, [c.quote for c in cited], corpus.vocabulary).verdict != "supported":
                self.unverified.append(said.text)
            if said.text in lies and said.support == "supported":
                self.lies.append(said.text)


def questions() -> list[str]:
    """Every labelled question without a history, in a fixed mixed order."""
    cases = [case for path in sorted(QUESTIONS.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    asked = list(dict.fromkeys(case["question"] for case in cases if not case.get("history")))
    return [asked[(at * 101) % len(asked)] for at in range(len(asked))]


def composed(assistant: Assistant, hostile: Hostile, asked: Sequence[str], start: int) -> Iterator[Answer]:
    """Answers for which the model was asked, one after the other; those that never reach it are passed over."""
    for question in (*asked[start:], *asked[:start]):
        before = hostile.calls
        answer = assistant.ask(question)
        if hostile.calls > before:
            yield answer


def run(with_writer: Build, wanted: int) -> dict[str, Tally]:
    """`wanted` answers, spread evenly over the hostile composers."""
    asked, tallies = questions(), {name: Tally() for name in NAMES}
    for at, name in enumerate(NAMES):
        hostile = Hostile(name)
        assistant = with_writer(Writer(hostile, load_prompts(shipped_prompts())))
        share = wanted // len(NAMES) + (at < wanted % len(NAMES))
        for answer, _ in zip(composed(assistant, hostile, asked, at * 17 % len(asked)), range(share), strict=False):
            tallies[name].add(assistant, answer, hostile.lies)
    return tallies


def run_model(with_writer: Build, model: ChatModel, wanted: int, seconds: float) -> Tally:
    """`wanted` answers of a real model."""
    assistant, tally = with_writer(Writer(model, load_prompts(shipped_prompts()), seconds)), Tally()
    for question in questions():
        if tally.answers >= wanted:
            break
        answer = assistant.ask(question)
        if answer.basis.composer != "verbatim/1":
            tally.add(assistant, answer, set())
    return tally


def printed(tallies: dict[str, Tally]) -> str:
    """One line a composer and the sum."""
    columns = ("answers", "statements", "reworded", "withheld", "verbatim_instead", "violations", "unverified", "lies")
    lines = [f"{'composer':<20}" + "".join(f"{column.replace('_', ' '):>18}" for column in columns)]
    total: Counter[str] = Counter()
    for name, tally in tallies.items():
        row = {c: v if isinstance(v := getattr(tally, c), int) else len(v) for c in columns}
        total.update(row)
        lines.append(f"{name:<20}" + "".join(f"{row[column]:>18}" for column in columns))
    return "\n".join([*lines, f"{'all':<20}" + "".join(f"{total[column]:>18}" for column in columns)])


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=1000, help="answers in all")
    parser.add_argument("--local", type=int, default=0, help="how many of them by SmolLM2")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    base = build(load(), print)

    def with_writer(writer: Writer) -> Assistant:
        return base.written_by(writer)

    tallies = run(with_writer, given.answers - given.local)
    if given.local:
        # Only who asks for it needs the extra.
        from assistant.adapters.local_model import LocalModel

        tallies["SmolLM2-135M"] = run_model(with_writer, LocalModel(30.0), given.local, 30.0)
    print(printed(tallies))  # noqa: T201
    wrong = [
        (n, kind, w)
        for n, t in tallies.items()
        for kind in ("violations", "unverified", "lies")
        for w in getattr(t, kind)
    ]
    for line in wrong if given.show else ():
        print(*line, sep=" | ")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
