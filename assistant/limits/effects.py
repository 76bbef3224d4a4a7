"""The signs of what a clause says of effects, and of the evidence for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import Reach, reach, reversals, sign
from assistant.limits.claims import signs

_EFFECTS = words_of("effects")
_COPULAS = words_of("copulas")
_MORE = frozenset({"more", "better", "greater", "further"})
_DUMMIES = words_of("dummies")
_AS = frozenset({"as", "just as", "every bit as"})
_PEOPLE = frozenset({"patients", "people", "participants", "of"})
_MULTIPLES = frozenset({"twice", "times", "double", "thrice"})


def efficacy(items: Sequence[Item], sentence: Sequence[Item] = (), drug: str = "") -> list[int]:
    """Signs of every word of effect; a word of failure counts reversed."""
    pronoun = any(item.text in ("they", "both") for item in items)
    placebo = any(item.named("arms") for item in (*items, *(sentence if pronoun else ())))
    if _placebo_ahead(items, drug):
        return [-value for value in signs(items, {"GOOD"})] + signs(items, {"BAD"})
    if _as_on_dummy(items):
        return [-value for value in signs(items, {"GOOD"}, lambda place: "SIMILAR" not in items[place].tags)] or [-1]
    if _fewer(items):
        return [-value for value in signs(items, {"GOOD"}, lambda place: "LESS" not in items[place].tags)] + signs(
            items, {"BAD"}
        )
    like = [at for at, item in enumerate(items) if placebo and "SIMILAR" in item.tags and not _times(items, at)]
    blamed = _blamed(items)
    good = signs(
        items,
        {"GOOD"},
        lambda place: (
            not (
                place in like
                or place in blamed
                or _said_by_next(items, place)
                or _topic(items, place)
                or _failed_at(items, place)
                or of_rival(items, place, drug)
            )
        ),
    )
    bad = [
        -value
        for value in signs(
            items,
            {"BAD"},
            lambda at: not (at in like or _apart(items, at) or _measure(items, at) or _outlook(items, at)),
        )
    ]
    bad += [-1 for item in items if item.text == "ns"] + [-1 for at in range(len(items)) if _is_placebo(items, at)]
    bad += [-sign(items, place) for place in like]
    good += [0 for place in range(len(items)) if _spared(items, place)]
    taken = [1 for item in items if "TAKEN" in item.tags]
    return good + bad + taken + _failures(items)


def _fewer(items: Sequence[Item]) -> bool:
    """ "Fewer of them improved on it than on placebo": what is said holds of placebo rather."""
    than = next((place for place, item in enumerate(items) if item.text == "than"), 0)
    people = any(
        "LESS" in item.tags and (after.named("populations") or after.text in _PEOPLE)
        for item, after in pairwise(items[:than])
    )
    return people and any(item.named("arms") for item in words_after(items, than))


def _blamed(items: Sequence[Item]) -> set[int]:
    """Places of the nouns that a word of failure is said of: "the effect was not significant"."""
    for place, item in enumerate(items):
        linked = any(step.text in _COPULAS for step in words_before(items, place, 2))
        if "BAD" in item.tags and linked and not any(_joins(items, at) for at in range(place)):
            return {at for at in range(place) if "GOOD" in items[at].tags and items[at].text in _EFFECTS}
    return set()


def _joins(items: Sequence[Item], place: int) -> bool:
    """Whether another clause may start here; an "and" between a drug and placebo starts none."""
    pair = _named(words_after(items, place, 1))
    return bool(items[place].tags & {"BUT", "REL"}) or ("AND" in items[place].tags and not pair)


def _as_on_dummy(items: Sequence[Item]) -> bool:
    """ "(fell) just as quickly on the drug as on albumin", nothing being denied."""
    at = [place for place, item in enumerate(items) if item.text in _AS or "SIMILAR" in item.tags]
    if len(at) < 2 or items[at[-1]].text != "as" or _times(items, at[0]) or reversals(items):
        return False
    after = [item for item in items[at[-1] + 1 : at[-1] + 4] if item.text not in ("on", "with", "under", "the", "a")][
        :1
    ]
    dummy = any(item.named("arms") or item.text in _DUMMIES for item in after)
    return dummy and any(item.named("drugs") for item in items[at[0] : at[-1]])


def _outlook(items: Sequence[Item], place: int) -> bool:
    """ "patients with a poor prognosis": who they are, not what became of them."""
    before = [item.text for item in words_before(items, place) if item.text not in ("a", "an", "the", "very")]
    people = any(item.named("populations") or item.text in _PEOPLE for item in words_before(items, place))
    return before[-1:] == ["with"] and people and any("ACT" in item.tags for item in items[:place])


def _topic(items: Sequence[Item], place: int) -> bool:
    """ "no difference in EDSS change": what the difference is in."""
    return bool(items[place].named("outcomes")) and any(
        one.text.endswith(("difference", "differences")) and other.text in ("in", "on")
        for one, other in pairwise(words_before(items, place))
    )


def _is_placebo(items: Sequence[Item], place: int) -> bool:
    """ "IVIG = placebo"."""
    equal = items[place].text in ("is", "was", "equals", "equalled") and any(i.named("drugs") for i in items[:place])
    ends = words_after(items, place + 1, 1)
    arm = any(i.named("arms") and i.tags.isdisjoint({"SIMILAR", "BAD", "GOOD"}) for i in words_after(items, place, 1))
    return equal and arm and all("PUNCT" in i.tags for i in ends)


def of_rival(items: Sequence[Item], place: int, drug: str) -> bool:
    """ "every approved disease-modifying drug": what is praised is another drug."""
    named = items[place + 1].named("drugs") if place + 1 < len(items) else frozenset[str]()
    return bool(drug and named) and drug not in named and "VERB" not in items[place].tags


def _failed_at(items: Sequence[Item], place: int) -> bool:
    """ "no better than placebo at delaying it", "useless for slowing it": what it fails at."""
    before = words_before(items, place)
    led = next((at for at, item in enumerate(before) if item.text in ("at", "for", "in")), None)
    if led is None or not items[place].text.endswith("ing") or any("PUNCT" in item.tags for item in before[led:]):
        return False
    at = place - len(before) + led
    return at > 1 and "BAD" in items[at - 1].tags and not reversals(items[: at - 1])


def _measure(items: Sequence[Item], place: int) -> bool:
    """ "(no) more than an empty bag": what is bad is only what it is measured by."""
    than = next((at for at, item in enumerate(items[:place]) if item.text == "than"), None)
    if than is None or any(item.named("drugs") for item in items[than:]):
        return False
    return any(item.text in _MORE or "GOOD" in item.tags for item in items[:than])


def _times(items: Sequence[Item], place: int) -> bool:
    """ "twice as effective as"."""
    return any(item.text in _MULTIPLES for item in words_before(items, place))


def _spared(items: Sequence[Item], place: int) -> bool:
    """ "need not progress": a decline that is denied."""
    before = words_before(items, place)
    only = "DECLINES" in items[place].tags and not items[place].tags & {"GOOD", "BAD"}
    return only and any(item.tags & REVERSING for item in before) and not any("GOOD" in item.tags for item in before)


def _placebo_ahead(items: Sequence[Item], drug: str) -> bool:
    """ "Placebo did (no) worse than the drug"."""
    than = next((place for place, item in enumerate(items) if item.text == "than"), 0)
    left, right = items[:than], items[than + 1 :]
    ours = {drug} if drug else frozenset[str]().union(*(item.named("drugs") for item in left))
    spoken = any(item.named("drugs") & ours for item in left) or not any(item.named("arms") for item in left)
    return not spoken and any(drug in item.named("drugs") if drug else item.named("drugs") for item in right)


def _apart(items: Sequence[Item], place: int) -> bool:
    """Whether the word of failure is held off, or stands by itself ("n.s.")."""
    return items[place].text == "ns" or _held_off(items, place)


def _held_off(items: Sequence[Item], place: int) -> bool:
    """ "prevents worsening": the bad is only what the good acts on."""
    return any("GOOD" in item.tags for item in words_before(items, place, 2))


def _said_by_next(items: Sequence[Item], place: int) -> bool:
    """ "less evidence": the next word says what there is less of."""
    following = words_after(items, place, 1)
    return "LESS" in items[place].tags and (any("EVID" in item.tags for item in following) or _thin(items, place))


def _thin(items: Sequence[Item], place: int) -> bool:
    """ "the evidence is thinner": less of it, if it is evidence for something."""
    failing = any("BAD" in item.tags or "against" in item.text or item.tags & REVERSING for item in items)
    return not failing and any("EVID" in item.tags for item in items[:place])


def _named(items: Sequence[Item]) -> bool:
    return any(item.concepts for item in items)


def _failures(items: Sequence[Item]) -> list[int]:
    """A reversing verb with nothing to reverse fails by itself: "IVIG failed in SPMS", "evidence is lacking"."""
    lacks = [place for place in reversals(items) if "LACK" in items[place].tags][-1:]
    inner = max((at for at, item in enumerate(items[: lacks[0]]) if item.text == "that"), default=-1) if lacks else -1
    claims = [at for at, item in enumerate(items) if at > inner and item.tags & {"GOOD", "BAD", "ACT", "EVID"}]
    alone = [place for place in lacks if all(reach(items, place, claim) is not Reach.OVER for claim in claims)]
    unread = {at for at in alone if items[at].text == "anything but" and not _named(words_after(items, at, 1))}
    return [0 if place in unread else -sign(items, place) for place in alone]


def evidence(items: Sequence[Item]) -> list[int]:
    """Signs of words for evidence; "less evidence" is a denial of enough of it."""
    found = [place for place, item in enumerate(items) if "EVID" in item.tags]
    untried = [-1 for none, item in pairwise(items) if "NO" in none.tags and "STUDY" in item.tags]
    return [_evidence_sign(items, place) for place in found] + untried


def _evidence_sign(items: Sequence[Item], place: int) -> int:
    """ "less evidence" and "a reason to stop" are denials."""
    less = bool(place) and "LESS" in items[place - 1].tags
    following = words_after(items, place)
    if len(following) > 1 and following[0].text == "to" and following[1].opaque:
        return 0
    less |= any("LESS" in item.tags and _thin(items, at) for at, item in enumerate(items) if at > place)
    if following[:1] and following[0].text == "against" and any("LESS" in item.tags for item in items[place:]):
        return 0
    against = any("LACK" in item.tags for item in words_after(items, place))
    return -1 if less or (against and not reversals(items[:place])) else sign(items, place)
