"""What a sentence keeps of the few it is held against: what they deny, doubt, make small, and whose view it is.

Over an abstract this would refuse nearly every conclusion; it reads where the quotes are few. Only what the sentence
restates counts: a doubt in another clause of its source is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.language.words import stem
from assistant.support.arms import EITHER
from assistant.support.clauses import turned_denials
from assistant.support.hedges import apart, lost, told
from assistant.support.lexicon import (
    ASSOCIATION,
    BECAUSE,
    CAUSES,
    CAUSING,
    COMPARING,
    INFERENCE,
    LIMITING,
    ORDERS,
    SIZE,
    SURE,
)
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, named, overlap
from assistant.support.stops import cut

_ADDED = {"advice": ORDERS, "certainty": SURE, "inference": INFERENCE, "limit": LIMITING, "size": SIZE}
_ORDERED, _EQUAL = frozenset({"drugs", "arms"}), ("sources", "lines")
_FEW, _BRINGS, _TOLD = 0.2, 0.2, 0.5
_HOW = re.compile(r"\bhow (\w+)", re.IGNORECASE)
_MEANING_BECAUSE = frozenset({"since", "as"})
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


def kept(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to what a sentence loses of few quotes, adds to them or exchanges in them."""
    if source.breadth > _FEW:
        return
    drawn = _drawn(said, source)
    yield from turned_denials(said, drawn, source.vocabulary)
    reasons = (
        _numbers(said, source),
        *lost(said, drawn),
        *_added(said, drawn),
        *_names(said, drawn, source),
        _caused(said, drawn),
        _misquoting(said, source),
        cut(said, drawn),
    )
    yield from (Objection("unsupported", reason) for reason in reasons if reason)


def _drawn(said: Said, source: Source) -> tuple[Said, ...]:
    """The sentences that it is drawn from, in their order: the nearest, and each that brings much of what is left."""
    left, total = dict(said.keys), sum(said.keys.values())
    drawn = [source.nearest(said)]
    while True:
        left = {key: value for key, value in left.items() if key not in drawn[-1].keys}
        rest = [each for each in source.sentences if each not in drawn]
        brought = [sum(value for key, value in left.items() if key in each.keys) for each in rest]
        if not rest or max(brought) < _BRINGS * total:
            return tuple(each for each in source.sentences if each in drawn)
        drawn.append(rest[brought.index(max(brought))])


def _numbers(said: Said, source: Source) -> str | None:
    values = {value for each in source.sentences for figure in each.figures for value in figure.values}
    printed = {word.folded for each in source.sentences for word in each.words}
    read_ = {(figure.start, figure.end) for figure in said.figures if {*figure.values} <= values}
    for word in said.words:
        within = any(start <= word.start and word.end <= end for start, end in read_)
        if word.folded[0].isdigit() and word.folded not in printed and not within:
            return "a number that the source does not print"
    return None


def _added(said: Said, drawn: Sequence[Said]) -> Iterator[str]:
    there = frozenset(chain.from_iterable(each.folded for each in drawn))
    known = frozenset(map(stem, there))
    asserted = said.folded - {found[1].casefold() for found in _HOW.finditer(said.text)}
    for what, family in _ADDED.items():
        if added := {each for each in asserted & family if stem(each) not in known}:
            yield f'it adds a word of {what}: "{min(added)}"'


def _names(said: Said, drawn: Sequence[Said], source: Source) -> Iterator[str]:
    theirs = [pair for each in drawn for pair in named(each, source.vocabulary)]
    telling = [
        pair
        for each in drawn
        for part in apart(told(each, said))
        if overlap(part, said) >= _TOLD
        for pair in named(part, source.vocabulary)
    ]
    ours = named(said, source.vocabulary)
    for group in _EQUAL:
        if not _of(telling, group) <= _of(ours, group) <= _of(theirs, group):
            yield f"it names other {group} than the source"
    order = iter(_once(theirs))
    if not {*_once(ours)} - {EITHER} <= {*_once(theirs)}:
        yield "it names other drugs or arms than the source"
    elif said.folded & COMPARING and not all(id_ in order for id_ in _once(ours)):
        yield "it names drugs or arms in another order than the source"


def _of(mentions: Sequence[tuple[str, str]], wanted: str) -> frozenset[str]:
    return frozenset(id_ for group, id_ in mentions if group == wanted)


def _once(mentions: Sequence[tuple[str, str]]) -> list[str]:
    """The drugs and arms in the order of their places, a repeated one once."""
    ids = [id_ for group, id_ in mentions if group in _ORDERED]
    return [id_ for at, id_ in enumerate(ids) if not at or ids[at - 1] != id_]


def _caused(said: Said, drawn: Sequence[Said]) -> str | None:
    there = frozenset(chain.from_iterable(each.folded for each in drawn))
    together = there & ASSOCIATION and not said.folded & ASSOCIATION and said.folded & CAUSING - there
    if together or (said.folded & BECAUSE and not there & (CAUSES | CAUSING | _MEANING_BECAUSE)):
        return "it makes a cause of what the source only puts together"
    return None


def _misquoting(said: Said, source: Source) -> str | None:
    texts = " ".join(each.text for each in source.sentences).casefold()
    misquoted = any(found[1].casefold() not in texts for found in _QUOTED.finditer(said.text))
    return "it puts words in quotation marks that the source does not have" if misquoted else None
