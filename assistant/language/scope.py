"""Who each clause is about: drugs, populations and diseases, its own or inherited from what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.language.carried import NOT_ITEM, carried_on, claims
from assistant.language.clauses import Clause, clauses
from assistant.language.company import former
from assistant.language.frame import Frame, State, Subject
from assistant.language.item import Item, verbal
from assistant.language.lexicon import words_of
from assistant.language.marking import Marker
from assistant.language.polarity import reversals
from assistant.language.questions import asserted, requests, sincere, unmarked, without_quoted_questions
from assistant.language.sentences import sentences

__all__ = ["Frame", "Subject", "frames"]

_BULLET = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_INLINE = re.compile(r"\s*1[.)]\s.*\s2[.)]\s")
_CHOICE = re.compile(
    r"\b(?:yes or no|true or false)\s*[:,?-]\s*(?=\w)|,?\s*\b(?:yes or no|or not)(?=\s*\?)", re.IGNORECASE
)
"""What only says how a question is to be answered."""

_GIVEN = frozenset({"cause", "concession", "aside"})
_JOINERS = words_of("joiners")
_WHERE = frozenset({"where", "in which", "for which", "in whom", "for whom"})
_YES = words_of("yes")


def frames(text: str, context: str, marker: Marker) -> tuple[Frame, ...]:
    """The frames of `text`, read after `context`."""
    state = State()
    for _ in _passage(context, marker, state):
        pass
    state.replying = bool(context.strip())
    return tuple(_passage(text, marker, state))


def _passage(text: str, marker: Marker, state: State) -> Iterator[Frame]:
    for line in text.split("\n"):
        if not line.strip():
            continue
        bullet = None if _INLINE.match(line) else _BULLET.match(line)
        body = _CHOICE.sub("", line[bullet.end() :] if bullet else line.strip().strip("#* "))
        spoken = [part for start, end in sentences(body) for part in _asked_apart(body[start:end])]
        for sentence, after in zip_longest(spoken, spoken[1:], fillvalue=""):
            yield from _sentence(sentence, after, marker, state)
        state.heading = _heading(body, marker, bool(bullet), state)


def _asked_apart(sentence: str) -> list[str]:
    """ "whats the dose?? my neuro says ...": a question ends at its mark, whatever letter follows."""
    return [sentence] if any(mark in sentence for mark in '"“”') else re.split(r"(?<=\?)\s+(?=[a-z])", sentence)


def _left_open(heading: Sequence[Item], items: Sequence[Item]) -> bool:
    """A fragment, or a "how" or "whether", under a heading like "What the review leaves open"."""
    asks = any("ASK" in item.tags for item in heading) and not reversals(heading)
    fragment = not any(map(verbal, items)) or items[0].text in ("how", "whether", "when", "which", "what")
    return asks and fragment


def _heading(body: str, marker: Marker, bullet: bool, state: State) -> tuple[Item, ...]:
    if bullet:
        return state.heading
    stripped = body.rstrip()
    return marker.mark(stripped.rstrip(":")) if not stripped.endswith((".", "!", "?")) else ()


def _sentence(sentence: str, after: str, marker: Marker, state: State) -> Iterator[Frame]:
    items, quoted = without_quoted_questions(_pointed_back(marker.mark(sentence), state.sentence))
    if quoted:
        state.question, state.quoted = quoted, True
        state.subject = _remembered(_named(Clause(quoted)), state.subject)
    asked = bool(items) and (any(item.text == "?" for item in items[-2:]) or unmarked(items))
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
        before = _within(state.subject, parts[:place], clause)
        ahead = replace(ahead, populations=frozenset()) if before is not state.subject else ahead
        subject = _inherited(own, before, ahead if not earlier else replace(ahead, drugs=frozenset()))
        frame = Frame(
            clause=clause,
            items=clause.items,
            subject=subject,
            own=own,
            asked=(asked and not leading and not (place and (clause.role in _GIVEN or _while(clause, items))))
            or (told and not place)
            or _left_open(state.heading, items),
            supposed=place + 1 < len(parts),
            sentence=items,
            conditions=conditions,
            following=tuple(item for part in parts[place + 1 :] for item in part.items) or _reply(after, marker),
            preceding=state.sentence,
            leading=leading,
        )
        if clause.role == "if" and place and _surprising(parts[place - 1].items):
            frame = replace(frame, items=(NOT_ITEM, *frame.items))
        frame = carried_on(frame, state)
        state.replying = False
        yield frame
        if clause.role != "contrast":
            state.subject = _remembered(subject, state.subject)
        elif place == 0:
            state.subject = replace(state.subject, populations=subject.populations)
        beside = clause.role in ("when", "if", "aside") and place and state.claim
        if (
            clause.role != "contrast"
            and not beside
            and (claims(frame.items) or any(item.opaque for item in frame.items))
        ):
            state.claim = frame.items
    state.question = (asserted(items) if leading else items) if asked else quoted
    state.quoted = bool(quoted) and not asked
    state.sentence = items


def _pointed_back(items: tuple[Item, ...], before: tuple[Item, ...]) -> tuple[Item, ...]:
    """ "The former", "the latter" of two drugs that the sentence before named."""
    whole = (*before, *items)
    return tuple(former(whole, len(before) + at) or item for at, item in enumerate(items))


def _while(clause: Clause, items: Sequence[Item]) -> bool:
    """ "Why ..., when it helps them?": what a "why" sets against what it asks."""
    return clause.role == "when" and any(item.text == "why" for item in items[:6])


def _surprising(items: Sequence[Item]) -> bool:
    """ "It would be surprising (if it helped)": it is not expected to."""
    return any(item.text.startswith("surpris") for item in items) and not reversals(items)


def _reply(sentence: str, marker: Marker) -> tuple[Item, ...]:
    """The next sentence, if it names no subject of its own and so speaks of this one ("No evidence supports this.")."""
    items = marker.mark(sentence) if sentence else ()
    return () if any(item.named("drugs") - {"other"} or item.named("populations") for item in items) else items


def _empty(clause: Clause) -> bool:
    """Whether the clause only joins what is around it ("However,")."""
    joins = {"PLAIN", "SURE", "CONCESSION", "CAUSE", "AND", "BUT"}
    content = any(not item.tags & joins or item.tags & {"AUX", "VERB"} or item.concepts for item in clause.items)
    return not content and clause.text not in _YES


def _named(clause: Clause) -> Subject:
    return Subject(
        clause.named("drugs"), clause.named("populations"), clause.named("diseases"), clause.named("studies")
    )


def _ahead(rest: Sequence[Clause]) -> Subject:
    """What the rest of the sentence names first."""
    drugs = next((named for clause in rest if (named := clause.named("drugs"))), frozenset[str]())
    populations = next((named for clause in rest if (named := clause.named("populations"))), frozenset[str]())
    return Subject(drugs, populations)


def _within(before: Subject, parts: Sequence[Clause], clause: Clause) -> Subject:
    """ "Unlike in CIDP, where it is the first choice": what a "where" speaks of is what stands just before it."""
    named = _named(parts[-1]) if parts and clause.items[0].text in _WHERE else Subject()
    if not (named.populations or named.diseases):
        return before
    return replace(before, populations=named.populations, diseases=named.diseases)


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
