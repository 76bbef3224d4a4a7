"""Whether a text follows from an abstract: signals for and against, weighed together.

An abstract's conclusion has words of its own, and so has a fluent invention; no single sign tells them apart. What
does, a little each, is how far its sentences keep to one of the abstract's, how much they leave open, and what they
add: a cause, a strength, a direction, a denial, another word in the place of one. More than these does a reader that
learned from answers (`ports.AbstractReader`); it is one signal more. The weights are fitted by logistic regression on
the build rows of `evals.support_report`, rows that a proof refuses left out, and rounded; those beside the reader on
rows that it did not learn from (`evals.abstract_reader.kept_back`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from assistant.ports import AbstractReader
from assistant.support.coverage import lacking, uncovered
from assistant.support.lexicon import CAUSES, INTENSE, TENTATIVE
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, overlap
from assistant.support.turns import finds_none

WEIGHTS: Mapping[str, float] = {
    "together": 1.2,
    "tentative": 0.4,
    "cause": -0.7,
    "strength": -0.35,
    "direction": -0.25,
    "denial": -0.35,
    "turned": -0.7,
    "coloured": -0.25,
    "replaced": -2.4,
    "recounted": -2.8,
}
"""What each signal is worth by itself, on average over the sentences of a text."""
BASE = -0.2

READ: Mapping[str, float] = {
    "read": 0.55,
    "together": 1.25,
    "cause": -0.3,
    "strength": -0.25,
    "direction": -0.3,
    "denial": -0.65,
    "turned": -0.1,
    "replaced": -3.2,
    "recounted": -2.4,
    "misplaced": -0.3,
    "uncovered": -0.1,
}
"""What each is worth beside the log odds of the learned reader."""
READ_BASE = -0.2
_ADDED = {"cause": "a cause", "strength": "a strength", "direction": "a direction", "denial": "a denial"}

SHOWN = 90
"""Words of a source that the learned reader is shown at once."""

_AT_ONCE, _LONGEST = 4, 150
"""Sentences that it reads at once, and the most words; what is longer it would not see to its end."""

Doubts = Sequence[Sequence[Objection]]
"""For each sentence of a text what it is doubted for."""


def unlikely(
    text: tuple[Said, ...], source: Source, doubts: Doubts, reader: AbstractReader | None = None
) -> Iterator[Objection]:
    """Objections to a text for which too little speaks: what it was doubted for, and what it adds and lacks."""
    found = {**signals(text, source, doubts), "read": read(text, source, reader) if reader else 0.0}
    weights, base = (READ, READ_BASE) if reader else (WEIGHTS, BASE)
    if base + sum(weight * found.get(name, 0.0) for name, weight in weights.items()) >= 0:
        return
    yield from chain.from_iterable(doubts)
    added = [f"adds {what}" for name, what in _ADDED.items() if found.get(name)]
    yield Objection(
        "unsupported", f"too little of it is in the source: it {' and '.join([lacking(text, source), *added])}"
    )


def excerpt(text: Sequence[Said], source: Source) -> str:
    """The sentences of a source that are nearest to those of a text, in their order: some `SHOWN` words of them."""
    ranks = [source.following(said) for said in text]
    nearest = dict.fromkeys(each for rank in zip_longest(*ranks) for each in rank if each)
    kept: list[Said] = []
    for each in nearest:
        if not kept or sum(len(one.text.split()) for one in (*kept, each)) <= SHOWN:
            kept.append(each)
    return " ".join(each.text for each in source.sentences if each in kept)


def read(text: Sequence[Said], source: Source, reader: AbstractReader) -> float:
    """The log odds that the source carries what it carries least of the text, which is read in pieces."""
    return min(_odds(piece, source, reader) for piece in _pieces(text))


def _odds(piece: Sequence[Said], source: Source, reader: AbstractReader) -> float:
    shown = " ".join(said.text for said in piece)
    return reader.carried(shown, excerpt(piece, source)) if len(shown.split()) <= _LONGEST else float("-inf")


def _pieces(text: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """A few sentences each, as many as an answer has that it learned from."""
    piece: list[Said] = []
    for said in text:
        if piece and (len(piece) == _AT_ONCE or sum(len(each.words) for each in (*piece, said)) > SHOWN):
            yield piece
            piece = []
        piece.append(said)
    yield piece


def signals(text: tuple[Said, ...], source: Source, doubts: Doubts) -> Mapping[str, float]:
    """Each signal, as its mean over the sentences; "uncovered" is of the whole."""
    found = Counter[str]()
    for said, raised in zip(text, doubts, strict=True):
        found.update(_signals(said, source))
        found.update({each.doubt for each in raised if each.doubt})
    means = {name: value / len(text) for name, value in found.items()}
    return {**means, "uncovered": float(any(True for _ in uncovered(text, source)))}


def _signals(said: Said, source: Source) -> Mapping[str, float]:
    following, added = source.following(said), said.folded - source.folded
    axes = {sign.axis for each in following for sign in each.signs}
    return {
        "together": overlap(said, source.nearest(said)),
        "tentative": not TENTATIVE.isdisjoint(said.folded),
        "cause": not CAUSES.isdisjoint(added),
        "strength": not INTENSE.isdisjoint(said.folded),
        "direction": len({sign.axis for sign in said.signs} - axes),
        "denial": finds_none(said) and not any(map(finds_none, following)),
    }
