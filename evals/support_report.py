"""Reads grounded and hallucinated sentences with the support check and prints how often it is right.

    python -m evals.support_report pubmedqa.jsonl [build|held] [--rules]

Beside it a plain overlap baseline, its threshold chosen on the build half. A hallucinated sentence is caught when it
is not `supported`. Balanced accuracy is the mean of the two rates. Rates come with Wilson 95% intervals. `--rules`
leaves the learned reader out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from statistics import quantiles

from assistant.bootstrap import abstract_reader
from assistant.corpus import load_corpus
from assistant.language.vocabulary import Vocabulary
from assistant.ports import AbstractReader
from assistant.settings import load as settings
from assistant.support import support
from evals.sentences_report import CORPUS, rate
from evals.support_cases import Half, Row, answers, invented, load, overlap, passages, rows, short, told, written

Reader = Callable[[Row], bool]


def balanced(sample: Sequence[Row], reader: Reader) -> float:
    """The mean of the share of grounded rows accepted and of hallucinated ones refused."""
    accepted = [reader(row) for row in sample if row.grounded]
    refused = [not reader(row) for row in sample if not row.grounded]
    return (sum(accepted) / len(accepted) + sum(refused) / len(refused)) / 2


def threshold(sample: Sequence[Row]) -> float:
    """The overlap from which a row counts as grounded that does best on the sample."""
    shares = [(overlap(row.text, row.quotes), row.grounded) for row in sample]
    right = sum(grounded for _, grounded in shares)

    def score(least: float) -> float:
        accepted = sum(share >= least for share, grounded in shares if grounded) / right
        return accepted + sum(share < least for share, grounded in shares if not grounded) / (len(shares) - right)

    return max((place / 50 for place in range(51)), key=score)


def table(sample: Sequence[Row], reader: Reader, baseline: Reader) -> str:
    """Both readers by kind of row, and in all."""
    ours = {id(row): reader(row) == row.grounded for row in sample}
    plain = {id(row): baseline(row) == row.grounded for row in sample}
    lines = [f"{'kind':24} {'right':30} overlap baseline"]
    for kind in dict.fromkeys((row.grounded, row.kind) for row in sample):
        same = [id(row) for row in sample if (row.grounded, row.kind) == kind]
        name = f"{'grounded' if kind[0] else 'changed'} {kind[1]}"
        lines.append(
            f"{name:24} {rate(sum(ours[row] for row in same), len(same)):30} "
            f"{rate(sum(plain[row] for row in same), len(same))}"
        )
    lines.append(f"{'balanced accuracy':24} {balanced(sample, reader):<30.3f} {balanced(sample, baseline):.3f}")
    return "\n".join(lines)


def read(
    sample: Sequence[Row], vocabulary: Vocabulary, reader: AbstractReader | None
) -> tuple[dict[int, bool], list[float]]:
    """Whether each row is supported, by its identity, and the milliseconds that each took."""
    times: list[float] = []
    verdicts: dict[int, bool] = {}
    for row in sample:
        began = time.perf_counter()
        verdicts[id(row)] = support(row.text, row.quotes, vocabulary, reader=reader).verdict == "supported"
        times.append(1000 * (time.perf_counter() - began))
    return verdicts, times


def by(verdicts: dict[int, bool]) -> Reader:
    """A reader that has read before."""
    return lambda row: verdicts[id(row)]


def main(path: str, half: Half = "held", rules: str = "") -> None:
    """Print a table for each set of rows, and the time a text takes."""
    reader = None if rules else abstract_reader(settings())
    vocabulary = load_corpus(CORPUS, CORPUS).vocabulary
    items, times = load(Path(path)), []
    for name, build, sample in (
        ("made", rows(items, "build"), rows(items, half)),
        ("written", written(items, "build"), written(items, half)),
        ("answer", answers(items, "build"), answers(items, half)),
        ("told", told(items, "build"), told(items, half)),
        ("invented", [*chain(*invented("build"))], [*chain(*invented(half))]),
        ("passage", passages("build"), passages(half)),
        ("short", short("build"), short(half)),
    ):
        least = threshold(build)
        verdicts, took = read(sample, vocabulary, reader)
        times += took
        plain = {id(row): overlap(row.text, row.quotes) >= least for row in sample}
        print(f"{half} half, {len(sample)} {name} rows; baseline: overlap >= {least:.2f}")  # noqa: T201
        print(table(sample, by(verdicts), by(plain)), end="\n\n")  # noqa: T201
        wholes = [row for row in sample if row.kind == "whole answer" or (name == "written" and not row.grounded)]
        if name in ("made", "written"):
            ours, theirs = balanced(wholes, by(verdicts)), balanced(wholes, by(plain))
            print(f"whole answers only: {ours:.3f}, baseline {theirs:.3f}\n")  # noqa: T201
    cuts = quantiles(times, n=100)
    print(f"a text: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
