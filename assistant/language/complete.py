"""Clauses without a claim word that say all they have to say, and carry nothing on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.frame import Frame
from assistant.language.item import Item, verbal, words_after
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals

_LIGHT = words_of("light")
_HAVING = frozenset("is are was were has had have become became becomes".split())
_NOW = frozenset("now already clearly also a the by then still frankly plainly truly".split())


def is_population(items: Sequence[Item]) -> bool:
    """ "(since) her MS is now secondary progressive": it is said what somebody has, and nothing carried on."""
    if any(item.named("drugs") for item in items):
        return False
    last = next((at for at in reversed(range(len(items))) if items[at].text in _HAVING), len(items))
    after = [item for item in items[last + 1 :] if item.text not in _NOW][:1]
    return last > 0 and any(item.named("populations") for item in after)


def there_is_none(items: Sequence[Item]) -> bool:
    """ "in that form there are no trials": says all of it."""
    none = any(item.text == "there" and after.text in _HAVING for item, after in pairwise(items))
    return none and any("NO" in item.tags and after.tags & {"STUDY", "EVID"} for item, after in pairwise(items))


def none_of_it(items: Sequence[Item]) -> bool:
    """ "PPMS: no RCTs": a fragment that says all of it."""
    none = any("NO" in item.tags and after.tags & {"STUDY", "EVID"} for item, after in pairwise(items))
    return none and not any(map(verbal, items))


def of_study(frame: Frame) -> bool:
    """ "The only study included 12 patients": of a study, and all of it said."""
    study = any("STUDY" in item.tags for item in frame.items[:6])
    behind = any(
        item.text in ("has", "have") and any(step.named("studies") or "STUDY" in step.tags for step in frame.items[at:])
        for at, item in enumerate(frame.items)
    )
    if behind and not reversals(frame.items):
        return True
    last = frame.items[-1]
    if last.text in ("so", "yes", "it", "that", "this") or "AUX" in last.tags:
        return False
    return study and len(frame.items) > 4 and not (frame.own.drugs or reversals(frame.items))


def unknown(items: Sequence[Item]) -> bool:
    """ "We simply do not know": an answer that leaves the question open."""
    know = next((at for at, item in enumerate(items) if item.text in ("know", "knows", "say", "tell")), None)
    return know is not None and len(reversals(items[:know])) == 1 and not any("ACT" in item.tags for item in items)


def full(items: Sequence[Item]) -> bool:
    """ "we did not list her": after its auxiliary the clause has a verb of its own."""
    last = next((place for place in reversed(range(len(items))) if items[place].tags & {"AUX", "NOT"}), len(items))
    return any(item.text not in _LIGHT for item in words_after(items, last, 1))
