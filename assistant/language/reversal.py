"""The words of a clause that reverse a claim, and which of them are cancelled or leave some of it standing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of

_ADVICE = (
    "advis",
    "advice",
    "recommend",
    "counsel",
    "caution",
    "warn",
    "argu",
    "speak",
    "spoke",
    "decid",
    "guid",
    "count",
)
CLAIM_NOUNS = words_of("claim-nouns")
"""What is claimed, hoped or shown, as a noun: "the view that", "evidence that"."""
NOUNS = words_of("nouns")


class Reach(Enum):
    """How a reversing word stands to another word."""

    OVER = "governs it"
    OFF = "does not reach it"
    UNSURE = "may govern it"


def reversals(items: Sequence[Item]) -> list[int]:
    """Places of the words that reverse a claim; "not only" and the like do not."""
    return [
        place
        for place, item in enumerate(items)
        if (item.tags & REVERSING and not cancels(items, place)) or _advised_against(items, place)
    ]


def _advised_against(items: Sequence[Item], place: int) -> bool:
    """ "advise patients against it": the preposition reverses the advice before it."""
    if items[place].text != "against":
        return False
    advised = any(item.text.startswith(_ADVICE) or "EVID" in item.tags for item in items[:place])
    only = any("ONLY" in item.tags for item in words_before(items, place))
    return advised and not only


def cancels(items: Sequence[Item], place: int) -> bool:
    """ "not only", "not limited": the claim stands and is widened; "licence or not": either way."""
    if items[place].text == "not" and place and items[place - 1].text == "or":
        return True
    near, far = words_after(items, place, 2), words_after(items, place, 5)
    counted = next((at for at, item in enumerate(far) if item.named("studies") or "NUMBER" in item.tags), len(far))
    only = any("ONLY" in item.tags for item in near) or any(item.text in ("only", "alone") for item in far[:counted])
    only &= "NOT" in items[place].tags
    return only or _topped(items, place)


def _topped(items: Sequence[Item], place: int) -> bool:
    """ "Nothing works better than this drug": what is denied is that anything else is better."""
    if not items[place].tags & {"NO", "NOT"} or any(
        item.named("drugs") or item.named("arms") for item in items[:place]
    ):
        return False
    steps = ("than", "like") if "NO" in items[place].tags else ("than",)
    than = next((at for at, item in enumerate(items) if at > place and item.text in steps), None)
    if than is None or not any(item.named("drugs") for item in words_after(items, than, None)):
        return False
    return "NO" in items[place].tags or any(item.text in ("better", "more") for item in items[place:than])


def partial(items: Sequence[Item], place: int) -> bool:
    """ "not all", "not always": some are left to affirm."""
    if not items[place].tags & {"NOT", "NO"}:
        return False
    after = items[place + 1 :]
    near = [item for item in after[:3] if item.text not in ("a", "an", "of", "be")][:1]
    ranked = near and near[0].text == "as" and any(item.tags & {"FIRST", "LATER", "NORM"} for item in after[1:3])
    if (any("PARTLY" in item.tags for item in near) and not ranked) or _likened_partly(after):
        return True
    return bool(items[place].tags & {"NOT"}) and any("ALL" in item.tags for item in after)


def _likened_partly(after: Sequence[Item]) -> bool:
    """ "does not help as much", "is not effective to the same degree", "no better in this form than in that"."""
    if any("SIMILAR" in item.tags and ("PARTLY" in item.tags or item.text.startswith("as ")) for item in after[:7]):
        return not any(item.named("arms") for item in after)
    than = next((at for at, item in enumerate(after) if item.text == "than"), None)
    return than is not None and any(item.named("populations") for item in words_after(after, than, 2))
