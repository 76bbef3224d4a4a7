"""How a reversal stands to a word after it: which words between them let it through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.item import REVERSING, Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.reversal import NOUNS, Reach

_LINKS = words_of("links")
_CLAIMS = frozenset({"GOOD", "BAD", "FIRST", "LATER"})
TURNING = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "mal")
_SINCE = frozenset({"after", "following", "since", "because of", "in the light of", "in the wake of", "owing to"})
_WHO = frozenset({"who", "which", "whom"})
_FOR_WHOM = frozenset({"for whom", "in whom"})
_FACTIVE = words_of("factive")


def ahead(items: Sequence[Item], operator: int, target: int) -> Reach:
    """How the reversal at `operator` stands to the word at `target` after it."""
    path = items[operator + 1 : target]
    label = next((at for at, item in enumerate(path) if item.text in (":", "-", "–", "—")), None)
    if label is not None and any(item.tags & REVERSING for item in path[label:]):
        return Reach.OFF
    if _ended(items, operator, path):
        return Reach.OFF
    if "LACK" in items[operator].tags and any(item.text == "," for item in path):
        return Reach.UNSURE
    through = _WHO | _FOR_WHOM if "NO" in items[operator].tags else _WHO
    if any(item.tags & {"REL", "BUT"} and item.text not in through for item in path[1:]):
        return Reach.UNSURE
    if _past_its_clause(items[operator], path) or any("RISK" in item.tags for item in path[:2]):
        return Reach.OFF
    head = next((item for item in path if item.text not in _LINKS), None)
    described = "NO" in items[operator].tags and not any(verbal(item) for item in path) and "GOOD" in items[target].tags
    if (head is not None and head.opaque and not described) or any(_may_turn(item) for item in path):
        return Reach.UNSURE
    if any(
        "AND" in item.tags and (after.named("populations") or after.named("drugs")) for item, after in pairwise(path)
    ):
        return Reach.UNSURE
    if _why(items[operator + 1 :], len(path)):
        return Reach.OFF
    if any(item.text in _FACTIVE and after.text == "that" for item, after in pairwise(path)):
        return Reach.UNSURE
    if _within_relative(items, operator, path):
        return Reach.OFF
    claims = [place for place, item in enumerate(path) if item.tags & _CLAIMS and not item.tags & {"PLAIN"}]
    if claims and not _linked(path[claims[-1] + 1 :], items[target]):
        return Reach.UNSURE
    return Reach.OVER


def _ended(items: Sequence[Item], operator: int, path: Sequence[Item]) -> bool:
    """ "no trial, no evidence", "without benefit it was stopped": the noun phrase that it reaches is over."""
    listed = any(item.text == "," and after.tags & {"NO", "WITHOUT"} for item, after in pairwise(path))
    if "NO" in items[operator].tags and listed:
        return True
    later = "LATER" in items[operator + len(path) + 1].tags and any(item.text == "," for item in path)
    apart = any(item.text == ":" for item in path) and not any(map(verbal, items[operator:]))
    if apart or _of_gerund(items, operator, path) or (later and not any(map(verbal, items))):
        return True
    if len(path) > 1 and path[-1].text == "," and _finite(items[operator + len(path) + 1]):
        return True
    if not _shut_in(items, operator):
        return False
    if "AUX" in items[operator + len(path) + 1].tags and "WITHOUT" in items[operator].tags:
        return True
    finite = any(verbal(item) and not _attributive(path, at) for at, item in enumerate(path))
    return finite or any(item.text == "," for item in path)


def _of_gerund(items: Sequence[Item], operator: int, path: Sequence[Item]) -> bool:
    """ "Not being eligible for the one does not make ...": what opens the sentence denies only its own verb."""
    gerund = operator == 0 and "NOT" in items[0].tags and any(item.text.endswith("ing") for item in path[:1])
    return gerund and any("AUX" in item.tags for item in path[1:]) and any(item.tags & REVERSING for item in path[1:])


def _finite(item: Item) -> bool:
    """ ", works in those": a verb of its own."""
    first, *more = item.text.split()
    return first.endswith("s") and ("VERB" in item.tags or ("GOOD" in item.tags and bool(more)))


def _past_its_clause(operator: Item, path: Sequence[Item]) -> bool:
    """ "skip this and start that", "faded after the trial showed nothing": another clause has begun on the way."""
    if {"LACK", "OVERTAKES"} <= operator.tags and path and "AND" in path[-1].tags:
        return True
    since = next((at for at, item in enumerate(path) if item.text in _SINCE), len(path))
    return since < len(path) and ("LACK" in operator.tags or any(item.tags & REVERSING for item in path[since:]))


def _why(items: Sequence[Item], target: int) -> bool:
    """ "never learn why it failed": that it did is taken for granted."""
    why = next((at for at, item in enumerate(items[:target]) if item.text == "why"), None)
    if why is None or any("EVID" in item.tags for item in items[:why]):
        return False
    return not any(item.text in ("would", "should", "could", "might", "can") for item in items[why : target + 1])


def _within_relative(items: Sequence[Item], operator: int, path: Sequence[Item]) -> bool:
    """ "those who did not respond to it should ...": the reversal stays in its relative clause."""
    if not any(item.text in ("who", "whom") for item in words_before(items, operator, 4)):
        return False
    verb = next((at for at, item in enumerate(path) if "VERB" in item.tags or item.text.startswith("respon")), None)
    verb = -1 if items[operator].tags >= {"LACK", "VERB"} else verb
    return verb is not None and any(
        "AUX" in item.tags and not path[at - 1].tags & {"VERB", "AUX", "REL"} and path[at - 1].text != "to"
        for at, item in enumerate(path)
        if at > verb + 1
    )


def _may_turn(item: Item) -> bool:
    """Whether a word may hide a reversal of its own: a known one, or an unknown one built like one ("unusual")."""
    if item.opaque:
        return item.text.startswith(TURNING) or item.text.endswith("less")
    return "HIDDEN" in item.tags and not item.tags & _CLAIMS


def _linked(between: Sequence[Item], target: Item) -> bool:
    finite = "VERB" in target.tags and target.text.endswith(("ed", "s"))
    if finite and between and between[-1].text not in ("or", "nor", "to", "any", "and"):
        return False
    return all(item.text in _LINKS or item.concepts or item.tags & {"PLAIN"} for item in between) and not any(
        verbal(item) and item.text not in ("be", "been") for item in between
    )


def _attributive(path: Sequence[Item], at: int) -> bool:
    """Whether the verb form is an infinitive, or a participle that only describes what follows ("no proven role")."""
    led = at == 0 or path[at - 1].text.endswith("ly")
    return (at > 0 and path[at - 1].text == "to") or (led and path[at].text.endswith(("ed", "en", "ing")))


def _shut_in(items: Sequence[Item], operator: int) -> bool:
    """Whether the reversal reaches its own noun phrase only: after a preposition, or as an object."""
    tags = items[operator].tags
    linked = operator > 0 and "AUX" in items[operator - 1].tags
    if "WITHOUT" in tags or (items[operator].text in NOUNS and not (linked and "NO" in tags)):
        return True
    if "NO" not in tags:
        return False
    before = items[:operator]
    if before and before[-1].text in ("and", "or"):
        return any(item.text in ("with", "having") for item in before[-5:])
    if before and before[-1].text in ("with", "of", "having", "had", "has", "from", "despite", "for", "carries", "at"):
        if before[-1].text == "of" and any(item.text in ("aware", "know", "knows", "heard") for item in before[-2:]):
            return False
        inverted = operator == 1 and any("AUX" in item.tags for item in words_after(items, operator))
        return not inverted
    return False
