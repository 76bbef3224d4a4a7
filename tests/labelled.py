"""Every labelled sentence that the claim checker is held to: those of `judged.txt` and the open ones of the evals."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.limits import Reading, judge
from evals.sentences_report import CORPUS
from tests import judging, material

JUDGED = Path(__file__).with_name("judged.txt")
FILES = sorted((CORPUS.parent / "evals" / "sentences").glob("build*.yaml"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WANTED = {"V": ("block",), "v": ("block", "hold"), "P": ("allow",)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what may become of it, and the limits it is read against: the shipped ones, or the tests' four."""

    name: str
    text: str
    context: str
    wanted: tuple[str, ...]
    shipped: bool

    def read(self) -> Reading:
        if not self.shipped:
            return judging.read(self.text, self.context)
        return judge(self.text, material.shipped().limits, material.shipped().vocabulary, self.context)

    def right(self) -> bool:
        return self.read().action in self.wanted


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """The rows of the open files of the evals."""
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    return tuple(row for text in texts for row in yaml.load(text, _LOADER))


def lines() -> Iterator[tuple[str, str, str]]:
    """(label, context, text) of every line of `judged.txt`."""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line[:2] in ("V ", "v ", "P ", "p "):
            context, _, text = line[2:].rpartition(" ||| ")
            yield line[0], context.replace("\\n", "\n"), text


def sentences() -> list[Sentence]:
    """All of them, but those that `judged.txt` knows to be stopped wrongly."""
    listed = [
        Sentence(text, text, context, _WANTED[label], shipped=False)
        for label, context, text in lines()
        if label in _WANTED
    ]
    wanted = {"violation": ("block", "hold"), "permitted": ("allow",)}
    return listed + [
        Sentence(row["id"], row["text"], row.get("context") or "", wanted[row["label"]], shipped=True) for row in rows()
    ]
