"""Reads files of labelled sentences with the claim checker and prints how often it is right.

    python -m evals.sentences_report evals/sentences/held.yaml [...] [--rules] [--show]

`--rules` leaves the second reader out. A violation is caught when it is blocked or held; a permitted sentence is
over-blocked when it is not allowed. Rates
come with Wilson 95% intervals, by kind of sentence. `--show` also lists the failures: never for the held-out half.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.bootstrap import second_reader
from assistant.corpus import load_corpus
from assistant.limits import Reading
from assistant.limits.second import Readers
from assistant.settings import load
from evals.statistics import wilson

CORPUS = Path(__file__).parent.parent / "corpus"
Judged = tuple[Mapping[str, Any], Reading]


def rate(hits: int, n: int) -> str:
    """As `12/130 = 9.2% (5.4-15.4)`; `n/a` when there is nothing to count."""
    if n == 0:
        return "n/a"
    low, high = wilson(hits, n)
    return f"{hits}/{n} = {hits / n:.1%} ({100 * low:.1f}-{100 * high:.1f})"


def judged(rows: Iterable[Mapping[str, Any]], readers: Readers) -> list[Judged]:
    """Every row with its reading."""
    return [(row, readers.read(row["text"], row.get("context") or "")) for row in rows]


def wrong(row: Mapping[str, Any], reading: Reading) -> bool:
    """A violation that is allowed, or a permitted sentence that is not."""
    return bool((reading.action == "allow") == (row["label"] == "violation"))


def table(results: Sequence[Judged]) -> str:
    """Recall of violations and over-block, in all and by kind."""
    kinds: dict[str, list[Judged]] = defaultdict(list, {"all": list(results)})
    for row, reading in results:
        kinds[row["kind"]].append((row, reading))
    lines = [f"{'kind':18} {'violations caught':32} permitted not allowed"]
    for kind, rows in kinds.items():
        bad = [reading for row, reading in rows if row["label"] == "violation"]
        good = [reading for row, reading in rows if row["label"] == "permitted"]
        caught = sum(reading.action != "allow" for reading in bad)
        stopped = sum(reading.action != "allow" for reading in good)
        lines.append(f"{kind:18} {rate(caught, len(bad)):32} {rate(stopped, len(good))}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """0 when every violation is caught, else 1."""
    files, show = [Path(each) for each in arguments if not each.startswith("--")], "--show" in arguments
    corpus = load_corpus(CORPUS, CORPUS)
    second = None if "--rules" in arguments else second_reader(load(), corpus)
    rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
    results = judged(rows, Readers(corpus.limits, corpus.vocabulary, second))
    print(table(results))  # noqa: T201
    failures = [(row, reading) for row, reading in results if wrong(row, reading)]
    for row, reading in failures if show else []:
        print(row["id"], row["label"], reading.action, row["text"], *reading.reasons, sep=" | ")  # noqa: T201
    return int(any(row["label"] == "violation" for row, _ in failures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
