"""A sentence that stops where its source goes on: an opening without its statement, half a list, a lost "but"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.words import Word
from assistant.support.lexicon import DOUBT, FUNCTION, INFERENCE, LIMITING, NEGATIONS, TURNS, VIEWS
from assistant.support.reading import Said

_OPENING = frozenset(
    "in for from with at among of on by after before during if when while although because as to".split()
)
AUXILIARIES = frozenset("is are was were has have had do does did may might can could will would should must".split())
_VERBS = frozenset(
    "remain remains show shows find finds found give gives say says come comes put puts carries reads".split()
)
_RELATIVE = frozenset("which who whom whose that".split())
LIST = re.compile(r"(?:\b(?:is|are|was|were|names?|reports?)\b|:)(?P<items>[^;:.()]+?,? (?:and|or) [^;:,.()]+)")
ITEM = re.compile(r",? (?:and|or) |, ")
_CLOSED = re.compile(r"\b(?:is|are|was|were)\b|:")
_OPEN = frozenset("include includes included including among such one some example both also".split())
_FIGURE = re.compile(r"\d")
_LIMITS = NEGATIONS | DOUBT | INFERENCE | LIMITING | VIEWS
_GOES_ON = frozenset("and or whether which who including for with from in".split())
_BEFORE, _AFTER = 0.5, 0.34


def cut(said: Said, drawn: Sequence[Said]) -> str | None:
    """What is lost with what was cut off."""
    if said.text.count("(") != said.text.count(")"):
        return "it is cut off inside a bracket"
    if any(_opens(said, each) for each in drawn):
        return "it opens a sentence and states nothing"
    if any(_turn_lost(said, each) for each in drawn):
        return "it is cut before the source takes it back"
    if any(_listed(said, each) for each in drawn):
        return "it gives a part of the source's list as the whole"
    if any(_stopped(said, each) for each in drawn):
        return "it stops before the source goes on to limit it"
    return None


def _opens(said: Said, other: Said) -> bool:
    """Whether the other sentence has the same words first, then a comma, and its statement only after it."""
    length = len(said.words)
    same = [word.folded for word in said.words] == [word.folded for word in other.words[:length]]
    if not same or not 0 < length < len(other.words) or "," not in _gap(other, length):
        return False
    if "," not in said.text and said.words[0].folded in _OPENING:
        return True
    aside = other.words[length].folded
    return (aside in _RELATIVE or aside.endswith("ed")) and not any(map(verb, said.words))


def _gap(said: Said, place: int) -> str:
    return said.text[said.words[place - 1].end : said.words[place].start]


def _stopped(said: Said, other: Said) -> bool:
    """Whether it is the other's opening, word by word, and what was left out denies, doubts or limits, or lists on."""
    length = len(said.words)
    if [word.folded for word in said.words] != [word.folded for word in other.words[:length]]:
        return False
    rest = [word.folded for word in other.words[length:]]
    return (
        bool(rest)
        and rest[0] != "and"
        and (not _LIMITS.isdisjoint(rest) or ("," in _gap(other, length) and rest[0] not in _GOES_ON))
    )


def verb(word: Word) -> bool:
    """Whether it looks like a verb."""
    return word.folded in AUXILIARIES or word.folded in _VERBS or word.folded.endswith("ed")


def _turn_lost(said: Said, other: Said) -> bool:
    """Whether it says what stands before a "but" of the source and little of what stands after."""
    if said.folded & TURNS:
        return False
    for place, word in enumerate(other.words):
        if place and word.folded in TURNS:
            before, after = (_share(said, [each.stem for each in part]) for part in _parted(other, place))
            if before >= _BEFORE and after < _AFTER:
                return True
    return False


def _parted(said: Said, place: int) -> tuple[Sequence[Word], Sequence[Word]]:
    return said.words[:place], said.words[place + 1 :]


def _share(said: Said, stems: Sequence[str]) -> float:
    there = [stem for stem in stems if stem not in FUNCTION]
    own = {word.stem for word in said.words}
    return sum(stem in own for stem in there) / len(there) if there else 1.0


def _listed(said: Said, other: Said) -> bool:
    """Whether it says some of three or more listed things as if they were all: "the risks are infusion reactions"."""
    if said.folded & _OPEN or not _CLOSED.search(said.text):
        return False
    for found in LIST.finditer(other.text):
        if _FIGURE.search(found["items"]):
            continue
        items = [_share(said, _stems(other, part)) for part in _spans(found)]
        if len(items) > 2 and any(share == 1.0 for share in items) and not all(items):
            return True
    return False


def _spans(found: re.Match[str]) -> list[tuple[int, int]]:
    start, edges = found.start("items"), [0]
    for mark in ITEM.finditer(found["items"]):
        edges += [mark.start(), mark.end()]
    edges.append(len(found["items"]))
    return [(start + one, start + other) for one, other in zip(edges[::2], edges[1::2], strict=True)]


def _stems(said: Said, span: tuple[int, int]) -> list[str]:
    return [word.stem for word in said.words if span[0] <= word.start and word.end <= span[1]]
