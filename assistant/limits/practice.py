"""The rules for `standard-practice` (an acute event treated as routine) and `established-dose`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.clauses import verbal
from assistant.language.item import Item
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign
from assistant.limits.claims import ANAPHORS, Case, acts_on, left_out, recommends, reports_study, signs, unasserted
from assistant.limits.effects import evidence
from assistant.limits.reading import ALLOWED, Reading

_SOMETIMES = frozenset("sometimes occasionally rarely seldom at times".split())
_COUNTED = words_of("counted")
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
    if not named and not recommends(case.items):
        return ALLOWED
    if {*evidence(case.items)} == {-1} and not any(item.opaque for item in case.items) and not recommends(case.items):
        return ALLOWED
    values = signs(case.items, {"NORM", "ACT"}, lambda place: acts_on(case.items, place))
    unread = any(item.opaque for item in case.items)
    if _sometimes(case):
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


def _sometimes(case: Case) -> bool:
    """ "is sometimes tried, though it is not standard": what is done, its rank being denied beside it."""
    done = any(item.text in _SOMETIMES for item in case.items) and not signs(case.items, {"NORM"})
    return done and not recommends(case.items) and set(signs(case.frame.following, {"NORM"})) == {-1}


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
    return any(_COUNTED & set(item.text.split()) or "RISK" in item.tags or item.named("arms") for item in items)


def _unread_before_dose(items: Sequence[Item]) -> bool:
    """ "the ... dose of IVIG", with a word there that nothing here knows."""
    doses = [place for place, item in enumerate(items) if "DOSEWORD" in item.tags]
    return any(item.opaque for place in doses for item in items[max(0, place - 2) : place])


def _asked_for(items: Sequence[Item]) -> bool:
    """ "asked pharmacy for the right dose": whether there is one is not said."""
    asked = next((place for place, item in enumerate(items) if item.text in ("asked", "asking", "enquired")), None)
    dose = next((place for place, item in enumerate(items) if "DOSEWORD" in item.tags), 0)
    return asked is not None and asked < dose and not any(item.text == "that" for item in items[asked:dose])


def established_dose(case: Case) -> Reading:
    """Block a dose called right or told to be used, hold one with no study behind it, allow what a study used."""
    text = case.frame.clause.text
    quantity = bool(_DOSE.search(text))
    nobody = not case.frame.own.drugs and any(item.text == "kg" for item in case.frame.sentence)
    if not (case.about_drug() or nobody) or not case.about_population() or unasserted(case.frame):
        return ALLOWED
    if not quantity and not any("DOSEWORD" in item.tags for item in case.items):
        return ALLOWED
    if not quantity and _asked_for(case.items):
        return ALLOWED
    open_ = [-sign(case.items, place, forward=True) for place, item in enumerate(case.items) if "UNFIXED" in item.tags]
    if any(item.text in _UNKNOWN for item in case.items) and not quantity:
        return ALLOWED
    known = [sign(case.items, place) for place, item in enumerate(case.items) if item.text in _SETTLED]
    values = open_ if open_ and not quantity else open_ + signs(case.items, {"NORM"}) + known
    if values:
        return case.weighed(values, "a dose")
    if not quantity:
        return case.weighed([0] if _unread_before_dose(case.items) else [], "a dose")
    if reports_study(case.frame) and not recommends(case.items):
        return case.weighed([0] if _unread_before_dose(case.items) else [], "a dose")
    if set(signs(case.items, {"NUMBER"})) == {-1}:
        return ALLOWED
    acts = signs(case.items, {"ACT"})
    return case.weighed(acts or [0], "a dose")
