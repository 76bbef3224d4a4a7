"""Words that turn with what stands beside them: "plan: the drug", "gained disability", "rescue patients"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.forward import TURNING
from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of

_ORDERING = words_of("ordering")
_BURDENS = words_of("burdens")
_GAINING = ("gain", "accru", "acquir", "pick up", "picked up")
_LITTLE = frozenset("a an the any no more further new extra less little much".split())
_OWNED = frozenset("a an the any its his her their my our your all some of what little".split())
_BEING = frozenset({"is", "was", "were", "are", "be", "been", "quite"})
HINDERED = words_of("hindered")
DECIDERS = frozenset("we they i you he she patient team all both and".split())


def planned(items: Sequence[Item], place: int) -> Item | None:
    """ "Plan: the drug": a heading of a note that orders what follows it."""
    item, after = items[place], words_after(items, place, 1)
    if item.text not in _ORDERING or not near(after, ":", "-", "–", "—"):
        return None
    near_drug = words_after(items, place + 1, 4)
    drug = any(step.named("drugs") for step in near_drug) and not any(step.tags & REVERSING for step in near_drug[:1])
    return replace(item, tags=item.tags | {"ACT", "STRONG"}) if drug else None


def burdened(items: Sequence[Item], place: int) -> Item | None:
    """ "No disability was gained": to gain what is bad is to get worse."""
    if not items[place].text.startswith(_GAINING):
        return None
    before = [step for step in items[:place] if not step.tags & {"AUX", "NOT"}][-1:]
    after = [step for step in words_after(items, place) if step.text not in _LITTLE][:1]
    burden = near([*before, *after], *_BURDENS)
    return replace(items[place], tags=frozenset({"BAD", "DECLINES", "VERB"})) if burden else None


def losing(items: Sequence[Item], place: int) -> Item | None:
    """ "has lost his independence": what is good is gone."""
    if not items[place].text.startswith(("lose", "losing", "lost")) or "VERB" not in items[place].tags:
        return None
    after = [step for step in words_after(items, place) if step.text not in _OWNED][:1]
    good = any("GOOD" in step.tags and not ("LESS" in step.tags or step.text in ("place", "role")) for step in after)
    return replace(items[place], tags=frozenset({"LACK", "VERB"})) if good else None


def rescuing(items: Sequence[Item], place: int) -> Item | None:
    """ "might rescue patients": saves them, and is no last resort."""
    if items[place].text not in ("rescue", "rescues", "rescued"):
        return None
    after, before = words_after(items, place, 2), words_before(items, place, 1)
    people = near(after, *HINDERED) or any(step.named("populations") for step in after)
    verb = people or any("AUX" in step.tags for step in before)
    return replace(items[place], tags=frozenset({"GOOD", "VERB"})) if verb else None


def assenting(items: Sequence[Item], place: int) -> Item | None:
    """ "they were right to be wary": somebody is agreed with, and nothing called right to use."""
    item, after = items[place], words_after(items, place)
    if item.text != "right" or not near(after[:1], "to") or not near(words_before(items, place), *_BEING):
        return None
    somebody = near(words_before(items, place), *DECIDERS)
    used = any("ACT" in step.tags and "AUX" not in step.tags for step in after)
    return replace(item, tags=frozenset({"PLAIN"})) if somebody and not used else None


def manner(items: Sequence[Item], place: int) -> Item | None:
    """An unknown adverb says only how ("quickly"), unless it is what is denied ("not ...ly")."""
    item = items[place]
    adverb = item.opaque and item.text.endswith("ly") and len(item.text) > 5
    turning = item.text.startswith(TURNING) or "less" in item.text
    denied = any(step.tags & REVERSING or "AUX" in step.tags for step in words_before(items, place, 1))
    return replace(item, tags=frozenset({"PLAIN"})) if adverb and not turning and not denied else None


def near(items: Sequence[Item], *texts: str) -> bool:
    """Whether one of the items is one of these words."""
    return any(item.text in texts for item in items)
