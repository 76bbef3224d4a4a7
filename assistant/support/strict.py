"""What a sentence keeps of the few it is held against, whatever its words: a blunt reading beside the others.

It knows no grammar. It counts what denies, looks for what doubts, makes small or says whose view it is, compares who is
named and in which order, and whether the sentence stops where its source goes on. Over an abstract it would refuse
nearly every conclusion; it reads where the quotes are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from assistant.language.words import Word
from assistant.support.lexicon import DENIALS, DOUBT, INFERENCE, MODEST, ORDERS, REPORTING, RESERVE, SURE
from assistant.support.reading import Said, read
from assistant.support.source import Objection, Source, named
from assistant.support.stops import cut

_KEPT = {"doubt": DOUBT, "reserve": RESERVE, "measure": MODEST, "view": REPORTING}
_ADDED = {"advice": ORDERS, "certainty": SURE, "inference": INFERENCE}
_ORDERED, _EQUAL = frozenset({"drugs", "arms"}), ("sources", "lines")
_FEW, _BRINGS = 0.2, 0.2
_CITED = re.compile(r"\b(?:cited|listed|quoted) (?:by|in) the \w+", re.IGNORECASE)


def kept(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to what a sentence loses of few quotes, adds to them or exchanges in them."""
    if source.breadth > _FEW:
        return
    drawn = _drawn(said, source)
    reasons = (
        _numbers(said, source),
        _denials(said, drawn),
        *_words(said, drawn),
        *_names(said, drawn, source),
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


def _denials(said: Said, drawn: Sequence[Said]) -> str | None:
    ours, theirs = _denying(said), sum(map(_denying, drawn))
    return None if ours == theirs else "it denies more or less than the source"


def _denying(said: Said) -> int:
    """How often it denies; "31% against 14%" does not."""
    pairs = zip_longest(said.words, said.words[1:])
    return sum(word.folded in DENIALS and not (word.folded == "against" and _figure(after)) for word, after in pairs)


def _figure(word: Word | None) -> bool:
    return word is not None and word.folded[0].isdigit()


def _words(said: Said, drawn: Sequence[Said]) -> Iterator[str]:
    ours, there = said.folded, frozenset(chain.from_iterable(each.folded for each in map(_told, drawn)))
    for what, family in _KEPT.items():
        if there & family and not ours & family:
            yield f"it loses the source's word of {what}"
    for what, family in _ADDED.items():
        if added := ours & family - there:
            yield f'it adds a word of {what}: "{min(added)}"'


def _told(said: Said) -> Said:
    """Without "cited by the review", which says where something stands and not whose view it is."""
    return read(text) if (text := _CITED.sub("", said.text)) != said.text else said


def _names(said: Said, drawn: Sequence[Said], source: Source) -> Iterator[str]:
    theirs = [pair for each in drawn for pair in named(each, source.vocabulary)]
    telling = [pair for each in drawn for pair in named(_told(each), source.vocabulary)]
    ours = named(said, source.vocabulary)
    for group in _EQUAL:
        if not _of(telling, group) <= _of(ours, group) <= _of(theirs, group):
            yield f"it names other {group} than the source"
    order = iter(_once(theirs))
    if not all(id_ in order for id_ in _once(ours)):
        yield "it names drugs or arms in another order than the source"


def _of(mentions: Sequence[tuple[str, str]], wanted: str) -> frozenset[str]:
    return frozenset(id_ for group, id_ in mentions if group == wanted)


def _once(mentions: Sequence[tuple[str, str]]) -> list[str]:
    """The drugs and arms in the order of their places, a repeated one once."""
    ids = [id_ for group, id_ in mentions if group in _ORDERED]
    return [id_ for at, id_ in enumerate(ids) if not at or ids[at - 1] != id_]
