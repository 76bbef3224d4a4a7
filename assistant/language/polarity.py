"""Whether a word of a clause is affirmed or denied there: the parity of the reversing words that govern it.

The idea is natural logic's (MacCartney and Manning 2007): reversals compose, so two of them affirm again. What governs
what is read from the words between: a reversal reaches a word only through words that are known to let it through.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.backward import behind, claim_not_upheld
from assistant.language.forward import TURNING, ahead
from assistant.language.item import REVERSING, Item
from assistant.language.reversal import CLAIM_NOUNS, Reach, cancels, partial, reversals

__all__ = ["CLAIM_NOUNS", "TURNING", "Reach", "reach", "reversals", "sign", "widened"]


def sign(items: Sequence[Item], index: int, forward: bool = False) -> int:
    """+1 when the item at `index` is affirmed, -1 when denied, 0 when that cannot be told.

    With `forward` only what stands before the item counts, as for "after", whose own clause follows it.
    """
    places = [place for place in reversals(items) if place != index]
    if forward:
        places = [place for place in places if place < index or claim_not_upheld(items, place, index)]
    reaches = [reach(items, place, index) for place in places]
    if Reach.UNSURE in reaches:
        return 0
    return -1 if reaches.count(Reach.OVER) % 2 else 1


def widened(items: Sequence[Item]) -> bool:
    """Whether a restriction is denied: "not only in these", "nobody should think it is only for them"."""
    if any("NOTONLY" in item.tags for item in items):
        return True
    restricting = [place for place, item in enumerate(items) if "ONLY" in item.tags]
    cancelled = any(item.tags & REVERSING and cancels(items, place) for place, item in enumerate(items))
    lasting = [place for place in restricting if items[place].text not in ("just", "merely", "simply")]
    return bool(restricting) and (cancelled or any(sign(items, place, forward=True) == -1 for place in lasting))


def reach(items: Sequence[Item], operator: int, target: int) -> Reach:
    """How the reversal at `operator` stands to the word at `target`."""
    if partial(items, operator):
        return Reach.UNSURE
    return ahead(items, operator, target) if operator < target else behind(items, operator, target)
