"""What stands in a sentence beside its clauses: abbreviations in brackets, "I think", "as one blog does"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.item import REVERSING, Item, verbal, words_after, words_before

STOPS = frozenset({";", ":", "—", "–", "?", "!", ".", "-"})
_ASIDES = frozenset({"as", "according", "like"})
_ASIDE_OPENERS = frozenset("on in to at for from by i we it".split())


def without_abbreviations(items: Sequence[Item]) -> list[Item]:
    """Brackets without a verb are opened; those that only name what stands before them ("... MS (SPMS)") go."""
    kept: list[Item] = []
    position = 0
    while position < len(items):
        end = _closing(items, position)
        inner = items[position + 1 : end]
        if not end or any(verbal(item) or item.tags & REVERSING for item in inner):
            kept.append(items[position])
            position += 1
            continue
        if not (len(inner) == 1 and (inner[0].concepts or inner[0].opaque)):
            kept += [item for item in inner if "PUNCT" not in item.tags]
        position = end + 1
    return kept


def without_asides(items: Sequence[Item]) -> list[Item]:
    """Without a short "as ..." between commas that names nobody: ", as one blog does,"."""
    commas = [place for place, item in enumerate(items) if item.text == ","]
    for start, end in pairwise(commas):
        inner = items[start + 1 : end]
        stops = [at for at in range(start) if items[at].tags & {"PUNCT", "AND", "BUT"}]
        before = items[max(stops, default=-1) + 1 : start]
        if inner and all(item.text == "if any" for item in inner):
            return without_asides([*items[:start], *items[end + 1 :]])
        if len(inner) > 1 and "AND" in inner[0].tags and all("AUX" in item.tags for item in inner[1:]):
            return without_asides([*items[:start], *items[end + 1 :]])
        opened = inner[:1] and (inner[0].text in _ASIDES or (inner[0].text == "if" and not any(map(verbal, before))))
        if _parenthetical(items, start, inner, end):
            return without_asides([*items[:start], *items[end + 1 :]])
        if opened and 1 < len(inner) <= 6 and not any(_matters(item) for item in inner):
            return without_asides([*items[:start], *items[end + 1 :]])
    return list(items)


def _parenthetical(items: Sequence[Item], start: int, inner: Sequence[Item], end: int) -> bool:
    """ ", I think,", ", on present evidence,": stands between a verb and what completes it."""
    opened = 1 < len(inner) <= 4 and inner[0].text in _ASIDE_OPENERS and not any(_matters(item) for item in inner)
    before, after = words_before(items, start, 1), words_after(items, end, 1)
    parted = any(item.tags & {"AUX", "LACK"} for item in before)
    return opened and parted and bool(after) and not any(item.tags & {"AND", "BUT"} for item in after)


def _matters(item: Item) -> bool:
    return bool(item.tags & (REVERSING | {"GOOD", "BAD", "FIRST"})) or any(
        item.named(group) for group in ("drugs", "populations", "diseases")
    )


def _closing(items: Sequence[Item], position: int) -> int:
    """Where the bracket that opens at `position` closes, or 0."""
    if items[position].text not in ("(", "["):
        return 0
    return next((place for place in range(position + 1, len(items)) if items[place].text in (")", "]")), 0)
