"""Labelled messages for the reader of identifiers, and what one reading of a message left and lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.language.persons import TITLE
from assistant.language.words import fold
from assistant.privacy.numbers import NUMBERS
from assistant.privacy.places import PLACES

FOLDER = Path(__file__).parent / "privacy"
_MARKED = re.compile(r"\{(\w+):([^}]*)\}")
_TOKEN = re.compile(r"[^\W_]+")
_PLACE = re.compile(r"\[[a-z ]+\]")
_LABELS = frozenset(
    fold(word)
    for source in (*(pattern.regex.pattern for pattern in (*NUMBERS, *PLACES)), TITLE)
    for word in re.findall(r"(?<!\\)[^\W\d_]+", source)
) | frozenset(
    "patientennummer birthdate birthday née appt residing policy policies username residence".split()
) - frozenset("relapses months weeks years patients trials".split())
"""Titles and the words by which the patterns know an identifier: as well redacted as not."""


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message: its texts with the marks taken out, and the identifiers with their kinds."""

    id: str
    style: str
    texts: tuple[str, ...]
    marked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of a message left of its identifiers, and which other words it took."""

    message: Message
    leaked: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    redactions: int
    faults: int


Redactor = Callable[[str], str]


def messages(half: str) -> list[Message]:
    """The messages of `build` or `held`."""
    rows = yaml.safe_load((FOLDER / f"{half}.yaml").read_text(encoding="utf-8"))["messages"]
    return [_message(row["id"], row["style"], [*row.get("history", ()), row["text"]]) for row in rows]


def read(message: Message, redact: Redactor) -> Reading:
    """The message after the redactor, against its marks."""
    clean = [redact(text) for text in message.texts]
    left = _tokens(" ".join(_PLACE.sub(" ", text) for text in clean))
    told = _tokens(" ".join(message.texts))
    hidden = Counter(token for _, text in message.marked for token in _tokens(text).elements())
    leaked = tuple((kind, text) for kind, text in message.marked if _survives(text, left, told - hidden))
    lost = tuple((told - hidden - left).elements())
    lost = tuple(token for token in lost if token not in _LABELS)
    redactions = sum(len(_PLACE.findall(text)) for text in clean)
    return Reading(message, leaked, lost, redactions, min(redactions, len(lost)))


def _survives(text: str, left: Counter[str], allowed: Counter[str]) -> bool:
    """Whether a word of the identifier stands in what is left more often than the rest of the message has it.

    Where all its words are short (a name in spaced letters, a spaced number) most of them have to be gone.
    """
    long = [token for token in _tokens(text) if len(token) > 1]
    short = [token for token in _tokens(text) if len(token) == 1]
    if long:
        return any(left[token] > allowed[token] for token in long)
    return 2 * sum(left[token] > allowed[token] for token in short) > len(short)


def _tokens(text: str) -> Counter[str]:
    return Counter(fold(found.group()) for found in _TOKEN.finditer(text.replace("’", "'")))


def _message(name: str, style: str, texts: Sequence[str]) -> Message:
    marked = tuple(found for text in texts for found in _marks(text))
    return Message(name, style, tuple(_MARKED.sub(r"\2", text) for text in texts), marked)


def _marks(text: str) -> Iterator[tuple[str, str]]:
    return ((found[1], found[2]) for found in _MARKED.finditer(text))
