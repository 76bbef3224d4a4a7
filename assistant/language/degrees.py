"""Words that in their company only measure, count or limit: "well ahead of", "the second year", "limits its use"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.item import Item, words_after, words_before
from assistant.language.turns import DECIDERS, near

_ORDINALS = frozenset("first second third fourth next last".split())
_ARTICLES = frozenset("a an the now not our its giving using with".split())
_TIMES = frozenset("year years month months week weeks day days half decade visit visits quarter".split())
_TIMES |= {f"{one}'s" for one in _TIMES}
_NEED = ("no", "the", "a", "any", "clear", "unmet", "little", "medical", "clinical", "of")
_DISTANCES = frozenset("ahead behind short below above beyond before after".split()) | {"ahead of", "short of"}
_CITED = frozenset("quoted cited mentioned invoked quoted called termed".split())
_WORKS = frozenset("finding further future more recent later earlier ongoing this".split())
_ANYTHING = frozenset({"anything", "nothing", "something"})
_DECISIONS = frozenset("decision decisions choice whether proposal proposals reluctance".split())
_RUNNING = ("infused", "infusing", "given", "started", "start", "run", "runs")
_RUNS = ("infusion", "drip")
_KEEP = frozenset({"keep", "keeps", "kept", "keeping"})
_HURDLES = frozenset("approval authorisation authorization permission justification consent funding".split())
_EACH = frozenset("such any each every an this that".split())
_LIMITED = frozenset("gram dose upper age time no fixed weight".split())
_QUANTITIES = frozenset("dozen hundred few year month decade third quarter half handful week day order".split())


def degree(items: Sequence[Item], place: int) -> Item | None:
    """ "well ahead of", "settled into", "usually quoted", "finding work": praises, settles or ranks nothing."""
    item, after = items[place], words_after(items, place, 1)
    well = item.text == "well" and near(after, *_DISTANCES)
    into = item.text in ("settled", "settles") and near(after, "into")
    cited = "NORM" in item.tags and near(after, *_CITED)
    noun = item.text == "work" and place > 0 and near(words_before(items, place, 1), *_WORKS)
    paper = item.text in ("order", "request") and near(words_before(items, place, 1), *_EACH)
    basis = item.text == "basis" and near(words_before(items, place), "on")
    limit = item.text == "limit" and near(words_before(items, place, 1), *_LIMITED)
    number = "NOTONLY" in item.tags and item.text.startswith("more than a") and near(after, *_QUANTITIES)
    return (
        replace(item, tags=frozenset({"PLAIN"}))
        if well or into or cited or noun or paper or basis or limit or number
        else None
    )


def paced(items: Sequence[Item], place: int) -> Item | None:
    """ "infused slowly", "a slow drip": how fast it runs; "infusions slow it" is said of what they slow."""
    before, after = words_before(items, place, 2), words_after(items, place, 1)
    how = items[place].text == "slowly" and any(step.text.startswith(_RUNNING) for step in before)
    which = items[place].text in ("slow", "slower") and any(step.text.startswith(_RUNS) for step in after)
    return replace(items[place], tags=frozenset({"HANDLING", "PLAIN"})) if how or which else None


def least(items: Sequence[Item], place: int) -> Item | None:
    """ "the least appropriate": not at all."""
    least = items[place].text == "least"
    praised = any(step.tags & {"GOOD", "NORM"} for step in words_after(items, place, 1))
    return replace(items[place], tags=frozenset({"LACK"})) if least and praised else None


def gone(items: Sequence[Item], place: int) -> Item | None:
    """ "The days when nobody knew are over": what was no longer is."""
    ends = all("PUNCT" in step.tags for step in words_after(items, place, 1))
    over = items[place].text in ("over", "gone", "past") and ends and place > 0 and "AUX" in items[place - 1].tags
    return replace(items[place], tags=frozenset({"FALSE"})) if over and near(items[:4], *_TIMES) else None


def permitted(items: Sequence[Item], place: int) -> Item | None:
    """ "requires the panel's approval": a hurdle, and no advice."""
    needs = items[place].text.startswith(("requir", "need")) and "ACT" in items[place].tags
    hurdle = near(words_after(items, place, None), *_HURDLES)
    return replace(items[place], tags=frozenset({"NEUTRAL", "PLAIN", "VERB"})) if needs and hurdle else None


def decided(items: Sequence[Item], place: int) -> Item | None:
    """ "any decision to use it": what is to be decided, not done."""
    before = [item.text for item in words_before(items, place, 2)]
    open_ = "ACT" in items[place].tags and before[-1:] == ["to"] and before[0] in _DECISIONS
    return replace(items[place], tags=frozenset({"PLAIN", "NEUTRAL", "VERB"})) if open_ else None


def kept_out(items: Sequence[Item], place: int) -> Item | None:
    """ "keep me out of a wheelchair": kept from what is bad."""
    rest = words_after(items, place, None)
    out = near(rest[:3], "out") and any(step.named("outcomes") or step.text in ("chair", "bed") for step in rest)
    return replace(items[place], tags=frozenset({"GOOD", "VERB"})) if items[place].text in _KEEP and out else None


def hopeless(items: Sequence[Item], place: int) -> Item | None:
    """ "a non-starter": starts nothing."""
    item = items[place]
    return replace(item, tags=frozenset({"BAD"}), concepts=frozenset()) if item.text == "non starter" else None


def excepting(items: Sequence[Item], place: int) -> Item | None:
    """ "anything other than routine": turns what follows."""
    turned = items[place].text == "other than" and near(words_before(items, place, 1), *_ANYTHING)
    return replace(items[place], tags=frozenset({"NOT"})) if turned else None


def staged(items: Sequence[Item], place: int) -> Item | None:
    """ "left the relapsing stage behind", "the primary form", "his walking failing": of the disease, of no order."""
    item = items[place]
    left = item.text == "behind" and near(words_before(items, place, None), "left", "leave", "leaves", "leaving")
    form = item.text == "primary" and near(words_after(items, place, 1), "form", "type", "variant")
    phase = "RANK" in item.tags and near(words_after(items, place, 1), "phase", "stage", "stages", "phases", "years")
    if left or form or phase:
        return replace(item, tags=frozenset({"PLAIN"}))
    failing = item.text == "failing" and place > 0 and bool(items[place - 1].named("outcomes"))
    return replace(item, tags=frozenset({"BAD", "DECLINES", "VERB"})) if failing else None


def ending(items: Sequence[Item], place: int) -> Item | None:
    """ "has ended years of guesswork": what was not settled is."""
    ended = items[place].text in ("ended", "ends", "end", "resolved", "resolves", "dispelled", "dispels")
    open_ = any("UNFIXED" in step.tags for step in words_after(items, place))
    return replace(items[place], tags=frozenset({"LACK", "VERB"})) if ended and open_ else None


def counting(items: Sequence[Item], place: int) -> Item | None:
    """ "by the second year", "set out to answer": counts or replies, and ranks or praises no treatment."""
    item = items[place]
    if item.text == "need" and place and not near(words_before(items, place, 1), *_NEED):
        return replace(item, tags=item.tags - {"EVID"})
    counted = item.text in _ORDINALS and near(words_after(items, place, 1), *_TIMES)
    replying = item.text == "answer" and (
        near(words_before(items, place, 1), "to")
        or near(items[:place], "will")
        or near(words_after(items, place, 1), "that")
    )
    return replace(item, tags=frozenset({"PLAIN"})) if counted or replying else None


def limiting(items: Sequence[Item], place: int) -> Item | None:
    """ "limits its usefulness", "we agreed not to": a check on what is good, a decision."""
    item = items[place]
    if item.text in ("limit", "limits", "limiting"):
        after = [step for step in words_after(items, place) if step.text not in _ARTICLES][:1]
        if any(step.tags & {"GOOD", "ACT"} for step in after):
            return replace(item, tags=frozenset({"LACK", "VERB"}))
    if item.text == "add" and near(items[:place], "what") and not any(i.concepts for i in words_after(items, place, 1)):
        return replace(item, tags=frozenset({"GOOD", "VERB"}))
    if item.text == "offering" and not place:
        return replace(item, tags=item.tags - {"GOOD"})
    if item.text == "agreed" and place and items[place - 1].text in DECIDERS:
        return replace(item, tags=frozenset({"PLAIN", "VERB"}))
    return None
