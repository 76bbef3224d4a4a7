"""Every open labelled sentence: those of `judged.txt`, those of the evals to build on and to learn from, and a few that
are only recorded (`readings/needed.yaml`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from assistant.language.vocabulary import Vocabulary
from assistant.limits import Limit
from evals.sentences_report import CORPUS
from tests import judging, material

JUDGED = Path(__file__).with_name("judged.txt")
NEEDED = Path(__file__).parent / "readings" / "needed.yaml"
MESSAGES = NEEDED.with_name("messages.yaml")
_SENTENCES = CORPUS.parent / "evals" / "sentences"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _read(file: Path) -> list[dict[str, Any]]:
    return list(yaml.load(file.read_text(encoding="utf-8"), _LOADER))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the limits it is read against: the shipped ones, or the tests' four."""

    name: str
    text: str
    context: str
    limits: Sequence[Limit]
    vocabulary: Vocabulary


@cache
def rows(name: str = "build") -> tuple[dict[str, Any], ...]:
    """The rows of the evals' files of that name and a number: those that the rules were built on, or "learned"."""
    return tuple(row for file in sorted(_SENTENCES.glob(f"{name}*.yaml")) for row in _read(file))


def messages() -> list[dict[str, Any]]:
    """The messages that are only recorded: text, and the turns before it as (role, text) where there are any."""
    return _read(MESSAGES)


def lines() -> Iterator[tuple[str, str, str]]:
    """(label, context, text) of every line of `judged.txt`."""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line[:2] in ("V ", "v ", "P ", "p "):
            context, _, text = line[2:].rpartition(" ||| ")
            yield line[0], context.replace("\\n", "\n"), text


def sentences() -> Iterator[Sentence]:
    """All of them."""
    four, vocabulary, corpus = judging.FOUR, judging.vocabulary(), material.shipped()
    for _, context, text in lines():
        yield Sentence(text, text, context, four, vocabulary)
    for row in chain(rows("build"), rows("learned"), _read(NEEDED)):
        yield Sentence(row["id"], row["text"], row.get("context") or "", corpus.limits, corpus.vocabulary)
