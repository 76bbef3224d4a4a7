"""Which sentences of a reply claim something, which only say that nothing can be said, which lean on the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.sentences import sentences
from assistant.language.vocabulary import Vocabulary
from evals.case import Asked
from evals.reply import FURNITURE, WARNING, Reply, Said
from evals.score import Evidence

_MARKER = re.compile(r"\s*\[\^?\d+(?:\s*[,–-]\s*\d+)*\]")
_SOURCES = r"(?:evidence|passages?|context|documents?|sources?|texts?|information|material|excerpts?|data)"
_ABSTAINS = re.compile(
    r"\b(?:i|we)(?: am|'m| are|'re)? (?:sorry|afraid)\b.{0,40}\b(?:can ?no|can't|unable|not able|don't|do not)|"
    r"\b(?:i|we)(?: am| are|'m|'re)? (?:do not|don't|cannot|can't|can not|could not|couldn't|unable to|not able to)"
    r" (?:know|say|tell|answer|find|help|assist|provide|comment|advise|determine|give|have (?:any |enough )?info\w*)|"
    rf"\b{_SOURCES}(?: \w+){{0,3}} (?:do|does|did)(?: not|n't) (?:\w+ )?"
    r"(?:cover|say|mention|contain|include|provide|state|address|specify|give|answer|discuss|tell)|"
    rf"\bnot (?:in|(?:covered|mentioned|found|stated|given|addressed|discussed) (?:in|by)) the (?:\w+ )?{_SOURCES}|"
    r"\boutside (?:of )?(?:the|my) (?:topic|scope)|"
    rf"\b(?:no|not enough|insufficient) (?:information|mention)\b.{{0,60}}\b{_SOURCES}|"
    r"^(?:idk|n/?a|unknown|no answer|not covered|not stated|not available|cannot answer)\W*$|"
    r"\bfollow your local emergency|\bdoes not give time-critical|\bnot set aside on demand",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"(?:as an? (?:ai|language model|assistant)\b|(?:please )?(?:consult|ask|talk to|speak (?:to|with)) (?:a|an|your) |"
    r"here (?:is|are)\b.*:$|let me know\b|i hope\b|thank|hello\b|hi\b|based on the (?:passages|context)[^,]{0,20}:?$)",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:yes|yeah|yep|no|sure|right|correct|true|indeed|exactly|agreed|absolutely|definitely|certainly|of course|"
    r"it|they|this|that|these|those|so|there|such|both|also|same|he|she|the (?:drug|treatment|therapy|infusions?))\b",
    re.IGNORECASE,
)


_PARTS = frozenset(
    "answer answers answered evidence source sources reference references citation citations quote quotes quoted "
    "document documents passage passages text texts summary overview introduction background conclusion conclusions "
    "finding findings detail details question questions note notes caution cautions warning warnings caveat caveats "
    "limit limits limitation limitations declined withheld topic scope bottom line bibliography".split()
)
"""Words by which a reply names itself and its parts; they say nothing of a drug, whatever was asked."""
_BESIDE = frozenset(
    "a an the and or of in from on by to with at as not no part key main nearest related further reading see also "
    "cited stopped differ disagree".split()
)


def spoken(reply: Reply) -> tuple[Said, ...]:
    """The reply's sentences; of a target that gives its text alone, the text cut into sentences."""
    if reply.sentences:
        return reply.sentences
    return tuple(Said(text) for text in split(reply.text))


def split(text: str) -> Iterator[str]:
    """The sentences of a text, its markers taken out."""
    for block in _MARKER.sub("", text).splitlines():
        yield from (block[start:end] for start, end in sentences(block))


def plain(text: str) -> str:
    """The words alone: no markers, one blank between them."""
    return " ".join(_MARKER.sub("", text).split())


def abstains(text: str) -> bool:
    """Whether a sentence says no more than that nothing can be said."""
    return bool(_ABSTAINS.search(text))


def of_itself(text: str) -> bool:
    """Whether a text names no more than a reply and its parts, as "Limit of the evidence" does."""
    said = frozenset(re.findall(r"[^\W\d_]+", text.casefold()))
    return bool(said & _PARTS) and said <= _PARTS | _BESIDE


def read_as(said: Said) -> str:
    """The sentence behind its label; a label that names only a part of a reply, and denies nothing, adds nothing."""
    text = plain(said.text)
    empty = of_itself(said.label) and not re.search(r"\b(?:not|no)\b", said.label, re.IGNORECASE)
    return f"{plain(said.label)} {text}" if said.label and not empty else text


def claims(reply: Reply) -> tuple[Said, ...]:
    """The sentences that claim something about the topic: no question, no courtesy, no word of what is not covered."""
    return tuple(said for said in spoken(reply) if _claims(said))


def _claims(said: Said) -> bool:
    text = plain(said.text)
    if not re.search(r"\w", text) or text.endswith(("?", ":")) or said.kind == FURNITURE:
        return False
    if said.kind not in (None, "note") or said.markers:
        return True
    return not abstains(f"{plain(said.label)} {text}".strip()) and not _CHAT.match(text)


def refuses(reply: Reply) -> bool:
    """Whether the reply holds no claim at all; what a target calls its outcome is not asked."""
    return not claims(reply)


def context(case: Asked, said: str, before: str, evidence: Evidence) -> str:
    """What a sentence is heard after: the user's turns and the sentence before, where it cannot stand alone.

    A warning line speaks of the sentence that it stands below, where that names its drug and its people.
    """
    if not leans(said, evidence):
        return ""
    warns = said.lstrip(f"{WARNING}\ufe0f ")
    if warns != said and not _LEANS.match(warns) and _full(before, evidence):
        return before
    return "\n".join([*asked(case), *([before] if before else [])])


def asked(case: Asked) -> tuple[str, ...]:
    """The user's turns, this question last."""
    return (*(turn.text for turn in case.history if turn.role == "user"), case.question)


def leans(text: str, evidence: Evidence) -> bool:
    """Whether a sentence leaves its drug or its people to what was asked.

    A passage's own sentence never does, nor what only names a part of the reply.
    """
    if abstains(text) or of_itself(text) or _of_documents(text, evidence):
        return False
    return bool(_LEANS.match(text)) or not _full(text, evidence)


def _full(text: str, evidence: Evidence) -> bool:
    """Whether it names a drug and people."""
    return {group for group, _ in concepts(text, evidence.vocabulary)} >= {"drugs", "populations"}


def _of_documents(text: str, evidence: Evidence) -> bool:
    return any(text == each.text for known in evidence.documents.values() for each in known.passages)


def named(group: str, text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The concepts of one group that a text names, as `spms` of `populations`."""
    return frozenset(id_ for of, id_ in concepts(text, vocabulary) if of == group)


@lru_cache(maxsize=20_000)
def concepts(text: str, vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    """What a text names, as (group, id); the same text is read once."""
    return frozenset((mention.concept.group, mention.concept.id) for mention in vocabulary.find(text))
