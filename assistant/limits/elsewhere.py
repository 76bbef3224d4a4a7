"""Effects spoken of that are not the drug's there: brought down to nothing, another's doing, another form's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.item import Item, words_after
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals
from assistant.limits.claims import Case, signs
from assistant.limits.effects import efficacy, evidence
from assistant.limits.topic import on_relapses

_STOPPING = words_of("stopping")
_PRESSING = words_of("pressing")


def elsewhere(case: Case) -> bool:
    """Whether the clause's effect is not claimed for the drug in the limit's populations."""
    items = case.items
    return (
        _before_other(case)
        or _settled_below(case)
        or _not_its_doing(case)
        or _only_harm(items)
        or _well_since(case)
        or _stage(case)
    )


def less_there(case: Case) -> bool:
    """ "works better in this form than in that": in that it works, too."""
    if not case.items[0].text.startswith("than") or not case.frame.own.populations & case.family:
        return False
    before = case.frame.sentence[: -len(case.items)]
    evidence = any("EVID" in item.tags for item in before)
    return not evidence and 1 in signs(before, {"CORE"}) and not reversals(before)


def _settled_below(case: Case) -> bool:
    """ "weaker there than here: there is none": a comparison that the rest of the sentence brings down to nothing."""
    following = case.frame.following
    lesser = any("LESS" in item.tags or item.text == "even" for item in case.items)
    after = [*efficacy(following), *evidence(following)]
    return lesser and bool(after) and set(after) == {-1}


def _not_its_doing(case: Case) -> bool:
    """ "Whatever made her better, it was not the drug"."""
    following = case.frame.following
    denied = [at for at, item in enumerate(following) if item.text == "not"]
    ours = any(case.drug in item.named("drugs") for at in denied for item in words_after(following, at))
    plain = all(item.tags & {"PLAIN", "AUX", "NOT", "PUNCT"} or case.drug in item.named("drugs") for item in following)
    return (
        ours and plain and len(denied) == 1 and not case.frame.own.drugs and following[0].text in ("it", "that", "this")
    )


def _only_harm(items: Sequence[Item]) -> bool:
    """ "The only thing it changes is the bill"."""
    opened = [item.text for item in items[:3]]
    linked = [at for at, item in enumerate(items) if item.text in ("is", "was", "are")]
    if "thing" not in opened[1:] or "only" not in opened or not linked or reversals(items):
        return False
    rest = items[linked[-1] :]
    return any("RISK" in item.tags for item in rest) and not any("GOOD" in item.tags or item.opaque for item in rest)


def demanded(case: Case) -> bool:
    """ "If they will not give it, find another clinic"."""
    refused = case.frame.clause.role == "if" and bool(reversals(case.items)) and case.drug in case.frame.own.drugs
    given = any("ACT" in item.tags and "AUX" not in item.tags for item in case.items)
    return refused and given and any(item.text in _PRESSING for item in case.frame.following[:4])


def _well_since(case: Case) -> bool:
    """ "(It was stopped,) no deterioration since"."""
    before = case.frame.sentence
    stopped = any(item.text in _STOPPING for item in before)
    return stopped and case.items[-1].text == "since" and "NO" in case.items[0].tags and not case.frame.own.drugs


def _stage(case: Case) -> bool:
    """ "Once MS has settled into steady worsening, ...": when it is, nothing said of the drug yet."""
    frame = case.frame
    if frame.clause.role not in ("when", "if") or frame.own.drugs or not frame.own.populations:
        return False
    return not any(item.tags & {"CORE", "ACT", "FIRST"} or item.opaque for item in case.items)


def _before_other(case: Case) -> bool:
    """An effect on relapses that opens a sentence which names the population only later."""
    frame = case.frame
    first = frame.sentence[: len(frame.items)] == frame.items and not frame.own.populations
    return first and on_relapses(case) and any(item.named("populations") & case.family for item in frame.following)
