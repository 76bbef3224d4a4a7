"""How the labelled questions are answered: `python -m evals.questions_report held [--show | --curve]`.

`build*.yaml` are built on; `held.yaml` is looked at for its figure only.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant import coverage
from assistant.ask import Assistant
from assistant.bootstrap import build
from assistant.settings import load
from assistant.values import Answer, Turn

FOLDER = Path(__file__).parent / "questions"


def failures(case: Mapping[str, Any], answer: Answer) -> list[str]:
    """What an answer lacks of what its case expects, in words; empty when it passes."""
    expect = case["expect"]
    found = []
    if answer.outcome not in expect["outcome"]:
        found.append(f"outcome {answer.outcome}, not {'/'.join(expect['outcome'])}")
    found += [f"lacks /{fact}/" for fact in expect.get("facts", ()) if not re.search(fact, answer.text, re.I)]
    found += [f"says /{bad}/" for bad in case.get("forbid", ()) if re.search(bad, answer.text, re.I)]
    cited = {citation.document for citation in answer.citations}
    found += [f"does not cite {document}" for document in expect.get("documents", ()) if document not in cited]
    stated = {notice.id for notice in answer.limits}
    found += [f"does not state {limit}" for limit in expect.get("limits", ()) if limit not in stated]
    return found


def run(assistant: Assistant, cases: list[Mapping[str, Any]], *, show: bool) -> tuple[int, Counter[str], Counter[str]]:
    """Passed cases, and by category all and failed ones."""
    passed, every, failed = 0, Counter[str](), Counter[str]()
    for case in cases:
        history = [Turn(turn["role"], turn["text"]) for turn in case.get("history", ())]
        answer = assistant.ask(case["question"], history)
        problems = failures(case, answer)
        every[case["category"]] += 1
        passed += not problems
        failed[case["category"]] += bool(problems)
        if problems and show:
            print(f"\n{case['id']} {case['question']}")  # noqa: T201
            print(f"   {[t.text for t in history]}" if history else "   ", "; ".join(problems))  # noqa: T201
            print(f"   -> {answer.outcome} {answer.missing} {answer.withheld} {answer.text[:700]!r}")  # noqa: T201
    return passed, every, failed


def balance(assistant: Assistant, cases: list[Mapping[str, Any]]) -> tuple[float, float]:
    """Of the cases that must be answered the share answered, and of those that must not the share answered anyway."""
    must, must_not = [], []
    for case in cases:
        accepted = {*case["expect"]["outcome"]}
        history = [Turn(turn["role"], turn["text"]) for turn in case.get("history", ())]
        answered = assistant.ask(case["question"], history).outcome in ("answered", "partial")
        if accepted <= {"answered", "partial"}:
            must.append(answered)
        elif not accepted & {"answered", "partial"}:
            must_not.append(answered)
    return sum(must) / max(len(must), 1), sum(must_not) / max(len(must_not), 1)


def curve(assistant: Assistant, cases: list[Mapping[str, Any]]) -> None:
    """Coverage against error over the threshold for words that nothing accounts for."""
    kept = coverage.TOLERATED
    print("threshold  answered of the answerable  answered of the unanswerable")  # noqa: T201
    for threshold in (-1.0, 0.0, 0.5, kept, 1.5, 2.0, 3.0, 99.0):
        coverage.TOLERATED = threshold
        right, wrong = balance(assistant, cases)
        print(f"{threshold:9.1f}  {right:26.1%}  {wrong:28.1%}{'  <- set' if threshold == kept else ''}")  # noqa: T201
    coverage.TOLERATED = kept


def main() -> None:
    """Print the share of passed cases, by category."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=sorted(path.stem for path in FOLDER.glob("*.yaml")))
    parser.add_argument("--show", action="store_true", help="print each failure")
    parser.add_argument("--curve", action="store_true", help="print coverage against error instead")
    given = parser.parse_args()
    cases = yaml.safe_load((FOLDER / f"{given.half}.yaml").read_text(encoding="utf-8"))
    assistant = build(load(), print)
    if given.curve:
        curve(assistant, cases)
        return
    passed, every, failed = run(assistant, cases, show=given.show)
    print(f"\n{passed} of {len(cases)} pass")  # noqa: T201
    for category, number in sorted(every.items()):
        print(f"  {category:15} {number - failed[category]} of {number}")  # noqa: T201


if __name__ == "__main__":
    main()
