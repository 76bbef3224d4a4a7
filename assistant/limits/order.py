"""The rule for `first-line`: nothing may place the drug before, among or instead of the first treatments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.item import Item, verbal, words_after
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, widened
from assistant.language.relative import without_relative
from assistant.limits.claims import (
    ANAPHORS,
    Case,
    acts_on,
    handled,
    idle,
    left_out,
    never_without,
    recommends,
    reports_study,
    signs,
    told_of,
)
from assistant.limits.holder import pointed_rivals
from assistant.limits.rank import INQUIRING, newly_diagnosed, norms, placed_later, ranks, unread_rank
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.sequence import (
    avoided,
    earned,
    even_untried,
    failed_first,
    instead,
    listed,
    nothing_else,
    rival_later,
    scorned,
    sequences,
    spared,
    tried_ours,
    untried,
    waived,
)
from assistant.limits.unasserted import unasserted

_MATTERS = frozenset({"BAD", "LACK", "RISK", "NEUTRAL", "STUDY", "ASK", "DOSEWORD", "LESS", "CORE"})
_EFFECTS = words_of("effects") | words_of("shown")
_BOUNDED = frozenset({"limited", "limited to", "confined", "confined to", "restricted", "restricted to"})
_WISHING = frozenset(
    {"wants", "asks for", "asked for", "wanted", "want", "ask for", "request", "requests", "requested", "asking for"}
)
_PERSONS = frozenset("them their he she him her those both".split())
_WHAT = "first-line use"


def first_line(case: Case) -> Reading:
    """Block what puts the drug first, hold an order that cannot be read, allow a later place and a denial."""
    if not case.about_population() or not case.speaks_of_drug():
        return ALLOWED
    if not case.about_drug():
        aside = (
            [*rival_later(case), *sequences(case), *instead(case), *spared(case), *even_untried(case)]
            if not unasserted(case.frame)
            else []
        )
        return case.weighed(aside, _WHAT)
    if case.frame.clause.role in ("if", "when") and not case.frame.asked:
        failed = [*failed_first(case), *_unread_condition(case)]
        if failed:
            return case.weighed(failed, _WHAT)
    if unasserted(case.frame) or _wish_turned(case) or _asks_dose(case.items) or idle(case.frame):
        return ALLOWED
    if never_without(case):
        return case.verdict("hold", "may assert first-line use")
    if case.frame.clause.role == "contrast":
        return case.weighed(instead(case), _WHAT)
    readers = (
        ranks,
        unread_rank,
        sequences,
        earned,
        listed,
        waived,
        untried,
        newly_diagnosed,
        norms,
        avoided,
        nothing_else,
        tried_ours,
    )
    values = [value for reader in readers for value in reader(case)]
    if scorned(case.items):
        values = [-value for value in values]
    if values:
        return case.weighed(values, _WHAT)
    return _recommended(case)


def _wish_turned(case: Case) -> bool:
    """ "Asking for it straight off - advised interferon first": what is wished, and something else is advised."""
    asked = any(one.text in INQUIRING and other.text == "for" for one, other in pairwise(case.items))
    wished = asked or any(item.text in _WISHING for item in case.items)
    if any(
        item.text in _WISHING
        and (before.named("populations") or before.text in ("patients", "sometimes", "often"))
        and after.named("drugs")
        for before, item, after in zip(case.items, case.items[1:], case.items[2:], strict=False)
    ):
        return True
    following = case.frame.following
    others = any(item.named("drugs") - {case.drug} for item in following)
    return wished and others and not any(case.drug in item.named("drugs") for item in following)


def _asks_dose(items: Sequence[Item]) -> bool:
    """ "nobody knows which dose is best": an open dose, no order."""
    dose = any("DOSEWORD" in item.tags for item in items)
    if items[0].text in ("how much", "what dose", "which dose") and reversals(items):
        return True
    return (
        dose
        and any(item.tags & {"ASK", "UNFIXED"} for item in items)
        and not any("FIRST" in item.tags for item in items)
    )


def _unread_condition(case: Case) -> Iterator[int]:
    """ "once IVIG has ...", beside another drug, in words that cannot be read."""
    rivals = any(item.named("drugs") - {case.drug} for item in case.frame.sentence)
    unread = any(item.opaque or "BAD" in item.tags for item in case.items) or reversals(case.items)
    if rivals and case.frame.own.drugs == {case.drug} and unread:
        yield 0


def _advises_use(items: Sequence[Item], place: int) -> bool:
    """ "should be used", "ask for IVIG"; not "should be monitored", "ask for the evidence"."""
    if items[place].text.startswith("ask"):
        return any(item.named("drugs") for item in words_after(items, place))
    return acts_on(items, place)


def _recommended(case: Case) -> Reading:
    """Use that is advised without a later place may be meant as primary treatment; so may words that cannot be read."""
    if (
        _understood(case)
        or scorned(case.items)
        or (case.frame.clause.role == "concession" and not case.frame.own.drugs)
    ):
        return ALLOWED
    if left_out(case) or pointed_rivals(case):
        return ALLOWED
    done = told_of(case.items) and not recommends(case.items)
    values = (
        []
        if done
        else signs(
            case.items, {"STRONG"}, lambda place: _advises_use(case.items, place) and not _other_norm(case, place)
        )
    )
    if values and set(values) != {-1}:
        return case.verdict("hold", "advises use without saying that it comes after standard treatment")
    if _instead_of_others(case):
        return ALLOWED
    beside = case.frame.clause.role in ("if", "when", "concession") or case.drug not in case.frame.own.drugs
    if values or beside or told_of(case.items) or handled(case.frame) or _denied(case.items):
        return ALLOWED
    return case.verdict("hold", "speaks of treatment in words that cannot be read")


def _other_norm(case: Case, place: int) -> bool:
    """ "your nurse will talk you through the usual choices": the clause neither names the drug nor points to it."""
    pointed = any(item.text in ANAPHORS - _PERSONS for item in case.items) or case.drug in case.frame.own.drugs
    return not pointed and "NORM" in case.items[place].tags and "ACT" not in case.items[place].tags


def _instead_of_others(case: Case) -> bool:
    """ "is for this form, not for that": it speaks of whom, not of when."""
    following = case.frame.following[:4]
    denied = bool(following) and "NOT" in following[0].tags
    return denied and any(item.named("populations") for item in following) and not any(i.opaque for i in case.items)


def _understood(case: Case) -> bool:
    """Whether a later place, a study, a risk, a dose, an outcome or another matter is what the clause speaks of."""
    if any(item.text in _BOUNDED for item in case.items) and not widened(case.items):
        return True
    scant = any(item.tags & {"LESS", "NO"} and "EVID" in after.tags for item, after in pairwise(case.items))
    first = signs(case.frame.following, {"FIRST"})
    denied = bool(first) and set(first) == {-1}
    return placed_later(case) or scant or denied or reports_study(case.frame)


def _qualified(items: Sequence[Item], place: int) -> bool:
    """Whether the word is what something is called: "a good ..."."""
    before = items[place - 1] if place else None
    return before is not None and bool(before.tags & {"GOOD", "EVID", "NORM"})


def _denied(items: Sequence[Item]) -> bool:
    """Whether it is plainly denied, or speaks of an effect, outcome, risk, evidence or figure: nothing of order."""
    unread = any(item.opaque and _qualified(items, place) for place, item in enumerate(items))
    matters = _MATTERS - {"LESS", "CORE"} if unread else _MATTERS
    if any(item.tags & matters or item.named("outcomes") or item.named("arms") for item in items):
        return True
    if not unread and any("GOOD" in item.tags and ("VERB" in item.tags or item.text in _EFFECTS) for item in items):
        return True
    if reversals(items) and any("EVID" in item.tags for item in items):
        return True
    if any(item.opaque or "HIDDEN" in item.tags for item in items):
        return False
    items = without_relative(items) or items
    return len(reversals(items)) == 1 or not any(map(verbal, items))
