"""Plants a seeded sample of faults in what proves a sentence, one at a time, and counts those that no test notices.

    python -m evals.mutation [--faults 260] [--words 40] [--seed 7] [--only assistant/limits] [--out mutation.json]

`--faults` are of logic and of regular expressions, `--words` are entries of the word lists, which are data and counted
apart. Rates come with Wilson 95% intervals. What tests/readings records is read first, and of it only what runs the
faulty lines.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import hypothesis  # noqa: F401  what the tests import is imported once, before the forks
import numpy as np  # noqa: F401
import pydantic  # noqa: F401
import rapidfuzz  # noqa: F401

from evals.mutation.mutants import Mutant, mutants
from evals.mutation.plan import readers, targets
from evals.mutation.readings import touching
from evals.mutation.trial import Result, Workshop
from evals.sentences_report import rate

TREE = Path(__file__).parents[2]
_PATIENCE = 180.0
_LEAST, _TIMES = 20.0, 4.0
_READING = 240.0
"""Seconds for what is recorded, of which all takes about a minute."""

Tried = tuple[Mutant, Result]


def chosen(root: Path, only: str, faults: int, words: int, seed: int) -> list[Mutant]:
    """A sample of the faults and one of the words, drawn evenly over all there are, in the files' order."""
    every = [mutant for file in targets(root) if file.startswith(only) for mutant in mutants(root, file)]
    listed = [mutant for mutant in every if mutant.kind == "word"]
    other = [mutant for mutant in every if mutant.kind != "word"]
    draw = random.Random(seed)  # noqa: S311
    drawn = draw.sample(other, min(faults, len(other))) + draw.sample(listed, min(words, len(listed)))
    return sorted(drawn, key=lambda mutant: (mutant.file, mutant.line, mutant.change))


def patience(workshop: Workshop, files: Iterable[str]) -> dict[str, float]:
    """How long the tests of each file may take; SystemExit when some fail without any fault."""
    lists = {file: readers(workshop.root, file) for file in files}
    taken: dict[str, float] = {}
    for name in sorted({name for names in lists.values() for name in names}):
        first = workshop.run([name], _PATIENCE)
        if first.outcome != "survived":
            sys.exit(f"The tests fail as they are: {name}: {first.outcome} by {first.by}")
        taken[name] = first.seconds
    return {file: max(_LEAST, _TIMES * sum(taken[name] for name in names)) for file, names in lists.items()}


def table(tried: Sequence[Tried]) -> str:
    """Survivors in all, by kind and by file; a fault with which the tests never end counts as noticed."""
    rows: dict[str, list[Tried]] = defaultdict(list)
    for mutant, result in tried:
        names = [mutant.file] if mutant.kind == "word" else ["all faults", mutant.file]
        for name in (*names, f"all of kind {mutant.kind}"):
            rows[name].append((mutant, result))
    lines = [f"{'':44} {'killed':>6} {'timeout':>7}  survived"]
    for name, those in sorted(rows.items(), key=lambda row: (not row[0].startswith("all"), row[0])):
        count = {kind: sum(result.outcome == kind for _, result in those) for kind in ("killed", "timeout", "survived")}
        lines.append(f"{name:44} {count['killed']:6} {count['timeout']:7}  {rate(count['survived'], len(those))}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Prints each survivor as it is found, then the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.mutation")
    parser.add_argument("--faults", type=int, default=260)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    tried: list[Tried] = []
    with tempfile.TemporaryDirectory(prefix="citebound-mutation-") as folder:
        workshop = Workshop(TREE, Path(folder))
        sample = chosen(workshop.root, options.only, options.faults, options.words, options.seed)
        limits = patience(workshop, dict.fromkeys(mutant.file for mutant in sample))
        reach = workshop.reach()
        for mutant in sample:
            names = readers(workshop.root, mutant.file)
            read = touching(workshop.root, reach, mutant.file, mutant.line)
            limit = limits[mutant.file] + (_READING if read else 0.0)
            result = workshop.run(names, limit, mutant.file, mutant.text(), read)
            tried.append((mutant, result))
            if result.outcome == "survived":
                print(mutant, flush=True)  # noqa: T201
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps([_row(*one) for one in tried], indent=1), encoding="utf-8")
    print(table(tried))  # noqa: T201
    return 0


def _row(mutant: Mutant, result: Result) -> dict[str, object]:
    place = {"file": mutant.file, "line": mutant.line, "kind": mutant.kind, "change": mutant.change}
    return {**place, "outcome": result.outcome, "by": result.by.strip(), "seconds": round(result.seconds, 2)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
