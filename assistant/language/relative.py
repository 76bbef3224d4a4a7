"""Relative clauses that no comma sets off: "patients who are worse", "disease that does not respond"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.item import Item

_WHO = frozenset({"who", "whom", "in whom", "for whom", "whose"})
_PEOPLE = frozenset({"patients", "people", "those", "someone", "anyone", "disease", "cases", "patient", "person"})


def without_relative(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items outside the first relative clause; none where there is no such clause."""
    start = next((place for place in range(len(items)) if _opens(items, place)), None)
    if start is None:
        return ()
    return (*items[:start], *items[_end(items, start) :])


def _opens(items: Sequence[Item], place: int) -> bool:
    item = items[place]
    noun = place > 0 and (bool(items[place - 1].named("populations")) or items[place - 1].text in _PEOPLE)
    return noun and (item.text in _WHO or item.text == "that")


def _end(items: Sequence[Item], start: int) -> int:
    """Where the main verb comes: the first auxiliary after the clause's own verb."""
    own = seen = False
    for place in range(start + 1, len(items)):
        item = items[place]
        before = items[place - 1]
        after_noun = seen and not before.tags & {"AUX", "NOT", "REL", "VERB"}
        seen = seen or "AUX" in item.tags
        if (own or after_noun) and "AUX" in item.tags and before.text != "to":
            return place
        own = own or ("AUX" not in item.tags and bool(item.tags & {"VERB", "GOOD", "BAD", "ACT"}))
    return len(items)
