"""Which drug a word of rank or order speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.item import Item, verbal, words_after
from assistant.language.lexicon import words_of
from assistant.limits.claims import RANKED, Case

OTHERS = words_of("others")
"""Words that name the other treatments without naming one."""

_DETERMINERS = words_of("determiners")
_LINKS = words_of("order-links")
_ELSE = (["something"], ["another"], ["other"], ["others"])
_LIKENING = words_of("likening")


def holder(case: Case, place: int) -> frozenset[str]:
    """The drugs a word of rank speaks of: the object of "start with"; else those before it, after it, inherited."""
    groups = [group for group in drug_groups(case.items) if not _lesser(case.items, group[0])]
    before = [named for start, end, named in groups if end <= place]
    after = [named for start, end, named in groups if start > place]
    item = case.items[place]
    if item.named("drugs") and not predicated(case.items, place):
        return item.named("drugs")
    if [step.text for step in words_after(case.items, place, 1)] in _ELSE:
        return frozenset()
    onto = [step.text for step in words_after(case.items, place, 1)] in (["on"], ["with"]) and "VERB" in item.tags
    if after and (
        onto or item.text.startswith("step ") or item.text.split()[-1] in ("with", "to", "for", "on") or not before
    ):
        return after[0]
    if not before and place and case.items[place - 1].text in RANKED and case.items[place - 1].text.endswith("s"):
        return frozenset()
    if not groups and (rivals := pointed_rivals(case)):
        return rivals
    if not groups and any(step.text in OTHERS for step in case.items[:place]):
        return frozenset()
    if len(before) > 1 and _likened(case.items, groups[len(before) - 1][0]):
        return before[-1] | before[-2]
    return before[-1] if before else case.frame.subject.drugs or frozenset({case.drug})


def pointed_rivals(case: Case) -> frozenset[str]:
    """ "(The others ...,) patients must use them earlier", "(A ...) and remains the usual one": whom it speaks of."""
    if case.frame.own.drugs:
        return frozenset()
    first, *rest = case.items
    elided = case.frame.clause.linked and "AND" in first.tags and any(map(verbal, rest[:1]))
    pointed = elided or any(step.text in ("them", "these", "those") for step in case.items)
    before = case.frame.sentence[: -len(case.items)]
    if "REL" in first.tags:
        named = next((step.named("drugs") for step in reversed(before) if step.named("drugs")), frozenset[str]())
        return named - {case.drug} if case.drug not in named else frozenset()
    if elided:
        before = before[
            max((at for at, step in enumerate(before[:-1]) if step.tags & {"AND", "PUNCT", "BUT"}), default=0) :
        ]
        named = next((step.named("drugs") for step in before if step.named("drugs")), frozenset[str]())
        return named - {case.drug} if case.drug not in named else frozenset()
    rivals = [step.named("drugs") - {case.drug} for step in before if step.named("drugs")]
    return rivals[0] if pointed and rivals else frozenset()


def _lesser(items: Sequence[Item], place: int) -> bool:
    """Whether the drug at `place` is the lesser one: "than IVIG", "over IVIG"; not in "nothing is better than"."""
    against = place > 0 and (items[place - 1].text == "than" or "OVERTAKES" in items[place - 1].tags)
    return against and not any("NO" in item.tags for item in items[:place])


def _likened(items: Sequence[Item], place: int) -> bool:
    """Whether the drug at `place` is only what another is likened to: "equals interferon"."""
    return place > 0 and items[place - 1].text in _LIKENING


def drug_groups(items: Sequence[Item]) -> list[tuple[int, int, frozenset[str]]]:
    """Drugs in a row ("interferon, glatiramer and IVIG") make one group: (start, end, ids)."""
    groups: list[tuple[int, int, frozenset[str]]] = []
    for place, item in enumerate(items):
        named = item.named("drugs")
        if not named or (groups and predicated(items, place)):
            continue
        if groups and all(step.text in (",", "and", "or", "the") for step in items[groups[-1][1] : place]):
            start, _, ids = groups.pop()
            groups.append((start, place + 1, ids | named))
        else:
            groups.append((place, place + 1, named))
    return groups


def predicated(items: Sequence[Item], place: int) -> bool:
    """Whether the word is said of something ("is the standard") rather than naming it ("the standard drugs")."""
    return "NORM" in items[place].tags and said_of(items, place) is not False


def said_of(items: Sequence[Item], place: int) -> bool | None:
    """Whether a linking verb leads to the word; None when it opens the clause."""
    while place > 0 and (items[place - 1].text in _DETERMINERS or "NOT" in items[place - 1].tags):
        place -= 1
    return items[place - 1].text in _LINKS if place else None
