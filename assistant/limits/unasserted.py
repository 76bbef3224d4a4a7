"""Whether a clause asserts at all, or only supposes, asks, wishes, reports or leaves open what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.language.item import Item, verbal, words_after
from assistant.language.lexicon import words_of
from assistant.language.polarity import CLAIM_NOUNS, reversals, sign
from assistant.language.questions import QUESTION
from assistant.language.scope import Frame
from assistant.limits.claims import signs

_INQUIRY = words_of("inquiry")
_BELIEF = words_of("belief")
_NEEDING = ("need", "requir", "want", "demand")
_YES = words_of("yes")
_YES_NO = _YES | words_of("no")
_REQUESTED = frozenset("request requests referral application enquiry query".split())
_ACCEPTS = (
    "accept",
    "agree",
    "believ",
    "buy",
    "shar",
    "support",
    "bear",
    "hold",
    "uphold",
    "endors",
    "adopt",
    "true",
    "exist",
    "so",
)
_BACK = frozenset("such that this it so them these proposal request suggestion".split())


def unasserted(frame: Frame) -> bool:
    """Whether the clause only supposes, asks or leaves open what it says."""
    if frame.clause.items[0].text in ("as though", "as if"):
        return True
    if frame.asked or _had_it(frame.items) or _quotes_question(frame):
        return True
    if (frame.clause.role == "if" and (frame.supposed or _if_ever(frame.items))) or _not_before(frame):
        return True
    if _requested(frame.items) or _left_open(frame.items) or _wished(frame.items) or _would_take(frame.items):
        return True
    return _believed(frame)


def _if_ever(items: Sequence[Item]) -> bool:
    """ "(nobody knows), if they need it at all": the condition itself is doubted."""
    return any(item.text in ("at all", "ever") for item in items[1:]) and not reversals(items)


def _had_it(items: Sequence[Item]) -> bool:
    """ "Had it helped, we would have seen it": it did not."""
    if items[0].text != "had" or reversals(items):
        return False
    supposed = list(takewhile(lambda item: item.text != "would", items))
    return 2 < len(supposed) < len(items) and not any("ACT" in item.tags for item in supposed)


def _quotes_question(frame: Frame) -> bool:
    """ "The question "..." comes up often": it is quoted, and not answered here."""
    answered = frame.items != frame.clause.items or any(item.text in _YES_NO for item in frame.items)
    return QUESTION in frame.items and not answered and not frame.own.drugs


def _requested(items: Sequence[Item]) -> bool:
    """ "Asked to start on it", "Request for five days of it": wished for by somebody, and no more."""
    if items[0].text in _REQUESTED and not any(map(verbal, items[1:])):
        return True
    asked = next((at for at, item in enumerate(items[:3]) if item.text in ("asked", "wanted", "hoped")), None)
    if asked is None or (asked and "AUX" in items[asked - 1].tags):
        return False
    return any(item.text == "to" for item in words_after(items, asked, 1))


def _would_take(items: Sequence[Item]) -> bool:
    """ "Its adoption would require more data": it is not there yet."""
    would = next((at for at, item in enumerate(items) if item.text == "would"), None)
    if would is None or not any(
        item.text.startswith(_NEEDING) or item.text == "take" for item in words_after(items, would)
    ):
        return False
    rest = items[would + 2 :]
    due = any(item.text in ("have", "need", "needed", "required") for item in words_after(items, would))
    if due and any("STUDY" in item.tags for item in items[:would]) and not any("NORM" in i.tags for i in items[:would]):
        return True
    return any(item.tags & {"EVID", "STUDY"} for item in rest) and not any("ACT" in item.tags for item in rest[1:])


def _not_before(frame: Frame) -> bool:
    """ "Before it could be called that, a trial would be needed"."""
    waits = frame.clause.role == "when" and frame.items[0].text in ("before", "until")
    able = any(item.text in ("can", "could", "is to", "ever") for item in frame.items)
    needed = any(item.text.startswith(_NEEDING) or item.text in ("must", "have") for item in frame.following)
    return waits and able and needed and any(item.tags & {"EVID", "STUDY"} for item in frame.following)


def _left_open(items: Sequence[Item]) -> bool:
    """ "Whether it helps is unknown", "... has not been tested": asked and not answered."""
    if not any("ASK" in item.tags for item in items) or _answered_yes(items):
        return False
    if any(item.text.split()[0] in ("how", "why", "when") for item in items) or _polite(items):
        return False
    return all(
        any(step.text in _INQUIRY for step in _content(words_after(items, place, None))[:3])
        for place in reversals(items)
    )


def _answered_yes(items: Sequence[Item]) -> bool:
    """ "To the question whether ..., the answer is yes"."""
    answer = next((at for at, item in enumerate(items) if item.text.endswith("answer")), len(items))
    return any(item.text in _YES for item in items[answer:])


def _content(items: Sequence[Item]) -> list[Item]:
    """The items without auxiliaries and "to"."""
    return [item for item in items if "AUX" not in item.tags and item.text != "to"]


def _polite(items: Sequence[Item]) -> bool:
    """ "I wonder whether you would start it": asked for, not left open."""
    wonder = next((at for at, item in enumerate(items) if item.text.startswith("wonder")), None)
    if wonder is None or not any(item.text in ("would", "could", "might") for item in items[wonder : wonder + 5]):
        return False
    return any(item.text in ("you", "we") for item in items[wonder : wonder + 4]) and any(
        item.tags & {"ACT", "FIRST"} and "AUX" not in item.tags for item in items[wonder:]
    )


def _wished(items: Sequence[Item]) -> bool:
    """ "I wish that it worked": it does not."""
    for place, item in enumerate(items):
        after = [step for step in words_after(items, place) if step.text != "that"]
        drug = bool(after) and (bool(after[0].named("drugs")) or after[0].text == "it")
        if item.text in ("wish", "wished", "if only") and drug and len(after) > 1 and after[1].tags & {"GOOD", "AUX"}:
            return not any("ACT" in step.tags for step in after[1:])
    return False


def _believed(frame: Frame) -> bool:
    """What others believe and the same sentence goes on to reject ("..., but the trial says otherwise")."""
    quoted = any(item.text in ('"', "“", "”") for item in frame.sentence)
    heard = frame.items if quoted else frame.items[:8]
    belief = next((place for place, item in enumerate(heard) if item.text in _BELIEF), None)
    if belief is None or not frame.following or reversals(frame.items[:belief]):
        return False
    parts = list(_parts(frame.following))
    values = [value for part in parts for value in signs(part, {"GOOD", "CONFIRM"})]
    values += [-value for part in parts for value in signs(part, {"BAD"})]
    refused = any(item.tags & {"FALSE"} or item.text == "otherwise" for item in frame.following) or _bare_denial(frame)
    refused |= _turned_down(frame.following) or _bare_refusal(frame.following)
    return set(values) == {-1} or (refused and 1 not in values)


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items between one break and the next."""
    breaks = [place for place, item in enumerate(items) if item.tags & {"PUNCT", "BUT", "CAUSE", "AND"}]
    for start, end in pairwise([-1, *breaks, len(items)]):
        yield items[start + 1 : end]


def _turned_down(following: Sequence[Item]) -> bool:
    """ "there is no evidence for that", "this is not so"."""
    pointing = any(item.text in ("that", "this", "it", "so", "them", "these") for item in following)
    evidence = signs(following, {"EVID"})
    so = [
        sign(following, place)
        for place, item in enumerate(following)
        if item.text in ("so", "true", "right", "the case")
    ]
    return pointing and -1 in evidence + so and 1 not in evidence


def _bare_refusal(following: Sequence[Item]) -> bool:
    """ "the committee did not accept the proposal", "the study does not bear that out"."""
    back = any(item.text in _BACK or item.text in CLAIM_NOUNS for item in following)
    claim = any(item.tags & {"GOOD", "NORM", "FIRST", "BAD"} for item in following)
    accepted = any(item.tags & {"CONFIRM", "EVID", "STUDY"} or item.text.startswith(_ACCEPTS) for item in following)
    return back and accepted and not claim and len(reversals(following)) == 1


def _bare_denial(frame: Frame) -> bool:
    """ "..., but it did not", "... and not found"."""
    plain = {"PLAIN", "AUX", "NOT", "NO", "BUT", "AND", "PUNCT", "EVID", "STUDY"}
    bare = all(item.tags & plain for item in frame.following)
    return bare and len(reversals(frame.following)) == 1
