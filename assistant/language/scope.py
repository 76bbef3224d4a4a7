"""Who each clause is about: drugs, populations and diseases, its own or inherited from what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.language.clauses import Clause, clauses
from assistant.language.lexicon import YES
from assistant.language.marking import Item, Marker
from assistant.language.polarity import reversals
from assistant.language.questions import asserted, sincere, without_quoted_questions
from assistant.language.sentences import sentences

Ids = frozenset[str]
_BULLET = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_CLAIMS = frozenset({"GOOD", "BAD", "FIRST", "LATER", "NORM", "ACT", "EVID"})
_NO = frozenset({"no", "not at all", "never", "none", "neither", "nope", "it does not", "not really", "it is not"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about, as vocabulary ids."""

    drugs: Ids = frozenset()
    populations: Ids = frozenset()
    diseases: Ids = frozenset()
    studies: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause with its subject. `own` is what it names itself; `asked` when it only asks; `assumed` when the clause
    carries on another one's claim ("So did those with SPMS."), whose items then stand in `items`."""

    clause: Clause
    items: tuple[Item, ...]
    subject: Subject
    own: Subject
    asked: bool = False
    supposed: bool = False
    sentence: tuple[Item, ...] = ()
    conditions: tuple[Item, ...] = ()


@dataclass
class _State:
    subject: Subject = field(default_factory=Subject)
    claim: tuple[Item, ...] = ()
    question: tuple[Item, ...] = ()
    heading: tuple[Item, ...] = ()


def frames(text: str, context: str, marker: Marker) -> tuple[Frame, ...]:
    """The frames of `text`, read after `context`."""
    state = _State()
    for _ in _passage(context, marker, state):
        pass
    return tuple(_passage(text, marker, state))


def _passage(text: str, marker: Marker, state: _State) -> Iterator[Frame]:
    for line in text.split("\n"):
        if not line.strip():
            continue
        bullet = _BULLET.match(line)
        body = line[bullet.end() :] if bullet else line.strip().strip("#* ")
        spans = sentences(body)
        for start, end in spans:
            yield from _sentence(body[start:end], marker, state, bool(bullet) or not state.question)
        state.heading = _heading(body, marker, bool(bullet), state)


def _heading(body: str, marker: Marker, bullet: bool, state: _State) -> tuple[Item, ...]:
    if bullet:
        return state.heading
    stripped = body.rstrip()
    return marker.mark(stripped.rstrip(":")) if not stripped.endswith((".", "!", "?")) else ()


def _sentence(sentence: str, marker: Marker, state: _State, may_continue: bool) -> Iterator[Frame]:
    items = without_quoted_questions(marker.mark(sentence))
    asked = bool(items) and any(item.text == "?" for item in items[-2:])
    leading = asked and not sincere(items)
    parts = clauses(asserted(items) if leading else items)
    conditions = tuple(item for clause in parts if clause.role in ("if", "when") for item in clause.items)
    for place, clause in enumerate(parts):
        own = _named(clause)
        ahead = _ahead(parts[place + 1 :])
        subject = _inherited(own, state.subject, ahead)
        frame = Frame(clause, clause.items, subject, own, asked and not leading, place + 1 < len(parts), items, conditions)
        frame = _carried_on(frame, state)
        yield frame
        state.subject = _remembered(subject, state.subject)
        if _claims(frame.items):
            state.claim = frame.items
    state.question = items if asked else ()


def _named(clause: Clause) -> Subject:
    return Subject(clause.named("drugs"), clause.named("populations"), clause.named("diseases"), clause.named("studies"))


def _ahead(rest: Sequence[Clause]) -> Subject:
    """What the rest of the sentence names first."""
    drugs = next((named for clause in rest if (named := clause.named("drugs"))), frozenset[str]())
    populations = next((named for clause in rest if (named := clause.named("populations"))), frozenset[str]())
    return Subject(drugs, populations)


def _inherited(own: Subject, before: Subject, ahead: Subject) -> Subject:
    populations = own.populations or (frozenset() if own.diseases else before.populations or ahead.populations)
    diseases = own.diseases or (frozenset() if own.populations else before.diseases)
    return Subject(own.drugs or before.drugs or ahead.drugs, populations, diseases, own.studies or before.studies)


def _remembered(subject: Subject, before: Subject) -> Subject:
    return replace(
        subject,
        drugs=subject.drugs or before.drugs,
        populations=subject.populations if subject.populations or subject.diseases else before.populations,
    )


def _claims(items: Sequence[Item]) -> bool:
    return any(item.tags & _CLAIMS for item in items)


def _carried_on(frame: Frame, state: _State) -> Frame:
    """A clause that says nothing by itself says what came before: the question, the heading, the last claim."""
    text = frame.clause.text.rstrip("?").strip()
    if _claims(frame.items) or frame.clause.role == "contrast":
        return frame if text not in YES else _answer(frame, state, yes=True)
    if state.question and (text in YES or text in _NO):
        return _answer(frame, state, yes=text in YES)
    base = state.heading or state.question or (state.claim if _elliptical(frame) else ())
    if not base:
        return frame
    if reversals(frame.items):
        return frame if state.heading and text not in _NO else replace(frame, items=(*frame.items, *base))
    return replace(frame, items=(*frame.items, *_statement(base)), asked=False)


def _answer(frame: Frame, state: _State, yes: bool) -> Frame:
    if not state.question:
        return frame
    said = _statement(state.question)
    return replace(frame, items=said if yes else (_NOT_ITEM, *said), asked=False)


def _elliptical(frame: Frame) -> bool:
    """A new subject for the last claim ("So did those with SPMS.") or a bare auxiliary ("It does.")."""
    return bool(frame.own.populations or frame.own.drugs) or all(item.tags & {"PLAIN", "AUX", "NOT"} for item in frame.items)


_NOT_ITEM = Item("not", frozenset({"NOT"}))


def _statement(question: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in question if item.text != "?")
