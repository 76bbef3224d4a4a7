"""How a reversal stands to a word before it: of its verb ("was not seen"), as its object ("helps nobody")."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.item import Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.reversal import CLAIM_NOUNS, NOUNS, Reach, reversals

_LET_THROUGH = frozenset(
    {"PLAIN", "AUX", "HEDGE", "EVID", "STUDY", "NEUTRAL", "ACT", "SURE", "NUMBER", "DOSEWORD", "NORM", "UNIVERSAL"}
)
_RESTS = ("rest", "rel", "bas", "buil", "found")
_DETERMINING = frozenset("the a an its any this that use using their".split())
_LOOKING = frozenset("look looks looked sound sounds sounded feel feels felt stay stays stayed rank ranks".split())
_UPHELD = words_of("upheld")
_PRONOUNS = words_of("pronouns")
_FINITE = ("put the", "puts the", "gets it", "has it", "have it", "is back", "is upside")
_EXCEPTING = frozenset({"other than", "apart from", "but"})
_TAKING = ("depend", "vary", "hinge", "justif", "outweigh", "rel")
_ANYTHING = frozenset("something anything everything drugs treatment treatments agents therapy therapies".split())
_OUTDOING = ("outperform", "surpass", "outdo", "exceed", "beat")
_UNTREATED = ["treatment"], ["therapy"], ["intervention"]
_LEADING = frozenset("in from on for with by during over after at when of".split())


def behind(items: Sequence[Item], operator: int, target: int) -> Reach:
    """A reversal after the word: of its verb ("the benefit was not seen"), or as its object ("helps nobody")."""
    item = items[operator]
    if _compared_with_none(items, operator):
        return Reach.OFF
    awaited = any("EVID" in step.tags for step in words_after(items, operator))
    if "WITHOUT" in item.tags and awaited and any(items[at].tags & {"NOT", "NO"} for at in reversals(items[:operator])):
        return Reach.OFF
    if "WITHOUT" in item.tags or items[operator - 1].text in ("with", "having"):
        return _over_own_noun(items, operator)
    if "NOT" in item.tags and [step.text for step in words_after(items, operator, 1)] == ["to"]:
        return Reach.OVER if "ACT" in items[target].tags else Reach.OFF
    if item.text == "against":
        return Reach.OVER if items[target].tags & {"ACT", "EVID"} else Reach.UNSURE
    return _after_claim(items, operator, target)


def _compared_with_none(items: Sequence[Item], operator: int) -> bool:
    """ "better than without it", "outperforms no treatment", "beats doing nothing": the other side of a comparison."""
    doing = items[operator - 1].text == "doing"
    before = items[operator - 1 - doing] if operator > doing else items[0]
    if "WITHOUT" in items[operator].tags:
        return before.text == "than"
    compared = before.text in ("than", "with") or before.text.startswith(_OUTDOING)
    return compared and (doing or [item.text for item in words_after(items, operator, 1)] in _UNTREATED)


def _after_claim(items: Sequence[Item], operator: int, target: int) -> Reach:
    path, item = items[target + 1 : operator], items[operator]
    if _apart(items, operator, path):
        return Reach.OFF
    if any(step.tags & {"REL", "BUT", "AND"} for step in path):
        return Reach.UNSURE
    if claim_not_upheld(items, operator, target):
        return Reach.OVER
    if _presupposing(items, operator, target):
        return Reach.UNSURE
    if item.text in _EXCEPTING and path and path[-1].text in _ANYTHING:
        return Reach.OVER
    if "NOT" in item.tags and any(step.text in ("mean", "imply") for step in words_after(items, operator, 1)):
        return Reach.OFF
    object_ = _acts_on_object(items, operator) or (item.text in NOUNS and any(map(verbal, path)))
    if object_ and any(items[at].text in NOUNS for at in reversals(items[:target])):
        return Reach.OFF
    if _of_own_clause(path, item, words_after(items, operator)):
        return Reach.OFF
    if (
        "NO" in item.tags
        and item.text in _PRONOUNS
        and any("AUX" in step.tags for step in words_after(items, operator, 1))
    ):
        return Reach.UNSURE
    if "NO" in item.tags:
        return _denied_later(items, operator, target)
    if any(step.opaque for step in path):
        return Reach.UNSURE
    if "VERB" in items[target].tags and not _nominal(items, target):
        return Reach.OVER if item.tags & {"FALSE"} and _predicate(items, operator) else Reach.UNSURE
    return Reach.OVER if _predicate(items, operator) else Reach.UNSURE


def _apart(items: Sequence[Item], operator: int, path: Sequence[Item]) -> bool:
    """ "... since no trial", ", no evidence", "and unproven": of what stands after it only."""
    item = items[operator]
    joined = bool(path) and "AND" in path[-1].tags
    label = next((at for at, step in enumerate(path) if step.text == ":"), len(path))
    if "NOT" in item.tags and any("AUX" in step.tags for step in path[label:]):
        return True
    if "NO" in item.tags:
        led = any(step.text in ("after", "since", "following") for step in path)
        return led or (bool(path) and path[-1].text == "," and not any(map(verbal, items)))
    return joined and "LACK" in item.tags and item.text.startswith("un")


def _presupposing(items: Sequence[Item], operator: int, target: int) -> bool:
    """ "The gain from it does not depend on age": what is denied takes the gain for granted."""
    verb = next((item.text for item in words_after(items, operator) if "AUX" not in item.tags), "")
    definite = target > 0 and items[target - 1].text in ("the", "its", "this")
    return "NOT" in items[operator].tags and definite and verb.startswith(_TAKING)


def _denied_later(items: Sequence[Item], operator: int, target: int) -> Reach:
    """A "no" after the word: "rests on no evidence", "helps no one", "has no support"."""
    before = items[operator - 1].text
    claimed = any(step.text in CLAIM_NOUNS for step in items[:target]) or _nominal(items, target)
    if claimed and before == "on" and items[operator - 2].text.startswith(_RESTS):
        return Reach.OVER
    if before in ("on", "of", "by", "from", "because of", "due to", "to"):
        return Reach.OFF
    if "VERB" in items[target].tags:
        if operator == target + 1 and item_ends(items, operator):
            return Reach.OVER
        return _object(items, operator)
    sure = _unsupported(items, operator) or items[operator].text in _PRONOUNS
    return Reach.OVER if sure else Reach.UNSURE


def item_ends(items: Sequence[Item], operator: int) -> bool:
    """ "gained nothing in speed from it": the object is a bare pronoun, and what follows only says in what."""
    after = words_after(items, operator, 1)
    near = any("RISK" in item.tags for item in words_after(items, operator))
    return items[operator].text in _PRONOUNS and bool(after) and after[0].text in _LEADING and not near


def claim_not_upheld(items: Sequence[Item], operator: int, target: int) -> bool:
    """ "The hope that it would help was not fulfilled": a claim that is named and then not upheld."""
    claimed = any(item.text in CLAIM_NOUNS for item in items[:target]) or items[0].text == "that"
    upheld = any(item.text in _UPHELD for item in words_after(items, operator))
    finite = any("AUX" in item.tags for item in words_before(items, operator))
    false = "FALSE" in items[operator].tags or ("LACK" in items[operator].tags and finite)
    baseless = "NO" in items[operator].tags and _unsupported(items, operator)
    return claimed and (
        baseless or (_predicate(items, operator) and (false or (upheld and "NOT" in items[operator].tags)))
    )


def _of_own_clause(path: Sequence[Item], operator: Item, following: Sequence[Item]) -> bool:
    """Whether the reversal has a subject of its own ("means IVIG cannot ...") or an object of its own."""
    if operator.tags & {"LACK"} and "against" in operator.text:
        return any(step.named("drugs") or step.tags & {"ACT", "EVID"} for step in following)
    named = [place for place, step in enumerate(path) if step.named("drugs")]
    return bool(named) and "NOT" in operator.tags and any(verbal(step) for step in path[: named[-1]])


def _acts_on_object(items: Sequence[Item], operator: int) -> bool:
    """ "(absence of benefit) limits its use": an active verb denies its object, not its subject."""
    active = "LACK" in items[operator].tags and "VERB" in items[operator].tags
    passive = any("AUX" in item.tags for item in words_before(items, operator, 2))
    return active and not passive and any(item.text in _DETERMINING for item in words_after(items, operator, 1))


def _unsupported(items: Sequence[Item], operator: int) -> bool:
    """ "... has insufficient support", "there is too little evidence for ...": the noun's claim is denied."""
    following = words_after(items, operator, 2)
    held = operator > 0 and items[operator - 1].text in ("has", "have", "had", "is", "are", "finds", "found", "with")
    return held and any("EVID" in item.tags for item in following)


def _over_own_noun(items: Sequence[Item], operator: int) -> Reach:
    following = words_after(items, operator)
    last = [item for item in items[operator + 1 :] if "PUNCT" not in item.tags]
    if len(last) == 1 and "EVID" in last[0].tags and any("AUX" in item.tags for item in items[:operator]):
        return Reach.OVER
    return Reach.OFF if any("RISK" in item.tags for item in following) else Reach.UNSURE


def _object(items: Sequence[Item], operator: int) -> Reach:
    following = words_after(items, operator)
    if any("RISK" in item.tags for item in following):
        return Reach.OFF
    known = all(item.concepts or item.tags & _LET_THROUGH or "PUNCT" in item.tags for item in following)
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
    auxiliary = any("AUX" in item.tags for item in words_after(items, target, 1))
    return auxiliary and not items[target].text.endswith(("s", "ed"))


def _predicate(items: Sequence[Item], operator: int) -> bool:
    """Whether the reversal belongs to the main verb: an auxiliary stands just before it, or it is a verb itself."""
    before = [item for item in items[:operator] if "PUNCT" not in item.tags][-4:]
    following = [item for item in words_after(items, operator) if "AUX" not in item.tags][:1]
    modal = "AUX" in items[operator].tags and any(item.tags >= {"ACT", "NORM"} for item in following)
    verb = "VERB" in items[operator].tags or modal or items[operator].text.startswith(("go", "beyond"))
    verb = verb or ("FALSE" in items[operator].tags and items[operator].text.startswith(_FINITE))
    return verb or any("AUX" in item.tags or item.text in _LOOKING for item in before)
