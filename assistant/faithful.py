"""What a rewording keeps whatever its words: a second reader beside the verifier, blunter and stricter.

It knows no grammar. It counts what denies, looks for what doubts and what makes small, and compares who is named, in
which order. A true rewording that it refuses costs nothing: the source's words stand in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import spoken
from assistant.language.vocabulary import Vocabulary
from assistant.values import Passage

NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_DENYING = re.compile(
    r"\b(?:no|not|none|nor|neither|never|nothing|nobody|without|cannot|unknown|unproven|undetermined|un(?:clear|certain)|"
    r"insufficient\w*|inadequate\w*|impossible|lack\w*|absen\w+|fail(?:s|ed|ure)?|den(?:y|ies|ied)|rul\w+ out|"
    r"exclud\w+|stop\w*|reject\w*|against|\w+n['’]t)\b",
    re.IGNORECASE,
)
_KEPT = {
    "doubt": frozenset(
        "may might could possible possibly potential potentially perhaps probable probably likely unlikely".split()
    ),
    "reserve": frozenset(
        "suggest suggests suggested suggesting appear appears appeared seem seems seemed indicate indicates"
        " indicated believe believes believed consider considers considered predict predicts predicted".split()
    ),
    "measure": frozenset(
        "modest modestly small slight slightly some few several limited moderate moderately mild only partly"
        " minor short preliminary".split()
    ),
    "view": frozenset(
        "review commentary commentator commentators author authors according opinion view reader reads judges".split()
    ),
}
_ADDED = {
    "advice": frozenset(
        "should must ought recommend recommends recommended recommending advise advises advised offer offered"
        " prescribe prescribed prefer preferred start started switch need needs".split()
    ),
    "certainty": frozenset(
        "prove proves proved proven clear clearly definite definitely certain certainly always undoubtedly obviously"
        " established confirm confirms confirmed demonstrate demonstrates demonstrated all every any most".split()
    ),
    "inference": frozenset("so therefore thus hence consequently accordingly meaning implies means".split()),
}
_NAMED = ("drugs", "arms")
_EQUAL = ("populations", "sources", "studies", "diseases", "lines")


def unfaithful(text: str, passages: Sequence[Passage], vocabulary: Vocabulary) -> str | None:
    """What of its passages a claim loses or exchanges, in words; None where nothing does."""
    source = " ".join(spoken(passage) for passage in passages)
    if {*NUMBER.findall(text)} - {*NUMBER.findall(source)}:
        return "a claim has a number that its passages do not print so"
    if len(_DENYING.findall(text)) != len(_DENYING.findall(source)):
        return "a claim denies more or less than its passages"
    said, there = {*_WORD.findall(text.lower())}, {*_WORD.findall(source.lower())}
    for what, family in _KEPT.items():
        if there & family and not said & family:
            return f"a claim loses a word of {what}"
    for what, family in _ADDED.items():
        if added := said & family - there:
            return f'a claim adds a word of {what}: "{min(added)}"'
    for group in _EQUAL:
        if _named(text, vocabulary, (group,)) != _named(source, vocabulary, (group,)):
            return f"a claim names other {group} than its passages"
    order = iter(_order(source, vocabulary))
    if not all(named in order for named in _order(text, vocabulary)):
        return "a claim names drugs or arms in another order than its passages"
    return None


def _named(text: str, vocabulary: Vocabulary, groups: Sequence[str]) -> frozenset[str]:
    return frozenset(mention.concept.id for mention in vocabulary.find(text) if mention.concept.group in groups)


def _order(text: str, vocabulary: Vocabulary) -> list[str]:
    """The drugs and arms in the order of their places, a repeated one once."""
    named = [mention.concept.id for mention in vocabulary.find(text) if mention.concept.group in _NAMED]
    return [id_ for at, id_ in enumerate(named) if not at or named[at - 1] != id_]
