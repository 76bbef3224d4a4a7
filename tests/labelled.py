"""Every labelled sentence that the claim checker is held to: those of `judged.txt` and the open ones of the evals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.vocabulary import Vocabulary
from assistant.limits import Limit
from evals.sentences_report import CORPUS
from tests import judging, material

JUDGED = Path(__file__).with_name("judged.txt")
FILES = sorted((CORPUS.parent / "evals" / "sentences").glob("build*.yaml"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the limits it is read against: the shipped ones, or the tests' four."""

    name: str
    text: str
    context: str
    limits: Sequence[Limit]
    vocabulary: Vocabulary


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


def sentences() -> Iterator[Sentence]:
    """All of them."""
    four, vocabulary, corpus = judging.FOUR, judging.vocabulary(), material.shipped()
    for _, context, text in lines():
        yield Sentence(text, text, context, four, vocabulary)
    for row in rows():
        yield Sentence(row["id"], row["text"], row.get("context") or "", corpus.limits, corpus.vocabulary)
