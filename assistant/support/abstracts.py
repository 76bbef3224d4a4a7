"""Whether a text follows from an abstract: signals for and against, weighed together.

An abstract's conclusion has words of its own, and so has a fluent invention; no single sign tells them apart. What
does, a little each, is how far its sentences keep to one of the abstract's, how much they leave open, and what they
add: a cause, a strength, a direction, a denial, another word in the place of one. The weights are fitted by logistic
regression on the build rows of `evals.support_report`, rows that a proof refuses left out, and rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from assistant.support.coverage import lacking
from assistant.support.lexicon import CAUSES, INTENSE, TENTATIVE
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, overlap
from assistant.support.turns import finds_none

WEIGHTS: Mapping[str, float] = {
    "together": 2.5,
    "tentative": 1.0,
    "cause": -1.2,
    "strength": -1.1,
    "direction": -0.2,
    "denial": -0.6,
    "turned": -0.75,
    "coloured": -0.7,
    "replaced": -2.5,
    "recounted": -4.0,
}
"""What each signal is worth, on average over the sentences of a text."""
BASE = -0.8
_ADDED = {"cause": "a cause", "strength": "a strength", "direction": "a direction", "denial": "a denial"}

Doubts = Sequence[Sequence[Objection]]
"""For each sentence of a text what it is doubted for."""


def unlikely(text: tuple[Said, ...], source: Source, doubts: Doubts) -> Iterator[Objection]:
    """Objections to a text for which too little speaks: what it was doubted for, and what it adds and lacks."""
    found = signals(text, source, doubts)
    if BASE + sum(WEIGHTS[name] * value for name, value in found.items()) >= 0:
        return
    yield from chain.from_iterable(doubts)
    added = [f"adds {what}" for name, what in _ADDED.items() if found[name]]
    yield Objection(
        "unsupported", f"too little of it is in the source: it {' and '.join([lacking(text, source), *added])}"
    )


def signals(text: tuple[Said, ...], source: Source, doubts: Doubts) -> Mapping[str, float]:
    """Each signal, as its mean over the sentences."""
    found = Counter[str]()
    for said, raised in zip(text, doubts, strict=True):
        found.update(_signals(said, source))
        found.update({each.doubt for each in raised if each.doubt})
    return Counter({name: value / len(text) for name, value in found.items()})


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
