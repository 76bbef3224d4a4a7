"""Words whose sense depends on their company: stopping a drug, being off it, choosing it over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.item import Item
from assistant.language.lexicon import Tags, words_of

_EXCEPT = frozenset({"without", "except", "except for", "apart from", "other than", "save for", "besides"})
_BESIDE_DRUG: dict[str, Tags] = {
    "despite": frozenset({"BAD"}),
    "in spite of": frozenset({"BAD"}),
    "off": frozenset({"LACK"}),
    "over": frozenset({"OVERTAKES"}),
    "above": frozenset({"OVERTAKES"}),
    **{word: frozenset({"NOT"}) for word in _EXCEPT},
}
_STOPPING = words_of("stopping")
_COPULAS = words_of("copulas")
_HINDERED = words_of("hindered")
_VANISHING = words_of("vanishing")
_PARTED = {
    **dict.fromkeys(("leave", "leaves", "leaving", "left"), ("out", "off", "aside", "alone")),
    **dict.fromkeys(("rule", "rules", "ruling", "ruled", "keep", "keeps", "keeping", "kept"), ("out", "away")),
    **dict.fromkeys(("set", "setting", "put", "putting", "lay"), ("aside",)),
    **dict.fromkeys(("turn", "turned", "turning"), ("down",)),
    **dict.fromkeys(("write", "writing", "wrote", "call", "calling"), ("off",)),
    **dict.fromkeys(("give", "giving", "gave"), ("up",)),
}
_ARTICLES = frozenset("a an the now not our its giving using with".split())


def in_company(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with the tags that their neighbours give them."""
    read = list(items)
    for place in range(len(read)):
        read[place] = _read(read, place)
    return tuple(read)


def _read(items: Sequence[Item], place: int) -> Item:
    item = items[place]
    if "NORM" in item.tags and item.named("drugs") and item.text[-1] != "s" and _linked(items[:place]):
        return replace(item, concepts=frozenset())
    if item.text in _STOPPING:
        return replace(item, tags=item.tags | {"VERB", "LACK" if _drug_next(items, place) else "GOOD"})
    if item.text in _BESIDE_DRUG and _drug_next(items, place):
        return replace(item, tags=_BESIDE_DRUG[item.text])
    if item.text == "but" and place and "NO" in items[place - 1].tags and _drug_next(items, place):
        return replace(item, tags=frozenset({"NOT"}))
    if item.text.startswith("prove") and _complement(items, place):
        return replace(item, tags=frozenset({"PLAIN", "VERB"}))
    if item.text in _VANISHING and any("GOOD" in step.tags for step in items[max(0, place - 6) : place]):
        return replace(item, tags=frozenset({"LACK", "VERB"}))
    if item.text in _PARTED and _drug_next(items, place) and _near(items[place + 2 : place + 5], *_PARTED[item.text]):
        return replace(item, tags=frozenset({"LACK", "VERB"}))
    if item.text == "down" and _near(items[max(0, place - 4) : place], "let", "lets"):
        return replace(item, tags=frozenset({"BAD"}))
    if item.text == "behind" and any(step.tags & {"STUDY", "EVID"} for step in items[max(0, place - 1) : place]):
        return Item("for", frozenset({"PLAIN"}))
    if item.text == "beyond" and _near(items[place + 1 : place + 5], "reach", "help", "scope"):
        return replace(item, tags=frozenset({"LACK"}))
    return item


def _complement(items: Sequence[Item], place: int) -> bool:
    """ "proved (to be) ineffective": the verb only links."""
    return any(item.tags & {"BAD", "GOOD", "LACK", "FALSE"} for item in items[place + 1 : place + 4])


def _near(items: Sequence[Item], *texts: str) -> bool:
    return any(item.text in texts for item in items)


def _drug_next(items: Sequence[Item], place: int) -> bool:
    """Whether a drug, or somebody kept from it, comes next, articles aside."""
    following = [item for item in items[place + 1 : place + 4] if item.text not in _ARTICLES][:1]
    return any(item.named("drugs") or item.text in _HINDERED for item in following)


def _linked(before: Sequence[Item]) -> bool:
    """Whether a linking verb leads here, articles aside: "is a standard treatment" names no other drug."""
    steps = [item.text for item in before if item.text not in _ARTICLES]
    return bool(steps) and steps[-1] in _COPULAS
