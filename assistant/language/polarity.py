"""Whether a word of a clause is affirmed or denied there: the parity of the reversing words that govern it.

The idea is natural logic's (MacCartney and Manning 2007): reversals compose, so two of them affirm again. What governs
what is read from the words between: a reversal reaches a word only through words that are known to let it through.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from assistant.language.clauses import verbal
from assistant.language.item import REVERSING, Item
from assistant.language.lexicon import words_of

_LET_THROUGH = frozenset(
    {"PLAIN", "AUX", "HEDGE", "EVID", "STUDY", "NEUTRAL", "ACT", "SURE", "NUMBER", "DOSEWORD", "NORM", "UNIVERSAL"}
)
_LINKS = words_of("links")
_CLAIMS = frozenset({"GOOD", "BAD", "FIRST", "LATER"})
_TURNING = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "mal")
_RESTS = ("rest", "rel", "bas", "buil", "found")
_ADVICE = ("advis", "recommend", "counsel", "caution", "warn", "argu", "speak", "spoke", "decid", "guid", "count")
CLAIM_NOUNS = words_of("claim-nouns")
"""What is claimed, hoped or shown, as a noun: "the view that", "evidence that"."""

_FACTIVE = words_of("factive")
_UPHELD = words_of("upheld")
_NOUNS = words_of("nouns")
_PRONOUNS = words_of("pronouns")


class Reach(Enum):
    """How a reversing word stands to another word."""

    OVER = "governs it"
    OFF = "does not reach it"
    UNSURE = "may govern it"


def sign(items: Sequence[Item], index: int, forward: bool = False) -> int:
    """+1 when the item at `index` is affirmed, -1 when denied, 0 when that cannot be told.

    With `forward` only what stands before the item counts, as for "after", whose own clause follows it.
    """
    places = [place for place in reversals(items) if place != index]
    if forward:
        places = [place for place in places if place < index or _claim_not_upheld(items, place, index)]
    reaches = [reach(items, place, index) for place in places]
    if Reach.UNSURE in reaches:
        return 0
    return -1 if reaches.count(Reach.OVER) % 2 else 1


def reversals(items: Sequence[Item]) -> list[int]:
    """Places of the words that reverse a claim; "not only" and the like do not."""
    return [
        place
        for place, item in enumerate(items)
        if (item.tags & REVERSING and not _cancelled(items, place)) or _advised_against(items, place)
    ]


def widened(items: Sequence[Item]) -> bool:
    """Whether a restriction is denied: "not only in these", "nobody should think it is only for them"."""
    if any("NOTONLY" in item.tags for item in items) or _passes(items):
        return True
    restricting = [place for place, item in enumerate(items) if "ONLY" in item.tags]
    cancelled = any(item.tags & REVERSING and _cancelled(items, place) for place, item in enumerate(items))
    lasting = [place for place in restricting if items[place].text not in ("just", "merely", "simply")]
    return bool(restricting) and (cancelled or any(sign(items, place, forward=True) == -1 for place in lasting))


def _passes(items: Sequence[Item]) -> bool:
    """ "does not ... at this form", in a word that nothing here knows: it may go on to others."""
    return any(
        "NOT" in item.tags
        and verb.opaque
        and step.text in ("at", "with")
        and any(after.named("populations") for after in items[place + 3 : place + 5])
        for place, (item, verb, step) in enumerate(zip(items, items[1:], items[2:], strict=False))
    )


def _advised_against(items: Sequence[Item], place: int) -> bool:
    """ "advise patients against it": the preposition reverses the advice before it."""
    advised = any(item.text.startswith(_ADVICE) or "EVID" in item.tags for item in items[:place])
    return items[place].text == "against" and advised


def reach(items: Sequence[Item], operator: int, target: int) -> Reach:
    """How the reversal at `operator` stands to the word at `target`."""
    if _partial(items, operator):
        return Reach.UNSURE
    return _forward(items, operator, target) if operator < target else _backward(items, operator, target)


def _cancelled(items: Sequence[Item], place: int) -> bool:
    """ "not only", "not limited": the claim stands and is widened."""
    near, far = items[place + 1 : place + 3], items[place + 1 : place + 6]
    only = any("ONLY" in item.tags for item in near) or any(item.text in ("only", "alone") for item in far)
    only &= "NOT" in items[place].tags
    return only or _topped(items, place)


def _topped(items: Sequence[Item], place: int) -> bool:
    """ "Nothing works better than this drug": what is denied is that anything else is better."""
    if not items[place].tags & {"NO", "NOT"} or any(
        item.named("drugs") or item.named("arms") for item in items[:place]
    ):
        return False
    steps = ("than", "like") if "NO" in items[place].tags else ("than",)
    than = next((at for at, item in enumerate(items) if at > place and item.text in steps), None)
    if than is None or not any(item.named("drugs") for item in items[than + 1 : than + 3]):
        return False
    return "NO" in items[place].tags or any(item.text in ("better", "more") for item in items[place:than])


def _partial(items: Sequence[Item], place: int) -> bool:
    """ "not all", "not always": some are left to affirm."""
    if not items[place].tags & {"NOT", "NO"}:
        return False
    after = items[place + 1 :]
    near = [item for item in after[:3] if item.text not in ("a", "an", "of", "be")][:1]
    if any("PARTLY" in item.tags for item in near) or _likened_partly(after):
        return True
    return bool(items[place].tags & {"NOT"}) and any("ALL" in item.tags for item in after)


def _likened_partly(after: Sequence[Item]) -> bool:
    """ "does not help as much", "is not effective to the same degree", "no better in this form than in that"."""
    if any("SIMILAR" in item.tags and ("PARTLY" in item.tags or item.text.startswith("as ")) for item in after[:7]):
        return not any(item.named("arms") for item in after)
    than = next((at for at, item in enumerate(after) if item.text == "than"), None)
    return than is not None and any(item.named("populations") for item in after[than + 1 : than + 3])


def _forward(items: Sequence[Item], operator: int, target: int) -> Reach:
    path = items[operator + 1 : target]
    label = next((at for at, item in enumerate(path) if item.text in (":", "-", "–", "—")), None)
    if label is not None and any(item.tags & REVERSING for item in path[label:]):
        return Reach.OFF
    if _shut_in(items, operator):
        finite = any(verbal(item) and not _attributive(path, at) for at, item in enumerate(path))
        if finite or any(item.text == "," for item in path):
            return Reach.OFF
    if "LACK" in items[operator].tags and any(item.text == "," for item in path):
        return Reach.UNSURE
    if any(item.tags & {"REL", "BUT"} and item.text not in ("who", "which") for item in path[1:]):
        return Reach.UNSURE
    if (path and path[0].tags & {"RISK"}) or (len(path) > 1 and path[1].tags & {"RISK"}):
        return Reach.OFF
    head = next((item for item in path if item.text not in _LINKS), None)
    if (head is not None and head.opaque) or any(_may_turn(item) for item in path):
        return Reach.UNSURE
    if any(
        "AND" in item.tags and (after.named("populations") or after.named("drugs")) for item, after in pairwise(path)
    ):
        return Reach.UNSURE
    if any(item.text in _FACTIVE and after.text == "that" for item, after in pairwise(path)):
        return Reach.UNSURE
    if _within_relative(items, operator, path):
        return Reach.OFF
    claims = [place for place, item in enumerate(path) if item.tags & _CLAIMS and not item.tags & {"PLAIN"}]
    if claims and not _linked(path[claims[-1] + 1 :], items[target]):
        return Reach.UNSURE
    return Reach.OVER


def _within_relative(items: Sequence[Item], operator: int, path: Sequence[Item]) -> bool:
    """ "those who did not respond to it should ...": the reversal stays in its relative clause."""
    if not any(item.text in ("who", "whom") for item in items[max(0, operator - 4) : operator]):
        return False
    verb = next((at for at, item in enumerate(path) if "VERB" in item.tags or item.text.startswith("respon")), None)
    return verb is not None and any(
        "AUX" in item.tags and not path[at - 1].tags & {"VERB", "AUX", "REL"} and path[at - 1].text != "to"
        for at, item in enumerate(path)
        if at > verb + 1
    )


def _may_turn(item: Item) -> bool:
    """Whether a word may hide a reversal of its own: a known one, or an unknown one built like one ("unusual")."""
    if item.opaque:
        return item.text.startswith(_TURNING) or item.text.endswith("less")
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
    if "WITHOUT" in tags or items[operator].text in _NOUNS:
        return True
    if "NO" not in tags:
        return False
    before = items[:operator]
    if before and before[-1].text in ("and", "or"):
        return any(item.text in ("with", "having") for item in before[-5:])
    if before and before[-1].text in ("with", "of", "having", "had", "has", "from", "despite", "for", "carries", "at"):
        inverted = operator == 1 and any("AUX" in item.tags for item in items[operator + 1 : operator + 4])
        return not inverted
    return False


def _backward(items: Sequence[Item], operator: int, target: int) -> Reach:
    """A reversal after the word: of its verb ("the benefit was not seen"), or as its object ("helps nobody")."""
    item = items[operator]
    if "WITHOUT" in item.tags and items[operator - 1].text == "than":
        return Reach.OFF
    if "WITHOUT" in item.tags or items[operator - 1].text in ("with", "having"):
        return _over_own_noun(items, operator)
    if "NOT" in item.tags and [step.text for step in items[operator + 1 : operator + 2]] == ["to"]:
        return Reach.OVER if "ACT" in items[target].tags else Reach.OFF
    if item.text == "against":
        return Reach.OVER if items[target].tags & {"ACT", "EVID"} else Reach.UNSURE
    return _after_claim(items, operator, target)


def _after_claim(items: Sequence[Item], operator: int, target: int) -> Reach:
    path, item = items[target + 1 : operator], items[operator]
    if path and "AND" in path[-1].tags and "LACK" in item.tags and item.text.startswith("un"):
        return Reach.OFF
    if any(step.tags & {"REL", "BUT", "AND"} for step in path):
        return Reach.UNSURE
    if _claim_not_upheld(items, operator, target):
        return Reach.OVER
    if _of_own_clause(path, item, items[operator + 1 : operator + 6]):
        return Reach.OFF
    if "NO" in item.tags:
        return _denied_later(items, operator, target)
    if any(step.opaque for step in path):
        return Reach.UNSURE
    if "VERB" in items[target].tags and not _nominal(items, target):
        return Reach.OVER if item.tags & {"FALSE"} and _predicate(items, operator) else Reach.UNSURE
    return Reach.OVER if _predicate(items, operator) else Reach.UNSURE


def _denied_later(items: Sequence[Item], operator: int, target: int) -> Reach:
    """A "no" after the word: "rests on no evidence", "helps no one", "has no support"."""
    before = items[operator - 1].text
    claimed = any(step.text in CLAIM_NOUNS for step in items[:target]) or _nominal(items, target)
    if claimed and before == "on" and items[operator - 2].text.startswith(_RESTS):
        return Reach.OVER
    if before in ("on", "of", "by", "from", "because of", "due to", "to"):
        return Reach.OFF
    if "VERB" in items[target].tags:
        return _object(items, operator)
    sure = _unsupported(items, operator) or items[operator].text in _PRONOUNS
    return Reach.OVER if sure else Reach.UNSURE


def _claim_not_upheld(items: Sequence[Item], operator: int, target: int) -> bool:
    """ "The hope that it would help was not fulfilled": a claim that is named and then not upheld."""
    claimed = any(item.text in CLAIM_NOUNS for item in items[:target]) or items[0].text == "that"
    upheld = any(item.text in _UPHELD for item in items[operator + 1 : operator + 4])
    finite = any("AUX" in item.tags for item in items[max(0, operator - 3) : operator])
    false = "FALSE" in items[operator].tags or ("LACK" in items[operator].tags and finite)
    return claimed and _predicate(items, operator) and (false or (upheld and "NOT" in items[operator].tags))


def _of_own_clause(path: Sequence[Item], operator: Item, following: Sequence[Item]) -> bool:
    """Whether the reversal has a subject of its own ("means IVIG cannot ...") or an object of its own."""
    if operator.tags & {"LACK"} and "against" in operator.text:
        return any(step.named("drugs") or step.tags & {"ACT", "EVID"} for step in following)
    named = [place for place, step in enumerate(path) if step.named("drugs")]
    return bool(named) and "NOT" in operator.tags and any(verbal(step) for step in path[: named[-1]])


def _unsupported(items: Sequence[Item], operator: int) -> bool:
    """ "... has insufficient support", "there is too little evidence for ...": the noun's claim is denied."""
    following = items[operator + 1 : operator + 3]
    held = operator > 0 and items[operator - 1].text in ("has", "have", "had", "is", "are", "finds", "found", "with")
    return held and any("EVID" in item.tags for item in following)


def _over_own_noun(items: Sequence[Item], operator: int) -> Reach:
    following = items[operator + 1 : operator + 4]
    return Reach.OFF if any("RISK" in item.tags for item in following) else Reach.UNSURE


def _object(items: Sequence[Item], operator: int) -> Reach:
    following = items[operator + 1 : operator + 4]
    if any("RISK" in item.tags for item in following):
        return Reach.OFF
    known = not following or all(
        item.concepts or item.tags & _LET_THROUGH or "PUNCT" in item.tags for item in following
    )
    return Reach.OVER if known else Reach.UNSURE


def _nominal(items: Sequence[Item], target: int) -> bool:
    """Whether a word that could be a verb stands as a noun here: "the help", "benefit of"."""
    before = items[target - 1].text if target else ""
    after = items[target + 1].text if target + 1 < len(items) else ""
    return (
        target == 0
        or before in ("the", "a", "any", "of", "its", "this", "that", "some", "clear")
        or before.endswith("'s")
        or (
            target > 1
            and items[target - 2].text in ("the", "a", "any", "its", "this")
            and not verbal(items[target - 1])
        )
        or after in ("of", "from")
        or _subject_noun(items, target)
    )


def _subject_noun(items: Sequence[Item], target: int) -> bool:
    """ "the modest benefit does not ...": an auxiliary follows the noun that it belongs to."""
    auxiliary = any("AUX" in item.tags for item in items[target + 1 : target + 2])
    return auxiliary and not items[target].text.endswith(("s", "ed"))


def _predicate(items: Sequence[Item], operator: int) -> bool:
    """Whether the reversal belongs to the main verb: an auxiliary stands just before it, or it is a verb itself."""
    before = items[max(0, operator - 3) : operator]
    verb = "VERB" in items[operator].tags or items[operator].text.startswith(("go", "beyond"))
    return verb or any("AUX" in item.tags for item in before)
