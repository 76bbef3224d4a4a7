"""Words of rank ("initial", "mainstay", "second-line", "reserve"): what place they give the limit's drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import CLAIM_NOUNS, reversals, sign
from assistant.limits.claims import ANAPHORS, RANKED, Case, signs, treatment_follows
from assistant.limits.effects import evidence
from assistant.limits.holder import holder, predicated, said_of
from assistant.limits.sequence import failures, rival_later, sequences

_TIMES = words_of("times")
_STARTERS = frozenset("people patients those anyone adults someone".split())
_LED = frozenset({"which", "so", "hence", "therefore"})
INQUIRING = frozenset({"asked", "asks", "asking", "enquired", "query"})
_DATES = frozenset({"earlier", "initially", "early", "early on", "at first"})
_PLAIN = frozenset({"PLAIN"})
_UNTREATED = "untreated"
_PORTIONS = ("infusion", "dose", "bag", "bottle", "session", "drip", "cycle")
_LOOKING = words_of("looking-first")
_PLACED = words_of("placed")


def ranks(case: Case) -> Iterator[int]:
    """Words of rank ("initial", "start with", "second-line") that are bound to the drug."""
    items = case.items
    later = [] if _promoted(items) else [-value for _, value in _bound(case, "LATER")]
    yield from later or rival_later(case)
    ordered = bool([*sequences(case)])
    for place, value in _bound(case, "FIRST"):
        item = items[place]
        if ordered and _plural(items, place):
            continue
        if _of_starters(items, place):
            yield value
            continue
        if "VERB" in item.tags and _evidence_starts(items, place):
            continue
        if -1 in later and item.text.split()[0].endswith("ing"):
            continue
        if _study_first(items, place):
            continue
        if "VERB" in item.tags and not _promoted(items) and (-1 in later or not _starts_drug(case, place)):
            continue
        if _of_disease(case, place):
            continue
        if ("RANK" in item.tags and not _ranks_treatment(items, place)) or _dates_effect(items, place):
            continue
        yield value


def _of_starters(items: Sequence[Item], place: int) -> bool:
    """ "for people starting treatment": whatever else it is called, it is given first."""
    before = words_before(items, place, 1)
    people = any(item.named("populations") or item.text in _STARTERS for item in before)
    return people and items[place].text.endswith("ing") and treatment_follows(items, place, 1)


def _evidence_starts(items: Sequence[Item], place: int) -> bool:
    """ "where the evidence for it begins"."""
    before = [item for item in words_before(items, place, 4) if not item.named("drugs")]
    if before and before[-1].text == "to":
        return False
    return any("EVID" in item.tags for item in before) and not any(item.tags & {"AUX", "ACT"} for item in before)


def _study_first(items: Sequence[Item], place: int) -> bool:
    """ "trials would have to come first"."""
    ends = all("PUNCT" in item.tags for item in words_after(items, place, 1))
    drug = any(item.named("drugs") for item in items)
    return items[place].text == "first" and ends and not drug and any("STUDY" in item.tags for item in items[:place])


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
    return not treated and items[place].text in _TIMES and len(items) > 1


def _dates_effect(items: Sequence[Item], place: int) -> bool:
    """ "relapses improved on it earlier": when something was seen, nothing being given."""
    seen = any("GOOD" in item.tags and item.text.endswith("ed") for item in items[:place])
    return items[place].text in _DATES and seen and not any("ACT" in item.tags for item in items)


def unread_rank(case: Case) -> Iterator[int]:
    """ "a ... therapy", said of the drug with an unknown word and without a later place."""
    named = [step.text for step in case.items[1:]]
    ranked = any(item.opaque and after in RANKED for item, after in zip(case.items, named, strict=False))
    if ranked and case.drug in case.frame.own.drugs and not placed_later(case) and not reversals(case.items):
        yield 0


def _plural(items: Sequence[Item], place: int) -> bool:
    """ "first-line agents": names the other treatments."""
    following = items[place + 1].text if place + 1 < len(items) else ""
    return following.endswith("s") and treatment_follows(items, place, 1)


def _bound(case: Case, tag: str) -> list[tuple[int, int]]:
    items = case.items
    if tag == "LATER":
        joined = {at - 1 for at, item in enumerate(items) if "AND" in item.tags}
        failing = failures(case.items) & joined
        items = tuple(
            replace(item, tags=frozenset({"PLAIN"})) if at in failing else item
            for at, item in enumerate(_unwithheld(case))
        )
    elif any(item.text.startswith("before ") for item in items):
        failing = failures(items)
        items = tuple(replace(item, tags=_PLAIN) if at in failing else item for at, item in enumerate(items))
    places = [place for place, item in enumerate(items) if tag in item.tags]
    more = tag == "LATER" and any("NOTONLY" in item.tags for item in items)
    signed = [
        (place, sign(items, place, forward=tag == "LATER")) for place in places if case.drug in holder(case, place)
    ]
    signed = [(place, abs(value) if _not_until(items, place) else value) for place, value in signed]
    return [(place, -abs(value) if more else value) for place, value in signed]


def _not_until(items: Sequence[Item], place: int) -> bool:
    """ "no one ... until": what is denied is that it comes sooner, unless it is a wait that is denied."""
    waits = any(item.text.startswith(("wait", "reserv", "kept", "held", "hold")) for item in items[:place])
    denied = [items[at].tags & {"NO", "NOT"} for at in reversals(items[:place])]
    return items[place].text == "until" and bool(denied) and all(denied) and not waits


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
    if items[place].text == "first" and (following is None or "PUNCT" in following.tags) and _looks(items[:place]):
        return False
    if following is not None and following.text in CLAIM_NOUNS:
        return False
    if following is not None and following.opaque:
        return True
    if any(item.text.startswith(("endpoint", "outcome")) for item in words_after(items, place)):
        return False
    if following is not None and following.tags & {"NEUTRAL", "STUDY", "EVID"} and not following.named("arms"):
        return False
    if following is not None and following.named("drugs") and _of_a_course(words_after(items, place + 1, 1)):
        return False
    if following is None or "PUNCT" in following.tags or following.tags & {"AND", "BUT"} or following.named("drugs"):
        return True
    if place and items[place - 1].text in _PLACED:
        return True
    for item in words_after(items, place):
        if "STUDY" in item.tags or item.named("outcomes") or item.named("studies"):
            return False
        if item.text in ("outcome", "endpoint", "time", "year", "month", "outcomes", "infusion"):
            return False
    return treatment_follows(items, place) or following.text in ("in", "for", "with", "among", "to", "when")


def _of_a_course(after: Sequence[Item]) -> bool:
    """ "the first IVIG infusion": one of several."""
    return any(item.text.startswith(_PORTIONS) for item in after)


def _looks(before: Sequence[Item]) -> bool:
    """ "read the trials first": no treatment comes first."""
    verbs = [place for place, item in enumerate(before) if item.text in _LOOKING]
    return bool(verbs) and not any(item.named("drugs") or "ACT" in item.tags for item in before[verbs[-1] + 1 :])


def newly_diagnosed(case: Case) -> Iterator[int]:
    """Any use in people not yet treated is first use."""
    inquiring = any(item.text in INQUIRING for item in case.items) and not signs(case.items, {"ACT", "GOOD"})
    inquiring |= len(case.items) < 3 and any("LATER" in item.tags for item in case.items) and not reversals(case.items)
    if _UNTREATED in case.frame.subject.populations and not inquiring and set(sequences(case)) != {-1}:
        values = signs(
            case.items,
            {"ACT", "FIRST", "GOOD", "NORM"},
            lambda place: case.drug in holder(case, place) and not _beaten(case, place),
        ) + evidence(case.items)
        around = signs(case.items, {"ACT", "FIRST", "GOOD"})
        plain = all(item.concepts or item.tags & {"PLAIN", "AUX", "NOT", "NO", "PUNCT"} for item in case.items)
        yield from values or ([-1] if around or (plain and len(reversals(case.items)) == 1) else [0])


def _beaten(case: Case, place: int) -> bool:
    """ "could do better than IVIG"."""
    than = [item.text for item in words_after(case.items, place, 1)] == ["than"]
    drug = any(case.drug in item.named("drugs") for item in words_after(case.items, place + 1))
    return than and drug and not reversals(case.items[:place])


def norms(case: Case) -> Iterator[int]:
    """ "the standard treatment of MS": a norm said of the drug, without a later place."""
    items = case.items
    if placed_later(case):
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
    return copula is not None and any(case.drug in item.named("drugs") for item in words_after(case.items, copula, 2))


def placed_later(case: Case) -> bool:
    """Whether the sentence gives the drug a later place, or speaks of disease that standard treatment did not hold."""
    return (
        _let_down(case, case.frame.conditions)
        or _had_failed(case)
        or (case.items[0].text in _LED and _let_down(case, case.frame.sentence[: -len(case.items)]))
        or any("LATER" in item.tags for item in case.frame.sentence)
        or any(
            "SELDOM" in item.tags and not _but_few(case.frame.sentence, at)
            for at, item in enumerate(case.frame.sentence)
        )
    )


def _but_few(items: Sequence[Item], place: int) -> bool:
    """ "with few exceptions", "without exception": a rule all the same."""
    return any(
        item.tags & REVERSING or item.text in ("with", "few", "rare", "barring", "minor")
        for item in words_before(items, place)
    )


def _had_failed(case: Case) -> bool:
    """The sentence before told of another drug that failed, not of one that was never taken."""
    before = case.frame.preceding
    failed = any(item.text.startswith("fail") or item.tags & {"BAD"} for item in before) or _relapsed_on(before)
    return failed and not any(item.tags & {"NO", "NOT", "WITHOUT"} for item in before) and _let_down(case, before)


def _let_down(case: Case, items: Sequence[Item]) -> bool:
    """Whether another drug failed there, or is denied, and the limit's drug is not spoken of."""
    named = [item.named("drugs") for item in items if item.named("drugs")]
    failed = any(item.text.startswith("fail") or "BAD" in item.tags for item in items) or bool(reversals(items))
    others = any(one.text in ("other", "usual") and two.text in RANKED for one, two in pairwise(items))
    if others and failed and case.frame.clause.role == "main" and not any(case.drug in drugs for drugs in named):
        return True
    failed |= _relapsed_on(items)
    return failed and any(drugs - {case.drug} for drugs in named) and not any(case.drug in drugs for drugs in named)


def _relapsed_on(items: Sequence[Item]) -> bool:
    """ "relapses on interferon"."""
    on = [at for at, item in enumerate(items[:-1]) if item.text == "on" and items[at + 1].named("drugs")]
    return any(item.named("outcomes") for at in on for item in items[:at])
