"""Who each clause is about: drugs, populations and diseases, its own or inherited from what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from assistant.language.clauses import Clause, clauses, verbal
from assistant.language.item import REVERSING, Item
from assistant.language.lexicon import words_of
from assistant.language.marking import Marker
from assistant.language.polarity import reversals
from assistant.language.questions import asserted, requests, sincere, without_quoted_questions
from assistant.language.sentences import sentences

Ids = frozenset[str]
_BULLET = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_CLAIMS = frozenset({"GOOD", "BAD", "FIRST", "LATER", "NORM", "ACT", "EVID", "LACK"})
_STRONG = frozenset({"GOOD", "BAD", "FIRST", "LATER", "NORM", "LACK"})
_GIVEN = frozenset({"cause", "concession", "aside"})
_YES = words_of("yes")
_JOINERS = words_of("joiners")
_NO = words_of("no")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about, as vocabulary ids."""

    drugs: Ids = frozenset()
    populations: Ids = frozenset()
    diseases: Ids = frozenset()
    studies: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause and what it speaks of."""

    clause: Clause
    items: tuple[Item, ...]
    """What is said: the clause's items, with those of the claim it carries on ("So did those with SPMS.")."""
    subject: Subject
    """Who and what it is about, inherited where it names nobody."""
    own: Subject
    """What it names itself."""
    asked: bool = False
    """It only asks."""
    supposed: bool = False
    """Other clauses of its sentence follow, so that an "if" only supposes."""
    sentence: tuple[Item, ...] = ()
    conditions: tuple[Item, ...] = ()
    """The items of the sentence's "if" and "when" clauses."""
    following: tuple[Item, ...] = ()
    """The items of the clauses after this one, and of the next sentence where this is the last."""
    leading: bool = False
    """It is what a leading question takes for granted."""


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
        spoken = [body[start:end] for start, end in sentences(body)]
        for sentence, after in zip_longest(spoken, spoken[1:], fillvalue=""):
            yield from _sentence(sentence, after, marker, state)
        state.heading = _heading(body, marker, bool(bullet), state)


def _heading(body: str, marker: Marker, bullet: bool, state: _State) -> tuple[Item, ...]:
    if bullet:
        return state.heading
    stripped = body.rstrip()
    return marker.mark(stripped.rstrip(":")) if not stripped.endswith((".", "!", "?")) else ()


def _sentence(sentence: str, after: str, marker: Marker, state: _State) -> Iterator[Frame]:
    items = without_quoted_questions(marker.mark(sentence))
    asked = bool(items) and any(item.text == "?" for item in items[-2:])
    leading = asked and not sincere(items)
    told = requests(items)
    parts = clauses(asserted(items) if leading else items)
    conditions = tuple(item for clause in parts if clause.role in ("if", "when") for item in clause.items)
    for place, clause in enumerate(parts):
        if _empty(clause) and (place or not state.question or clause.text in _JOINERS):
            continue
        own = _named(clause)
        ahead = _ahead(parts[place + 1 :])
        earlier = frozenset[str]().union(*(part.named("drugs") for part in parts[:place]))
        subject = _inherited(own, state.subject, ahead if not earlier else replace(ahead, drugs=frozenset()))
        frame = Frame(
            clause=clause,
            items=clause.items,
            subject=subject,
            own=own,
            asked=(asked and not leading and clause.role not in _GIVEN) or (told and not place),
            supposed=place + 1 < len(parts),
            sentence=items,
            conditions=conditions,
            following=tuple(item for part in parts[place + 1 :] for item in part.items) or _reply(after, marker),
            leading=leading,
        )
        if clause.role == "if" and place and any(item.text.startswith("surpris") for item in parts[place - 1].items):
            frame = replace(frame, items=(_NOT_ITEM, *frame.items))
        frame = _carried_on(frame, state)
        yield frame
        if clause.role != "contrast":
            state.subject = _remembered(subject, state.subject)
        elif place == 0:
            state.subject = replace(state.subject, populations=subject.populations)
        if _claims(frame.items) or any(item.opaque for item in frame.items):
            state.claim = frame.items
    state.question = (asserted(items) if leading else items) if asked else ()


def _reply(sentence: str, marker: Marker) -> tuple[Item, ...]:
    """The next sentence, if it names no subject of its own and so speaks of this one ("No evidence supports this.")."""
    items = marker.mark(sentence) if sentence else ()
    return () if any(item.named("drugs") or item.named("populations") for item in items) else items


def _empty(clause: Clause) -> bool:
    """Whether the clause only joins what is around it ("However,")."""
    joins = {"PLAIN", "SURE", "CONCESSION", "CAUSE", "AND", "BUT"}
    content = any(not item.tags & joins or item.tags & {"AUX", "VERB"} or item.concepts for item in clause.items)
    return not content and clause.text not in _YES


def _rejects(frame: Frame) -> bool:
    """Whether the clause only turns down what was said: "That is not true.", "but they are mistaken", "Wrong."."""
    claims = any(item.tags & {"GOOD", "BAD", "FIRST"} for item in frame.items)
    if frame.own.populations or len(frame.items) > 8 or claims:
        return False
    false = any("FALSE" in item.tags for item in frame.items)
    untrue = any(item.text in ("true", "right", "correct", "so", "case", "the case") for item in frame.items)
    return (false or untrue) and len(reversals(frame.items)) % 2 == 1 and not frame.own.drugs


def _named(clause: Clause) -> Subject:
    return Subject(
        clause.named("drugs"), clause.named("populations"), clause.named("diseases"), clause.named("studies")
    )


_ALIKE = words_of("alike")
_EFFECT = Item("helped", frozenset({"GOOD", "CORE", "VERB"}))


def _turns(frame: Frame, claim: Sequence[Item], bare: bool = False) -> bool:
    """ "In SPMS it did.", after something denied: the bare auxiliary affirms; so does "but not in SPMS"."""
    bare = bare or (
        any("AUX" in item.tags for item in frame.items) and not any(item.text in _ALIKE for item in frame.items)
    )
    return bare and bool(reversals(claim) or any("BAD" in item.tags for item in claim))


def _ahead(rest: Sequence[Clause]) -> Subject:
    """What the rest of the sentence names first."""
    drugs = next((named for clause in rest if (named := clause.named("drugs"))), frozenset[str]())
    populations = next((named for clause in rest if (named := clause.named("populations"))), frozenset[str]())
    return Subject(drugs, populations)


def _inherited(own: Subject, before: Subject, ahead: Subject) -> Subject:
    populations = own.populations or (frozenset() if own.diseases else before.populations or ahead.populations)
    diseases = own.diseases or (frozenset() if own.populations else before.diseases)
    return Subject(own.drugs or before.drugs | ahead.drugs, populations, diseases, own.studies or before.studies)


def _remembered(subject: Subject, before: Subject) -> Subject:
    return replace(
        subject,
        drugs=subject.drugs or before.drugs,
        populations=subject.populations if subject.populations or subject.diseases else before.populations,
    )


def _claims(items: Sequence[Item]) -> bool:
    """Whether the items say something by themselves: a claim word, with a verb unless it is a strong one."""
    if any(item.text == "so" for item in items[-1:]):
        return False
    verb = any(verbal(item) for item in items)
    return any(item.tags & (_CLAIMS if verb else _STRONG) for item in items)


def _carried_on(frame: Frame, state: _State) -> Frame:
    """A clause that says nothing by itself says what came before: the question, the heading, the last claim."""
    text = frame.clause.text.rstrip("?").strip()
    if state.question and (text in _YES or text in _NO):
        return _answer(frame, state, yes=text in _YES)
    if state.claim and _rejects(frame):
        return replace(frame, items=(_NOT_ITEM, *state.claim))
    if frame.clause.role == "contrast" and _contrasted(frame, state):
        return replace(frame, items=(*frame.items, _EFFECT))
    if state.question and _opinion(frame):
        bad = len(reversals(frame.items)) + any("BAD" in item.tags for item in frame.items)
        return _answer(frame, state, yes=bad % 2 == 0)
    if _claims(frame.items) or frame.clause.role == "contrast":
        return frame
    if "otherwise" in text.split() and not any("ASK" in item.tags for item in frame.items):
        return replace(frame, items=(_NOT_ITEM, *state.claim))
    base = state.heading or state.question or (state.claim if _elliptical(frame) else ())
    if not base:
        return frame
    if reversals(frame.items) and state.heading and text not in _NO:
        return frame
    if not reversals(frame.items) and base is state.claim and _turns(frame, base):
        return replace(frame, items=(*frame.items, _EFFECT))
    own = tuple(item for item in frame.items if not item.tags & REVERSING)
    denied = (_NOT_ITEM,) if len(reversals(frame.items)) % 2 else ()
    return replace(frame, items=(*denied, *own, *_statement(base)), asked=False)


def _contrasted(frame: Frame, state: _State) -> bool:
    """ "... does nothing, unlike IVIG": what is denied of the one is affirmed of the other."""
    if frame.own.populations and not frame.own.drugs:
        return _turns(frame, state.claim, bare=True)
    opening = frame.sentence[: len(frame.items)] == frame.items
    other = frame.following if opening else tuple(item for item in frame.sentence if item not in frame.items)
    rivals = any(item.named("drugs") - frame.own.drugs for item in other)
    return bool(frame.own.drugs) and rivals and _turns(frame, other, bare=True)


def _opinion(frame: Frame) -> bool:
    """ "A good idea.", "Bad idea.": approval or not of what was asked."""
    own = frame.own
    short = len(frame.items) <= 4 and not any(verbal(item) for item in frame.items)
    named = own.drugs or own.populations or own.diseases or any(item.named("outcomes") for item in frame.items)
    return short and not named and any(item.tags & {"GOOD", "BAD"} for item in frame.items)


def _answer(frame: Frame, state: _State, yes: bool) -> Frame:
    if not state.question:
        return frame
    said = _statement(state.question)
    return replace(frame, items=(*frame.items, *said) if yes else (_NOT_ITEM, *said), asked=False)


def _elliptical(frame: Frame) -> bool:
    """A new subject for the last claim ("So did those with SPMS.") or a bare auxiliary ("It does.")."""
    if "REL" in frame.items[0].tags:
        return False
    if any(item.text in _ALIKE for item in frame.items) and frame.own.populations:
        return True
    if any(item.opaque or ("VERB" in item.tags and "AUX" not in item.tags) for item in frame.items):
        return False
    return bool(frame.own.populations or frame.own.drugs) or all(
        item.tags & {"PLAIN", "AUX", "NOT", "BUT", "AND"} for item in frame.items
    )


_NOT_ITEM = Item("not", frozenset({"NOT"}))


def _statement(question: Sequence[Item]) -> tuple[Item, ...]:
    """The claim without what restricts it to its first subject."""
    return tuple(item for item in question if item.text != "?" and not item.tags & {"ONLY", "ALL"})
