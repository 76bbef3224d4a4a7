"""The rule for `first-line`: nothing may place the drug before, among or instead of the first treatments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from assistant.language.clauses import verbal
from assistant.language.item import Item
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign, widened
from assistant.language.relative import without_relative
from assistant.limits.claims import (
    ANAPHORS,
    RANKED,
    Case,
    acts_on,
    idle,
    reports_study,
    signs,
    treatment_follows,
    unasserted,
    verb_denied,
    was_done,
)
from assistant.limits.holder import holder, predicated, said_of
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.sequence import (
    earned,
    failed_first,
    instead,
    listed,
    rival_later,
    scorned,
    sequences,
    spared,
    untried,
    waived,
)

_MATTERS = frozenset({"BAD", "LACK", "RISK", "NEUTRAL", "STUDY", "ASK", "DOSEWORD", "LESS", "CORE"})
_EFFECTS = words_of("effects") | words_of("shown")
_BOUNDED = frozenset({"limited", "limited to", "confined", "confined to", "restricted", "restricted to"})
_TIMES = words_of("times")
_LED = frozenset({"which", "so", "hence", "therefore"})
_DATES = frozenset({"earlier", "initially", "early", "early on", "at first"})
_UNTREATED = "untreated"
_PLACED = words_of("placed")
_WHAT = "first-line use"


def first_line(case: Case) -> Reading:
    """Block what puts the drug first, hold an order that cannot be read, allow a later place and a denial."""
    if not case.about_population() or not case.speaks_of_drug():
        return ALLOWED
    if not case.about_drug():
        aside = (
            [*rival_later(case), *sequences(case), *instead(case), *spared(case)] if not unasserted(case.frame) else []
        )
        return case.weighed(aside, _WHAT)
    if case.frame.clause.role in ("if", "when") and not case.frame.asked:
        failed = [*failed_first(case), *_unread_condition(case)]
        if failed:
            return case.weighed(failed, _WHAT)
    if unasserted(case.frame) or _asks_dose(case.items) or idle(case.frame):
        return ALLOWED
    if case.frame.clause.role == "contrast":
        return case.weighed(instead(case), _WHAT)
    readers = (_ranks, _unread_rank, sequences, earned, listed, waived, untried, _newly_diagnosed, _norms)
    values = [value for reader in readers for value in reader(case)]
    if scorned(case.items):
        values = [-value for value in values]
    if values:
        return case.weighed(values, _WHAT)
    return _recommended(case)


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


def _ranks(case: Case) -> Iterator[int]:
    """Words of rank ("initial", "start with", "second-line") that are bound to the drug."""
    items = case.items
    later = [] if _promoted(items) else [-value for _, value in _bound(case, "LATER")]
    yield from later or rival_later(case)
    ordered = bool([*sequences(case)])
    for place, value in _bound(case, "FIRST"):
        item = items[place]
        if ordered and _plural(items, place):
            continue
        if "VERB" in item.tags and not _promoted(items) and (-1 in later or not _starts_drug(case, place)):
            continue
        if _of_disease(case, place):
            continue
        if ("RANK" in item.tags and not _ranks_treatment(items, place)) or _dates_effect(items, place):
            continue
        yield value


def _promoted(items: Sequence[Item]) -> bool:
    """ "promoted from reserve to starting drug": the place it had."""
    places = [
        at for at, item in enumerate(items) if "LATER" in item.tags and at and items[at - 1].text in ("from", "a")
    ]
    return any(item.text == "to" and "FIRST" in after.tags for at in places for item, after in pairwise(items[at:]))


def _of_disease(case: Case, place: int) -> bool:
    """ "creeping from the beginning", "despite early hopes": a time of the disease, no treatment being spoken of."""
    items = case.items
    treated = (
        case.frame.own.drugs
        or treatment_follows(items, -1, len(items))
        or any("ACT" in item.tags or item.text in ANAPHORS for item in items)
    )
    return not treated and items[place].text in _TIMES


def _dates_effect(items: Sequence[Item], place: int) -> bool:
    """ "relapses improved on it earlier": when something was seen, nothing being given."""
    seen = any("GOOD" in item.tags and item.text.endswith("ed") for item in items[:place])
    return items[place].text in _DATES and seen and not any("ACT" in item.tags for item in items)


def _unread_condition(case: Case) -> Iterator[int]:
    """ "once IVIG has ...", beside another drug, in words that cannot be read."""
    rivals = any(item.named("drugs") - {case.drug} for item in case.frame.sentence)
    unread = any(item.opaque or "BAD" in item.tags for item in case.items) or reversals(case.items)
    if rivals and case.frame.own.drugs == {case.drug} and unread:
        yield 0


def _unread_rank(case: Case) -> Iterator[int]:
    """ "a ... therapy", said of the drug with an unknown word and without a later place."""
    named = [step.text for step in case.items[1:]]
    ranked = any(item.opaque and after in RANKED for item, after in zip(case.items, named, strict=False))
    if ranked and case.drug in case.frame.own.drugs and not _placed_later(case) and not reversals(case.items):
        yield 0


def _plural(items: Sequence[Item], place: int) -> bool:
    """ "first-line agents": names the other treatments."""
    following = items[place + 1].text if place + 1 < len(items) else ""
    return following.endswith("s") and treatment_follows(items, place, 1)


def _bound(case: Case, tag: str) -> list[tuple[int, int]]:
    items = case.items
    other = "LATER" if tag == "FIRST" else ""
    if tag == "LATER":
        items = tuple(_unwithheld(case))
    places = [place for place, item in enumerate(items) if tag in item.tags and other not in item.tags]
    more = tag == "LATER" and any("NOTONLY" in item.tags for item in items)
    signed = [
        (place, sign(items, place, forward=tag == "LATER")) for place in places if case.drug in holder(case, place)
    ]
    return [(place, -abs(value) if more else value) for place, value in signed]


def _unwithheld(case: Case) -> Iterator[Item]:
    """Without "hold off", "avoid" said of the drug itself: that puts it later still."""
    for item, after in zip_longest(case.items, case.items[1:]):
        withheld = "LACK" in item.tags and after is not None and case.drug in after.named("drugs")
        yield replace(item, tags=frozenset({"PLAIN"})) if withheld else item


def _starts_drug(case: Case, place: int) -> bool:
    """Whether "start", "begin" and the like have the drug, or treatment as such, as their object or subject."""
    around = case.items[max(0, place - 5) : place + 6]
    return any(
        case.drug in item.named("drugs") or item.text in ("treatment", "therapy", "treating", "it") for item in around
    )


def _ranks_treatment(items: Sequence[Item], place: int) -> bool:
    """Whether "first", "main" rank a treatment, not a trial, an outcome or a relapse."""
    following = items[place + 1] if place + 1 < len(items) else None
    if following is not None and following.opaque:
        return True
    if any(item.text.startswith(("endpoint", "outcome")) for item in items[place + 1 : place + 4]):
        return False
    if following is not None and following.tags & {"NEUTRAL", "STUDY", "EVID"} and not following.named("arms"):
        return False
    if following is None or "PUNCT" in following.tags or following.tags & {"AND", "BUT"} or following.named("drugs"):
        return True
    if place and items[place - 1].text in _PLACED:
        return True
    for item in items[place + 1 : place + 5]:
        if "STUDY" in item.tags or item.named("outcomes") or item.named("studies"):
            return False
        if item.text in ("outcome", "endpoint", "time", "year", "month", "outcomes", "infusion"):
            return False
    return treatment_follows(items, place) or following.text in ("in", "for", "with", "among", "to", "when")


def _newly_diagnosed(case: Case) -> Iterator[int]:
    """Any use in people not yet treated is first use."""
    if _UNTREATED in case.frame.subject.populations and set(sequences(case)) != {-1}:
        values = signs(
            case.items,
            {"ACT", "FIRST", "GOOD", "NORM", "EVID"},
            lambda place: case.drug in holder(case, place) and not _beaten(case, place),
        )
        around = signs(case.items, {"ACT", "FIRST", "GOOD"})
        plain = all(item.concepts or item.tags & {"PLAIN", "AUX", "NOT", "NO", "PUNCT"} for item in case.items)
        yield from values or ([-1] if around or (plain and len(reversals(case.items)) == 1) else [0])


def _beaten(case: Case, place: int) -> bool:
    """ "could do better than IVIG"."""
    than = [item.text for item in case.items[place + 1 : place + 2]] == ["than"]
    drug = any(case.drug in item.named("drugs") for item in case.items[place + 2 : place + 4])
    return than and drug and not reversals(case.items[:place])


def _norms(case: Case) -> Iterator[int]:
    """ "the standard treatment of MS": a norm said of the drug, without a later place."""
    items = case.items
    if _placed_later(case):
        return
    for place, item in enumerate(items):
        after = items[place + 1].text if place + 1 < len(items) else "in"
        names = treatment_follows(items, place, 3) or item.named("drugs") or after in ("in", "for", "among", "when")
        if not said_of(items, place) and not _is_drug(case, place):
            continue
        if "NORM" in item.tags and names and predicated(items, place) and case.drug in holder(case, place):
            yield sign(items, place)


def _is_drug(case: Case, place: int) -> bool:
    """ "Standard treatment of MS is IVIG"."""
    copula = next(
        (at for at, item in enumerate(case.items) if at > place and item.text in ("is", "are", "remains", ":")), None
    )
    return copula is not None and any(case.drug in item.named("drugs") for item in case.items[copula + 1 : copula + 3])


def _placed_later(case: Case) -> bool:
    """Whether the sentence gives the drug a later place, or speaks of disease that standard treatment did not hold."""
    return (
        _let_down(case, case.frame.conditions)
        or (case.items[0].text in _LED and _let_down(case, case.frame.sentence[: -len(case.items)]))
        or any("LATER" in item.tags for item in case.frame.sentence)
    )


def _let_down(case: Case, items: Sequence[Item]) -> bool:
    """Whether another drug failed there, or is denied, and the limit's drug is not spoken of."""
    named = [item.named("drugs") for item in items if item.named("drugs")]
    failed = any(item.text.startswith("fail") or "BAD" in item.tags for item in items) or bool(reversals(items))
    return failed and any(drugs - {case.drug} for drugs in named) and not any(case.drug in drugs for drugs in named)


def _advises_use(items: Sequence[Item], place: int) -> bool:
    """ "should be used", "ask for IVIG"; not "should be monitored", "ask for the evidence"."""
    if items[place].text.startswith("ask"):
        return any(item.named("drugs") for item in items[place + 1 : place + 4])
    return acts_on(items, place)


def _recommended(case: Case) -> Reading:
    """Use that is advised without a later place may be meant as primary treatment; so may words that cannot be read."""
    if (
        _understood(case)
        or scorned(case.items)
        or (case.frame.clause.role == "concession" and not case.frame.own.drugs)
    ):
        return ALLOWED
    values = signs(case.items, {"STRONG"}, lambda place: _advises_use(case.items, place))
    if values and set(values) != {-1}:
        return case.verdict("hold", "advises use without saying that it comes after standard treatment")
    if _instead_of_others(case):
        return ALLOWED
    beside = case.frame.clause.role in ("if", "when", "concession") or case.drug not in case.frame.own.drugs
    if values or beside or was_done(case.items) or _denied(case.items):
        return ALLOWED
    return case.verdict("hold", "speaks of treatment in words that cannot be read")


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
    return _placed_later(case) or scant or reports_study(case.frame)


def _qualified(items: Sequence[Item], place: int) -> bool:
    """Whether the word is what something is called or is for: "a good ...", "the place to ..."."""
    before = items[place - 1] if place else None
    return before is not None and (bool(before.tags & {"GOOD", "EVID", "NORM"}) or before.text == "to")


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
    if verb_denied(items):
        return True
    if any(item.opaque or "HIDDEN" in item.tags for item in items):
        return False
    items = without_relative(items) or items
    return len(reversals(items)) == 1 or not any(map(verbal, items))
