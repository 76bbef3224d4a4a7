"""Reads labelled messages with the reader of identifiers and prints what it hides and what it spoils.

    python -m evals.privacy_report [build|held] [--show]

An identifier is hidden when no word of it is left in its message; a word of more is lost when it is no part of an
identifier, no title and no label. Rates come with Wilson 95% intervals. `--show` lists the faults: never for `held`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

from assistant.corpus import load_corpus
from assistant.privacy import redact
from assistant.understand import Understanding, readable
from evals.privacy_cases import Message, Reading, Redactor, messages, read
from evals.sentences_report import CORPUS, rate


def table(readings: Sequence[Reading]) -> str:
    """Recall by kind, the share of redactions that are right, and what the messages without identifiers lose."""
    given = Counter(kind for reading in readings for kind, _ in reading.message.marked)
    left = Counter(kind for reading in readings for kind, _ in reading.leaked)
    lines = [f"{kind:16} {rate(n - left[kind], n)}" for kind, n in sorted(given.items())]
    structured = given.total() - given["name"]
    lines.append(f"{'all but names':16} {rate(structured - left.total() + left['name'], structured)}")
    done, wrong = sum(reading.redactions for reading in readings), sum(reading.faults for reading in readings)
    free = [reading for reading in readings if not reading.message.marked]
    held = [reading for reading in readings if reading.message.marked]
    touched = sum(reading.redactions > 0 for reading in free)
    words = sum(len(text.split()) for reading in readings for text in reading.message.texts)
    lines.append(f"{'precision':16} {rate(done - wrong, done)}")
    lines.append(f"{'free, touched':16} {rate(touched, len(free))}")
    lines.append(f"{'with, spoilt':16} {rate(sum(bool(reading.lost) for reading in held), len(held))}")
    lines.append(f"{'words lost':16} {sum(len(reading.lost) for reading in readings)} of {words:,}")
    return "\n".join(lines)


def timed(sample: Sequence[Message], redactor: Redactor) -> tuple[list[Reading], str]:
    """The readings, and the milliseconds that a text takes."""
    times: list[float] = []

    def clocked(text: str) -> str:
        began = time.perf_counter()
        clean = redactor(text)
        times.append(1000 * (time.perf_counter() - began))
        return clean

    readings = [read(message, clocked) for message in sample]
    cuts = quantiles(times, n=100)
    return readings, f"a text: p50 {cuts[49]:.2f} ms, p95 {cuts[94]:.2f} ms, max {max(times):.1f} ms"


def faults(readings: Sequence[Reading]) -> list[str]:
    """The messages that leak or lose, and what."""
    return [
        f"{reading.message.id} {reading.message.style}: {' || '.join(reading.message.texts)}\n"
        f"    left: {[text for _, text in reading.leaked]} lost: {list(reading.lost)}"
        for reading in readings
        if reading.leaked or reading.lost or (reading.redactions and not reading.message.marked)
    ]


def main(half: str = "held", *arguments: str) -> None:
    """Print the table of one half."""
    known = Understanding(load_corpus(CORPUS, CORPUS)).known
    sample = messages(half)
    readings, took = timed(sample, lambda text: redact(readable(text), known)[0])
    print(f"{half} half, {len(sample)} messages\n{table(readings)}\n{took}")  # noqa: T201
    for fault in faults(readings) if "--show" in arguments and half != "held" else ():
        print(fault)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
