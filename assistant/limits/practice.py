"""The rules for `standard-practice` (an acute event treated as routine) and `established-dose`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.item import Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign
from assistant.limits.claims import (
    ANAPHORS,
    Case,
    acts_on,
    assents,
    left_out,
    never_without,
    outranked,
    recommends,
    reports_study,
    signs,
    told_of,
)
from assistant.limits.effects import evidence
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.unasserted import unasserted

_COUNTED = words_of("counted")
_KNOWING = frozenset("know knows knew told tells shown settled learned learnt".split())
_ASKED_DOSE = frozenset({"how much", "what dose", "which dose"})
_ARTICLES = frozenset("a an the any no its their our his her this that each".split())
_FIXED = frozenset("established agreed accepted standard usual recommended approved licensed settled".split())
_UNKNOWN = words_of("unknown")
_SETTLED = frozenset({"known", "well known", "clear", "certain", "no secret", "obvious", "worked out", "found"})
_DOSE = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|half an?|quarter of an?))\s*"
    r"(?:g|mg|grams?|milligrams?|mcg|ml)\b(?:\s*/?\s*(?:per\s+)?kg)?",
    re.I,
)


def standard_practice(case: Case) -> Reading:
    """Block routine or advised use in the event, hold other praise of it there, allow a denial or a study's result."""
    if not case.about_drug() or not _treats_event(case) or unasserted(case.frame) or left_out(case):
        return ALLOWED
    if case.frame.clause.role in ("contrast", "concession") and not signs(case.items, {"NORM", "ACT"}):
        return ALLOWED
    own = case.frame.own
    named = own.drugs or own.populations or any(item.named("outcomes") or item.text in ANAPHORS for item in case.items)
    filled = case.items != case.frame.clause.items or signs(case.items, {"NORM"})
    if not (named or filled) and not recommends(case.items):
        return ALLOWED
    if {*evidence(case.items)} == {-1} and not any(item.opaque for item in case.items) and not recommends(case.items):
        return ALLOWED
    values = signs(
        case.items, {"NORM", "ACT"}, lambda place: acts_on(case.items, place) and not _of_study(case.items, place)
    )
    unread = any(item.opaque for item in case.items)
    if never_without(case) or _omission_blamed(case.items):
        return case.verdict("hold", "may assert standard practice")
    if _sometimes(case) or assents(case) or outranked(case) or _only_done(case.items):
        return ALLOWED
    if values and unread and set(values) != {-1}:
        values.append(0)
    if reports_study(case.frame) and not recommends(case.items) and not signs(case.items, {"NORM"}):
        return ALLOWED
    if values:
        return case.weighed(values, "standard practice")
    if own.populations & case.family and not (
        unread or own.drugs or any("GOOD" in item.tags or item.text in ANAPHORS for item in case.items)
    ):
        return ALLOWED
    effects = signs(case.items, {"GOOD"})
    if set(effects) <= {-1} and (effects or (reversals(case.items) and not unread)):
        return ALLOWED
    if any(map(verbal, case.items)) and not any(item.opaque or "GOOD" in item.tags for item in case.items):
        return ALLOWED
    return case.verdict("hold", "touches the treatment of an acute event in words that cannot be read")


def _omission_blamed(items: Sequence[Item]) -> bool:
    """ "Failing to give it is a departure from the standard": what is left out is blamed."""
    omitted = items[0].text in ("failing", "failure to", "omitting", "withholding", "refusing", "skipping", "leaving")
    linked = next((at for at, item in enumerate(items) if item.text in ("is", "was", "would", "amounts")), len(items))
    return omitted and any(item.opaque or item.tags & {"BAD", "FALSE"} for item in items[linked:])


def _only_done(items: Sequence[Item]) -> bool:
    """ "Some wards have tried it": what was done, and not how widely or how well."""
    return told_of(items) and not recommends(items) and not _usual(items)


def _usual(items: Sequence[Item]) -> bool:
    """Whether a word says how widely or how well something is done."""
    return any(item.tags & {"NORM", "UNIVERSAL", "GOOD", "STRONG"} or item.opaque for item in items)


def _sometimes(case: Case) -> bool:
    """ "is sometimes tried, though it is not standard", "is an exception": what is done, its rank being denied."""
    if signs(case.items, {"NORM"}) or recommends(case.items):
        return False
    items = case.items
    if any("SELDOM" in item.tags and items[at - 1].text != "with" for at, item in enumerate(items)) and not reversals(
        items
    ):
        return True
    return set(signs(case.frame.following, {"NORM"})) == {-1}


def _treats_event(case: Case) -> bool:
    """Whether the clause is about treating the event, not about counting, preventing or watching for it."""
    if case.frame.subject.populations & case.family:
        return not (case.frame.own.populations & case.family) or not _counted(case.items)
    names = {case.vocabulary.concepts[one].name.split()[-1] for one in case.limit.forbids.population}
    return _treated(case.items, names) or _treated(case.frame.conditions, names)


def _treated(items: Sequence[Item], names: set[str]) -> bool:
    if not any(item.named("outcomes") & names for item in items):
        return False
    return not _counted(items)


def _counted(items: Sequence[Item]) -> bool:
    if any("NORM" in item.tags for item in items):
        return False
    return any(_COUNTED & set(item.text.split()) or "RISK" in item.tags or item.named("arms") for item in items)


def _unread_before_dose(items: Sequence[Item]) -> bool:
    """ "the ... dose of IVIG", with a word there that nothing here knows."""
    doses = [place for place, item in enumerate(items) if "DOSEWORD" in item.tags]
    return any(item.opaque for place in doses for item in _qualifying(items, place))


def _qualifying(items: Sequence[Item], place: int) -> Sequence[Item]:
    """The two words before a noun, from its article on."""
    start = max(0, place - 2)
    articles = [at for at in range(start, place) if items[at].text in _ARTICLES]
    return items[max([start, *articles]) : place]


def _asked_for(items: Sequence[Item]) -> bool:
    """ "asked pharmacy for the right dose": whether there is one is not said."""
    asked = next((place for place, item in enumerate(items) if item.text in ("asked", "asking", "enquired")), None)
    dose = next((place for place, item in enumerate(items) if "DOSEWORD" in item.tags), 0)
    return asked is not None and asked < dose and not any(item.text == "that" for item in items[asked:dose])


def _knows_dose(items: Sequence[Item]) -> bool:
    """ "We know exactly how much ...": nothing being denied."""
    know = next((at for at, item in enumerate(items[:7]) if item.text in _KNOWING), None)
    if any(item.text in ("will", "may", "might", "would", "could", "should") for item in items[:know]):
        return False
    asked = know is not None and any(item.text in _ASKED_DOSE for item in words_after(items, know))
    return asked and not reversals(items) and items[0].text not in ("if", "do", "does", "to")


def _no_more_trials(items: Sequence[Item]) -> bool:
    """ "no need for further dose-ranging trials": as if it were settled."""
    needless = any("NEEDLESS" in item.tags for item in items)
    return needless and any("DOSEWORD" in item.tags for item in items) and any("STUDY" in item.tags for item in items)


def _announced(case: Case) -> bool:
    """ "Settled at last: how much ..."."""
    sentence = case.frame.sentence
    label = next((at for at, item in enumerate(sentence) if item.text in (":", "-", "–", "—")), 0)
    settled = any(item.text in _FIXED | _SETTLED for item in sentence[:label]) and not reversals(sentence[:label])
    return settled and case.frame.clause.items[0].text in _ASKED_DOSE


def _presumed(question: Sequence[Item]) -> bool:
    """ "Should the established dose be reduced?": that there is one is taken for granted."""
    modal = question[0].text in ("should", "must", "can", "could", "would", "does", "do", "did", "when", "why", "how")
    for place, item in enumerate(question[1:], 1):
        before = words_before(question, place)
        the = any(step.text in ("the", "our", "your") for step in before)
        if _said_to_be(question[2 : max(2, place - 1)]):
            continue
        if modal and the and item.text in _FIXED and any("DOSEWORD" in i.tags for i in words_after(question, place)):
            return True
    return False


def _said_to_be(before: Sequence[Item]) -> bool:
    """ "be regarded as the ...", "is the ...": what is asked, not what is taken for granted."""
    return bool(before) and ("AUX" in before[-1].tags or before[-1].text.split()[-1] in ("as", "called"))


def _of_study(items: Sequence[Item], place: int) -> bool:
    """ "proper dose-finding trials": what is proper is a study."""
    rest = words_after(items, place, None)
    study = next((at for at, item in enumerate(rest) if "STUDY" in item.tags), None)
    return study is not None and all(item.tags & {"DOSEWORD", "EVID", "STUDY"} or item.opaque for item in rest[:study])


def established_dose(case: Case) -> Reading:
    """Block a dose called right or told to be used, hold one with no study behind it, allow what a study used."""
    text = case.frame.clause.text
    quantity = bool(_DOSE.search(text))
    nobody = not case.frame.own.drugs and any(item.text == "kg" for item in case.frame.sentence)
    if not (case.about_drug() or nobody) or not case.about_population():
        return ALLOWED
    if case.frame.asked and _presumed(case.frame.sentence):
        return case.verdict("hold", "takes a dose for settled")
    if unasserted(case.frame):
        return ALLOWED
    if not quantity and not any("DOSEWORD" in item.tags for item in case.items):
        return ALLOWED
    risk = any("RISK" in item.tags for item in case.items) and not any("NORM" in item.tags for item in case.items)
    if not quantity and (risk or _asked_for(case.items)):
        return ALLOWED
    open_ = [-sign(case.items, place, forward=True) for place, item in enumerate(case.items) if "UNFIXED" in item.tags]
    unknown = [sign(case.items, at, forward=True) for at, item in enumerate(case.items) if item.text in _UNKNOWN]
    if 1 in unknown and not quantity:
        return ALLOWED
    if _knows_dose(case.items) or _announced(case) or _no_more_trials(case.items):
        return case.verdict("hold", "takes a dose for settled")
    known = [sign(case.items, place) for place, item in enumerate(case.items) if item.text in _SETTLED]
    norms = signs(case.items, {"NORM"}, lambda place: not _of_study(case.items, place))
    if reports_study(case.frame) and any("UNFIXED" in item.tags for item in case.frame.following):
        norms = [value for value in norms if value != 1]
    values = open_ if open_ and not quantity else open_ + norms + known
    if values:
        return case.weighed(values, "a dose")
    if not quantity:
        return case.weighed([0] if _unread_before_dose(case.items) else [], "a dose")
    past = reports_study(case.frame) or told_of(case.items)
    if past and not recommends(case.items):
        return case.weighed([0] if _unread_before_dose(case.items) else [], "a dose")
    if set(signs(case.items, {"NUMBER"})) == {-1}:
        return ALLOWED
    acts = signs(case.items, {"ACT"})
    return case.weighed(acts or [0], "a dose")
