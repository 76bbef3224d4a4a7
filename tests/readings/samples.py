"""What is read, and how a reading is written: sentences before the limits, questions, texts with identifiers.

An entry begins with its sample's name; its further lines are set in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, partial
from itertools import chain
from pathlib import Path
from textwrap import shorten

from assistant.inquiry import Asking, Inquiry
from assistant.language.frame import Frame, Subject
from assistant.language.numbers import numbers
from assistant.language.polarity import reversals, sign
from assistant.language.quantities import Quantity, quantities
from assistant.language.scope import frames
from assistant.language.sentences import sentences
from assistant.limits import readings
from assistant.limits.judge import marker_of
from assistant.limits.touched import touched
from assistant.privacy import redact_together
from evals.case import Asked, Pair
from evals.loading import load
from evals.privacy_cases import messages
from evals.support_cases import invented
from tests import labelled, understanding

_SIGNS = {1: "+", 0: "?", -1: "-"}
_WORD = re.compile(r"\w+")
_ENTRY = re.compile(r"\n(?! )")


@dataclass(frozen=True, slots=True)
class Sample:
    """Something to be read; `entry` reads it and writes what it is read as."""

    name: str
    read: Callable[[], str]

    def entry(self) -> str:
        return f"{self.name} {self.read()}".replace(" \n", "\n").replace("\n", "\n  ")


def file(kind: str) -> Path:
    """Where the readings of one kind are recorded."""
    return Path(__file__).with_name(f"{kind}.txt")


def recorded(kind: str) -> list[str]:
    """The entries of a kind's file, one for each of its samples."""
    return _ENTRY.split(file(kind).read_text(encoding="utf-8").rstrip("\n"))


@cache
def samples(kind: str) -> tuple[Sample, ...]:
    """All of one kind, in its file's order."""
    return tuple(KINDS[kind]())


def _verdicts() -> Iterator[Sample]:
    for sentence in labelled.sentences():
        yield Sample(shorten(sentence.name, 80, placeholder=" ..."), partial(_verdict, sentence))


def _verdict(sentence: labelled.Sentence) -> str:
    """For each clause the first letter of what each limit makes of it; after "~" the limits that it leans on."""
    read = (sentence.text, sentence.limits, sentence.vocabulary, sentence.context)
    clauses = "/".join("".join(reading.action[0] for reading in clause) for clause in readings(*read))
    leans = touched(*read)
    return " ".join([clauses, *(["~", *sorted(leans)] if leans else [])])


def _parses() -> Iterator[Sample]:
    for sentence in labelled.sentences():
        yield Sample(shorten(sentence.name, 80, placeholder=" ..."), partial(_parse, sentence))


def _parse(sentence: labelled.Sentence) -> str:
    """Its clauses, a line each: how it stands, whom it is about ("=" where it names nobody itself), and its words.

    Where something in it reverses, "+", "-" and "?" tell how each word that means something stands.
    """
    marker = marker_of(sentence.vocabulary)
    return "\n".join(map(_clause, frames(sentence.text, sentence.context, marker)))


def _clause(frame: Frame) -> str:
    how = [frame.clause.role, *(name for name in ("asked", "supposed", "leading") if getattr(frame, name))]
    about = [
        ("" if own else "=") + " ".join(sorted(all_))
        for own, all_ in zip(_ids(frame.own), _ids(frame.subject), strict=True)
        if all_
    ]
    turned = bool(list(reversals(frame.items)))
    words = [
        item.text + (_SIGNS[sign(frame.items, at)] if turned and item.tags else "")
        for at, item in enumerate(frame.items)
    ]
    return f"{' '.join(how)} [{', '.join(about)}] {' '.join(words)}"


def _ids(subject: Subject) -> tuple[frozenset[str], ...]:
    return (subject.drugs, subject.populations, subject.diseases, subject.studies)


def _inquiries() -> Iterator[Sample]:
    names = dict[tuple[str, tuple[tuple[str, str], ...]], str]()
    for one in _asked():
        names.setdefault((one.question, tuple((turn.role, turn.text) for turn in one.history)), one.id)
    for row in labelled.messages():
        names.setdefault((row["text"], tuple(map(tuple, row.get("history", ())))), shorten(row["text"], 80))
    for (question, history), name in names.items():
        yield Sample(name, partial(_inquiry, question, history))


def _asked(*suites: str) -> Iterator[Asked]:
    """Every question of the suites."""
    for case in chain.from_iterable(suite.cases for suite in load(suites)):
        if isinstance(case, Asked | Pair):
            yield from case.sides() if isinstance(case, Pair) else [case]


def _inquiry(question: str, history: Sequence[tuple[str, str]]) -> str:
    inquiry = understanding.understood(question, *history)
    askings = (
        _told(asking, "text", *(["query"] if _said(asking.query, question) else [])) for asking in inquiry.askings
    )
    return "\n".join([_told(inquiry, "question", "askings"), *askings])


def _said(query: str, question: str) -> bool:
    """Whether the query is the question's own words."""
    return " ".join(_WORD.findall(query.casefold())) in " ".join(_WORD.findall(question.casefold()))


def _told(value: Asking | Inquiry, *left_out: str) -> str:
    """What is not as it is by default, but for some fields."""
    held = [(field.name, getattr(value, field.name)) for field in fields(value) if field.name not in left_out]
    return "; ".join(name if told is True else f"{name} {_plain(told)}" for name, told in held if told)


def _plain(told: object) -> str:
    if isinstance(told, Mapping):
        return ", ".join(f"{count} {kind}" for kind, count in told.items())
    if isinstance(told, frozenset):
        return ", ".join(sorted(told))
    return ", ".join(told) if isinstance(told, tuple) else str(told)


def _redactions() -> Iterator[Sample]:
    for case in _asked("privacy"):
        yield Sample(case.id, partial(_redacted, [*(turn.text for turn in case.history), case.question]))
    for message in messages("build"):
        yield Sample(message.id, partial(_redacted, message.texts))
    for row in labelled.messages():
        yield Sample(
            shorten(row["text"], 80), partial(_redacted, [text for _, text in row.get("history", ())] + [row["text"]])
        )


def _redacted(texts: Sequence[str]) -> str:
    """The texts of one conversation without what identifies somebody."""
    return "\n".join(clean for clean, _ in redact_together(texts, understanding.reader().known))


def _figures() -> Iterator[Sample]:
    for text in dict.fromkeys(told[start:end] for told in _numbered() for start, end in sentences(told)):
        yield Sample(shorten(text, 80, placeholder=" ..."), partial(_measured, text))


def _numbered() -> Iterator[str]:
    """Texts that tell figures: the labelled sentences, and a third of the made-up abstracts with their answers."""
    yield from (sentence.text for sentence in labelled.sentences() if numbers(sentence.text))
    for rows in invented("build")[::3]:
        yield from (*rows[0].quotes, *(row.text for row in rows))


def _measured(text: str) -> str:
    """Each figure of a sentence, with the words that are its own, and after "~" those that it shares with others."""
    return "\n".join(map(_figure, quantities(text)))


def _figure(one: Quantity) -> str:
    own, shared = (" ".join(sorted(stem for stem, weight in one.labels.items() if weight == each)) for each in (1, 0.6))
    what = (*map(str, one.values), one.unit, one.period, one.comparator, one.kind)
    return " ".join(filter(None, [*what, ":", own, shared and f"~ {shared}"]))


KINDS: Mapping[str, Callable[[], Iterator[Sample]]] = {
    "verdicts": _verdicts,
    "parses": _parses,
    "figures": _figures,
    "inquiries": _inquiries,
    "redactions": _redactions,
}
