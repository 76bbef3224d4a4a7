"""Which limits a message leans on: all of its sentences read as if each were said as a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.scope import Frame, frames
from assistant.language.vocabulary import Vocabulary
from assistant.limits.claims import Case, treatment_follows
from assistant.limits.judge import marker_of
from assistant.limits.load import Limit, Predicate
from assistant.limits.rules import RULES
from assistant.values import Concepts

_EVENT = "relapse"
_COUNTED = words_of("counted") - {"had", "having", "up", "down", "confirmed", "continue"}
_COUNTED |= words_of("totals")
_SPOKEN_OF = (words_of("generic") | words_of("treatment")) - words_of("carriers")
_OTHERS = words_of("others") | words_of("other-things")
_TIMES = words_of("times")
_OVER = words_of("vanishing") | words_of("over")
_ASSENTS = words_of("assents")
"""Words of what is usual that more often ask for assent."""

_EVERYBODY = words_of("everybody")
_QUEUES = words_of("queues")
_AIMS = ("outcome", "endpoint", "end point", "yardstick", "result", "weakness", "aim")
_PERIODS = words_of("periods")
_STEADY = words_of("steady")
_BEGUN = words_of("begun")
_LEADS_ON = words_of("leads-on")
_SUDDEN = frozenset({"suddenly", "sudden"})
_QUANTITY = re.compile(r"\d\s*(?:g|mg|grams?|milligrams?)\b")
_WEIGHT = re.compile(r"\b\d{2,3}\s*(?:kg|kgs|kilos?|kilograms?)\b(?!\s*/)", re.IGNORECASE)
"""What somebody weighs, which is told to have a dose worked out."""


@dataclass(frozen=True, slots=True)
class _Message:
    """A message's clauses before one limit."""

    cases: tuple[Case, ...]
    text: str
    about: Concepts
    """What it asks of, with what it borrowed."""


def touched(
    text: str, limits: Sequence[Limit], vocabulary: Vocabulary, context: str = "", about: Concepts = frozenset()
) -> frozenset[str]:
    """Ids of the limits that `text`, said after `context`, would come up against were all of it asserted.

    Whether it affirms, denies or asks does not matter: its topic has come up. A place among treatments is read only
    where no limit on a narrower subject is touched.
    """
    said = [replace(frame, asked=False, leading=False) for frame in frames(text, context, marker_of(vocabulary))]
    ids: set[str] = set()
    for limit in sorted(limits, key=lambda each: tuple(_READERS).index(each.forbids.predicate)):
        kind = limit.forbids.predicate
        cases = tuple(Case(frame, limit, vocabulary) for frame in said)
        narrower = ids or (about & _topics(limits, vocabulary))
        if (kind != "first-line" or not narrower) and _READERS[kind](_Message(cases, text, about)):
            ids.add(limit.id)
    return frozenset(ids)


def _topics(limits: Sequence[Limit], vocabulary: Vocabulary) -> Concepts:
    """What the limits on a narrower subject than order are about."""
    narrow = (vocabulary.narrower(limit.topic) for limit in limits if limit.forbids.predicate != "first-line")
    return frozenset[str]().union(*narrow)


def _breaks(case: Case, *actions: str) -> bool:
    return RULES[case.limit.forbids.predicate](case).action in actions


def _usual(case: Case) -> bool:
    """Whether the clause itself has a word for what is usual, right or recommended, and speaks of the drug."""
    items = case.frame.clause.items
    normal = any("NORM" in item.tags and item.text not in _ASSENTS for item in items)
    done = any(item.text in _EVERYBODY for item in items) and any("ACT" in item.tags for item in items)
    return (normal or done) and case.about_drug()


def _standard_practice(message: _Message) -> bool:
    """The event is spoken of as being treated, and something is called usual or is done for it."""
    events = frozenset(message.cases[0].limit.forbids.population) if message.cases else frozenset[str]()
    if not (message.about & events or any(_under_way(case) or _begun(case, message.about) for case in message.cases)):
        return False
    return any(_done_for_it(case, events) for case in message.cases)


def _done_for_it(case: Case, events: Concepts) -> bool:
    frame = case.frame
    if frame.own.studies or _of_others(frame) or any(item.named("arms") for item in frame.sentence):
        return False
    if _usual(case) and not _of_dose(frame):
        return True
    people = replace(frame.subject, populations=frame.subject.populations | events)
    return bool(frame.own.drugs) and _breaks(replace(case, frame=replace(frame, subject=people)), "block")


def _of_others(frame: Frame) -> bool:
    """Whether another disease is spoken of, and not somebody who has both."""
    return bool(frame.subject.diseases) and not frame.subject.populations


def _under_way(case: Case) -> bool:
    """Whether the clause names the event, not counting, preventing or lacking it, or tells of something sudden."""
    items = case.frame.clause.items
    if case.frame.own.populations & case.family or any(item.text in _SUDDEN for item in items):
        return True
    places = [place for place, item in enumerate(items) if _names_event(case, item)]
    counted = any(_COUNTED & {*item.text.split()} or item.tags & {"RISK", "NUMBER"} for item in items)
    return bool(places) and not counted and not any(_denied(items, place) for place in places)


def _begun(case: Case, about: Concepts) -> bool:
    """ "once it has begun", of the event spoken of before."""
    when = case.frame.clause.role in ("when", "if") and not case.frame.own.drugs
    begun = any(item.text in _BEGUN for item in case.frame.clause.items)
    return when and begun and bool(about & case.vocabulary.narrower(_EVENT))


def _names_event(case: Case, item: Item) -> bool:
    return bool(item.named("outcomes") & case.vocabulary.narrower(_EVENT))


def _denied(items: Sequence[Item], place: int) -> bool:
    """ "without a single attack", "the attacks have burnt out", "used to get attacks"."""
    before, after = words_before(items, place, 4), words_after(items, place, 4)
    free = {"free", "freedom", "no", "without", "never"} & {*items[place].text.split()}
    ended = any("LACK" in item.tags or _OVER & {*item.text.split()} for item in after)
    past = any(item.text in ("used", "used to") for item in before)
    return (
        bool(free)
        or ended
        or past
        or any(item.tags & REVERSING or item.text.startswith("independent") for item in before)
    )


def _established_dose(message: _Message) -> bool:
    """A dose is spoken of as the usual or right one, ordered, or wanted for somebody's weight."""
    if _WEIGHT.search(message.text):
        return True
    vocabulary = message.cases[0].vocabulary if message.cases else None
    dosed = (
        any(message.about & vocabulary.wider(topic) for case in message.cases[:1] for topic in case.limit.raised_by)
        if vocabulary
        else False
    )
    return any(
        (_breaks(case, "block") and not _only_asked_if_right(case.frame.clause.items))
        or _right_dose(case.frame.clause.items)
        or (_usual(case) and (dosed or _of_dose(case.frame)))
        for case in message.cases
    )


def _only_asked_if_right(items: Sequence[Item]) -> bool:
    """ "Is 0.4 mg/kg right?": of what is printed, for nobody."""
    assents = [item.text in _ASSENTS for item in items if "NORM" in item.tags]
    return bool(assents) and all(assents) and not any(item.text == "for" or item.named("populations") for item in items)


def _right_dose(items: Sequence[Item]) -> bool:
    """ "the correct quantity", "the right dose"."""
    return any(
        "NORM" in item.tags and any("DOSEWORD" in step.tags for step in words_after(items, place, 2))
        for place, item in enumerate(items)
    )


def _of_dose(frame: Frame) -> bool:
    dosed = any("DOSEWORD" in item.tags or item.text in ("amounts", "quantities") for item in frame.sentence)
    return dosed or bool(_QUANTITY.search(frame.clause.text))


def _benefit(message: _Message) -> bool:
    """Somebody is told to decline without the event, as the limit's populations do (their names need no reading)."""
    sentences = [case.frame.sentence for case in message.cases]
    if any(case.frame.own.studies or _of_others(case.frame) for case in message.cases):
        return False
    free = any(
        _denied(case.frame.sentence, place)
        for case in message.cases
        for place, item in enumerate(case.frame.sentence)
        if _names_event(case, item)
    )
    return free and any(map(_declines, sentences))


def _declines(items: Sequence[Item]) -> bool:
    """ "creeps", "a steady loss of function", "worse every year"."""
    if any("DECLINES" in item.tags or item.text in ("accrual", "slide") for item in items):
        return True
    less = any(item.tags & {"LESS", "BAD"} or item.text in ("down", "worse", "loss") for item in items)
    return less and any(
        item.text in _STEADY
        or (item.text in ("every", "each") and any(step.text in _PERIODS for step in words_after(items, place, 2)))
        for place, item in enumerate(items)
    )


def _first_line(message: _Message) -> bool:
    """The drug is put first, among the first or in place of what comes first."""
    return any(_ordered(case) for case in message.cases)


def _ordered(case: Case) -> bool:
    """Whether the clause itself has a word of order for the drug or for a treatment, not for a trial or an outcome."""
    items, sentence = case.frame.clause.items, case.frame.sentence
    spoken = case.drug in case.frame.own.drugs or any(item.text in _SPOKEN_OF for item in sentence)
    if (
        not spoken
        or case.frame.own.diseases
        or case.frame.own.studies
        or any(item.text.startswith(_AIMS) for item in items)
    ):
        return False
    if case.frame.own.drugs and any(item.text in _QUEUES for item in items):
        return True
    if any("FIRST" in item.tags and not _ranks_other(items, place) for place, item in enumerate(items)):
        return case.drug in case.frame.own.drugs or items[0].text == "where" or _breaks(case, "block", "hold")
    if any(_two_in_order(case, place) for place in range(len(items))):
        return True
    return any("NEEDLESS" in item.tags for item in items) and _breaks(case, "block")


def _two_in_order(case: Case, place: int) -> bool:
    """ "tried before the tablets": the drug and another on the two sides of a word of order, or read as an order."""
    items = case.frame.clause.items
    dated = any("NUMBER" in item.tags for item in words_after(items, place, 1))
    if dated or not items[place].tags & {"BEFORE", "OVERTAKES", "THEN"}:
        return False
    sides = items[:place], items[place + 1 :]
    ours = [any(case.drug in item.named("drugs") or item.text in _SPOKEN_OF for item in side) for side in sides]
    others = [any(item.named("drugs") - {case.drug} or item.text in _OTHERS for item in side) for side in sides]
    facing = (ours[0] and others[1]) or (others[0] and ours[1])
    return facing or (any(others) and _breaks(case, "block", "hold"))


def _ranks_other(items: Sequence[Item], place: int) -> bool:
    """ "the main weakness", "the first infusion", "before we start": no place among treatments."""
    item, after = items[place], words_after(items, place, 2)
    if item.named("populations") or (item.text in _TIMES and any("DECLINES" in step.tags for step in items)):
        return True
    if "VERB" in item.tags and items[0].text != "where" and not (after and after[0].text in ("with", "on", "by")):
        return not any(step.text in ("every", "all", "new") for step in words_after(items, place, 3))
    if "RANK" not in item.tags or not after or treatment_follows(items, place, 2):
        return False
    if after[0].named("drugs"):
        return len(after) > 1 and (after[1].opaque or after[1].text in _PERIODS | {"day", "dose", "infusion", "bag"})
    return not (after[0].tags & {"PUNCT", "AND", "BUT", "AUX", "UNLIKE", "IF", "WHEN"} or after[0].text in _LEADS_ON)


_Reader = Callable[[_Message], bool]
_READERS: Mapping[Predicate, _Reader] = {
    "benefit": _benefit,
    "standard-practice": _standard_practice,
    "established-dose": _established_dose,
    "first-line": _first_line,
}
