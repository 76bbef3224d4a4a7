"""Clauses that say nothing by themselves: answers, rejections, ellipses, which carry on what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.complete import full, is_population, none_of_it, of_study, there_is_none, unknown
from assistant.language.frame import Frame, State
from assistant.language.item import REVERSING, Item, verbal
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals
from assistant.language.questions import QUESTION
from assistant.language.reversal import cancels

CLAIMS = frozenset({"GOOD", "BAD", "FIRST", "LATER", "NORM", "ACT", "EVID", "LACK", "UNFIXED"})
_STRONG = frozenset({"GOOD", "BAD", "FIRST", "LATER", "NORM", "LACK"})
_YES = words_of("yes")
_NO = words_of("no")
_ALIKE = words_of("alike")
_EFFECT = Item("helped", frozenset({"GOOD", "CORE", "VERB"}))
_EXCEPTING = frozenset({"except", "apart", "other", "save", "besides", "bar", "barring"})
_REPLYING = frozenset(
    "answer answers answered reply replies replied said say says told tell tells response confirmed confirm agreed "
    "agree".split()
)
_INTERJECTIONS = words_of("interjections")
_REVERSED = REVERSING | {"BAD", "HIDDEN", "ONLY", "LATER", "LESS", "AFTER"}
_TRUE = frozenset({"true", "right", "correct", "so", "case", "the case"})
_TELLING = frozenset("told tells says said claims claimed insists insisted reckons reckoned".split())
_HEARERS = frozenset("me us him her them you that".split())
_BRIEF = 6
"""Words of a reply that only agrees."""

NOT_ITEM = Item("not", frozenset({"NOT"}))


def _rejects(frame: Frame) -> bool:
    """Whether the clause only turns down what was said: "That is not true.", "but they are mistaken", "Wrong."."""
    claims = any(item.tags & {"GOOD", "BAD", "FIRST"} for item in frame.items)
    treated = any(item.text in ("treatment", "therapy", "infusions") for item in frame.items[:3])
    if frame.own.populations or len(frame.items) > 8 or claims or treated:
        return False
    false = any("FALSE" in item.tags for item in frame.items)
    untrue = any(item.text in _TRUE for item in frame.items[1:])
    return (false or untrue) and len(reversals(frame.items)) % 2 == 1 and not frame.own.drugs


def _turns(frame: Frame, claim: Sequence[Item], bare: bool = False) -> bool:
    """ "In SPMS it did.", after something denied: the bare auxiliary affirms; so does "but not in SPMS"."""
    bare = bare or (
        any("AUX" in item.tags for item in frame.items) and not any(item.text in _ALIKE for item in frame.items)
    )
    return bare and bool(reversals(claim) or any("BAD" in item.tags for item in claim))


def claims(items: Sequence[Item]) -> bool:
    """Whether the items say something by themselves: a claim word, with a verb unless it is a strong one."""
    if any(item.text == "so" for item in items[-1:]):
        return False
    verb = any(verbal(item) for item in items)
    return any(item.tags & (CLAIMS if verb else _STRONG) for item in items)


def carried_on(frame: Frame, state: State) -> Frame:
    """A clause that says nothing by itself says what came before: the question, the heading, the last claim."""
    if state.quoted and QUESTION in frame.items:
        return _answer(frame, state, yes=_agrees(frame.items)) if _replies(frame) else frame
    answered = _answered(frame, state) or _set_against(frame, state)
    if answered or claims(frame.items) or frame.clause.role == "contrast":
        return answered or frame
    if "otherwise" in frame.clause.text.split() and not any("ASK" in item.tags for item in frame.items):
        return replace(frame, items=(NOT_ITEM, *state.claim))
    base = _base(frame, state)
    return _filled(frame, state, base) if base else frame


def _answered(frame: Frame, state: State) -> Frame | None:
    """The clause as an answer to the question before it, if it is one."""
    if not _spoken(state):
        return None
    said = {_bare(frame.clause.text), *frame.clause.text.split(" , ")}
    if bool(said & _YES) != bool(said & _NO):
        own = frame.items if said & _NO else tuple(item for item in frame.items if not item.tags & REVERSING)
        return _answer(replace(frame, items=own), state, yes=bool(said & _YES))
    if _replies(frame) or _names_it(frame, state):
        return _answer(frame, state, yes=_agrees(frame.items))
    if _opinion(frame):
        bad = len(reversals(frame.items)) + any("BAD" in item.tags for item in frame.items)
        return _answer(frame, state, yes=bad % 2 == 0)
    return None


def _spoken(state: State) -> tuple[Item, ...]:
    """What an answer answers: the question, or in a reply what the other has claimed."""
    return state.question or (state.claim if state.replying else ())


def _open(asked: Sequence[Item]) -> bool:
    """Whether it is a question, not a statement that asks for assent."""
    return any(item.text == "?" for item in asked)


def _set_against(frame: Frame, state: State) -> Frame | None:
    """The clause as an exception to the last claim, its rejection or a contrast with it."""
    if state.claim and _excepts(frame):
        return replace(frame, items=(*frame.items, *state.claim))
    if state.claim and _rejects(frame):
        if state.claim[0] is NOT_ITEM:
            return replace(frame, items=state.claim)
        claim = _told(state.claim)
        return frame if _bold(claim) else replace(frame, items=(NOT_ITEM, *claim))
    if frame.clause.role == "contrast" and _contrasted(frame, state):
        return replace(frame, items=(*frame.items, _EFFECT))
    return None


def _base(frame: Frame, state: State) -> tuple[Item, ...]:
    """What the clause carries on: the heading, the question, for an ellipsis the last claim."""
    if [item.text for item in frame.items[:2]] == ["not", "for"] and frame.own.drugs:
        return ()
    if _denied_name(frame) and state.claim and not any(item.tags & _REVERSED for item in state.claim):
        return ()
    if reversals(frame.items) and state.heading and _bare(frame.clause.text) not in _NO:
        return ()
    if none_of_it(frame.items) or of_study(frame) or unknown(frame.items):
        return ()
    elliptical = _elliptical(frame) or (state.replying and _bare_reply(frame))
    question = () if state.quoted and not elliptical else state.question
    return state.heading or question or (state.claim if elliptical else ())


def _denied_name(frame: Frame) -> bool:
    """ "..., not IVIG": names what is left out, and no more."""
    said = [item for item in frame.items if not (item.tags & {"AND", "PUNCT"} or item.text in ("any", "at all"))]
    return len(said) == 2 and said[0].text in ("not", "no") and bool(frame.own.drugs)


def _filled(frame: Frame, state: State, base: tuple[Item, ...]) -> Frame:
    """The clause with what it leaves out: its verb, and never the denial that stood with it."""
    denying = reversals(frame.items)
    named = [item.text for item in frame.items[:1]] in (["that"], ["this"], ["it"]) and bool(frame.own.drugs)
    stated = base is state.claim or not _open(base)
    if not (denying or named or frame.clause.role in ("when", "if")) and stated and _turns(frame, base):
        return replace(frame, items=(*frame.items, _EFFECT))
    own = tuple(item for item in frame.items if not item.tags & REVERSING)
    denied = (NOT_ITEM,) if len(denying) % 2 else ()
    said = _statement(_settled(frame, base))
    if denied and base is state.claim:
        said = tuple(item for item in said if not item.tags & {"NOT", "NO"})
        if _bold(said) or (frame.conditions and not any(item.tags & _REVERSED for item in said)):
            return frame
    if not frame.asked and not denied and own and "BEFORE" in own[0].tags:
        return replace(frame, items=(*said, *own))
    return replace(frame, items=_joined(denied, own, said), asked=False)


def _settled(frame: Frame, base: tuple[Item, ...]) -> tuple[Item, ...]:
    """ "Nobody knows which dose is best, but it belongs there": what was left open is now said."""
    asks = [place for place, item in enumerate(base) if "ASK" in item.tags]
    return base[asks[-1] + 1 :] if asks and _belongs(frame.items) else base


def _belongs(items: Sequence[Item]) -> bool:
    return any(item.text.startswith("belong") for item in items) and any(item.text == "there" for item in items)


def _joined(denied: tuple[Item, ...], own: tuple[Item, ...], said: tuple[Item, ...]) -> tuple[Item, ...]:
    """The denial goes past what nobody knows in "nobody ... does that", which is who, not what."""
    return (*own, *denied, *said) if own and own[0].opaque else (*denied, *own, *said)


def _excepts(frame: Frame) -> bool:
    """ "..., except IVIG": what was said of the others, turned."""
    first, *rest = frame.items
    turned = "NOT" in first.tags and not verbal(first) and first.text.split()[0] in _EXCEPTING
    return turned and any(item.named("drugs") for item in rest) and not any(map(verbal, rest))


def _replies(frame: Frame) -> bool:
    """ "I answered that it should be", "the answer is that it does": ends where the question's verb would stand."""
    told = [at for at, item in enumerate(frame.items) if item.text.split()[-1] in _REPLYING]
    if told and _so_it_is(frame.items[told[0] + 1 :]):
        return True
    if told and any(item.text in _YES | _NO for item in frame.items[told[0] + 1 : told[0] + 4]):
        return True
    last = next((item for item in reversed(frame.items) if not item.tags & {"NOT", "PUNCT"}), frame.items[-1])
    replying = any(item.text.split()[-1] in _REPLYING for item in frame.items[:-1])
    return replying and ("AUX" in last.tags or last.text in _YES | _NO)


def _names_it(frame: Frame, state: State) -> bool:
    """ "... should be told that it is IVIG", after "What is the usual treatment?"."""
    asks = bool(state.question) and state.question[0].text in ("what", "which")
    told = any(item.text in _REPLYING for item in frame.items)
    return asks and told and bool(frame.items[-1].named("drugs")) and any(i.text == "is" for i in frame.items[-3:-1])


def _agrees(items: Sequence[Item]) -> bool:
    return len(reversals(items)) % 2 == 0


def _so_it_is(rest: Sequence[Item]) -> bool:
    """ "... that there is: 0.4 g/kg": the answer, and then its figure."""
    return any(
        one.text in ("it", "there", "they") and "AUX" in two.tags and three.text == ":"
        for one, two, three in zip(rest, rest[1:], rest[2:], strict=False)
    )


def _bare(text: str) -> str:
    """A short answer without "sadly," or "well," before it."""
    first, _, rest = text.rstrip("?").strip().partition(" , ")
    return rest.strip() if first in _INTERJECTIONS else f"{first} , {rest}" if rest else first


def _contrasted(frame: Frame, state: State) -> bool:
    """ "... does nothing, unlike IVIG": what is denied of the one is affirmed of the other."""
    if frame.own.populations and not frame.own.drugs:
        return _turns(frame, state.claim, bare=True)
    opening = frame.sentence[: len(frame.items)] == frame.items
    other = frame.following if opening else tuple(item for item in frame.sentence if item not in frame.items)
    rivals = any(item.named("drugs") - frame.own.drugs for item in other)
    return bool(frame.own.drugs) and rivals and _turns(frame, other, bare=True)


def _opinion(frame: Frame) -> bool:
    """ "A good idea.", "Bad idea.": approval or not of what was asked."""
    own = frame.own
    short = len(frame.items) <= 4 and not any(verbal(item) for item in frame.items)
    named = own.drugs or own.populations or own.diseases or any(item.named("outcomes") for item in frame.items)
    return short and not named and any(item.tags & {"GOOD", "BAD"} for item in frame.items)


def _answer(frame: Frame, state: State, yes: bool) -> Frame:
    """Agrees with what was said, or not; after a denied statement "No." agrees, and "Yes, it does." does not."""
    said = _statement(_spoken(state))
    denied = len(reversals(said)) % 2 == 1 and not _open(_spoken(state))
    if denied and yes and any("AUX" in item.tags for item in frame.items) and not reversals(frame.items):
        return replace(frame, items=(*frame.items, *(item for item in said if not item.tags & REVERSING)))
    items = (*frame.items, *said) if yes else said if denied else (NOT_ITEM, *said)
    return replace(frame, items=items, asked=False)


def _bare_reply(frame: Frame) -> bool:
    """ "It certainly does.", "Just so.": names nothing of its own."""
    return len(frame.items) <= _BRIEF and not any(item.concepts or item.opaque for item in frame.items)


def _elliptical(frame: Frame) -> bool:
    """A new subject for the last claim ("So did those with SPMS.") or a bare auxiliary ("It does.")."""
    ordered = "ACT" in frame.items[0].tags and any(item.text == ":" for item in frame.items[1:2])
    if ordered or "REL" in frame.items[0].tags:
        return False
    if any(item.text in _ALIKE for item in frame.items) and frame.own.populations:
        return True
    if any(item.opaque or ("VERB" in item.tags and "AUX" not in item.tags) for item in frame.items):
        return _belongs(frame.items)
    if frame.own.populations or frame.own.drugs:
        return not (is_population(frame.items) or there_is_none(frame.items))
    return all(item.tags & {"PLAIN", "AUX", "NOT", "BUT", "AND"} for item in frame.items) and not full(frame.items)


def _told(claim: tuple[Item, ...]) -> tuple[Item, ...]:
    """ "A blog told me that ...": what was told, without who told it."""
    told = next((at for at, item in enumerate(claim[:6]) if item.text in _TELLING), None)
    if told is None or any(item.tags & REVERSING or item.named("drugs") for item in claim[:told]):
        return claim
    rest = claim[told + 1 :]
    return rest[1:] if rest and rest[0].text in _HEARERS else rest


def _bold(claim: Sequence[Item]) -> bool:
    """A claim with nothing in it that turns it, so that to reject it is to deny it."""
    claims = any(item.tags & {"GOOD", "FIRST", "NORM", "ACT"} for item in claim)
    return claims and not any(
        item.opaque or item.tags & (_REVERSED - {"LATER", "AFTER"} | _placing(item)) for item in claim
    )


def _placing(item: Item) -> frozenset[str]:
    return frozenset() if "AUX" in item.tags else frozenset({"LATER", "AFTER"})


def _statement(question: Sequence[Item]) -> tuple[Item, ...]:
    """The claim without what restricts it to its first subject."""
    opened = 1 if question and question[0].text in ("so", "and", "but") else 0
    return tuple(
        item
        for at, item in enumerate(question)
        if at >= opened and item.text != "?" and not item.tags & {"ONLY", "ALL"} and not cancels(question, at)
    )
