"""How much of a conclusion must be its abstract's own: more where it adds, less where it claims little.

An abstract's conclusion has words of its own, and so has a fluent invention. What tells them apart, a little, is what
they add: a cause, a strength, a direction or a denial that the sentences they follow do not have. The weights are
fitted on the build half of `evals.support_report`; sentence embeddings added nothing to them there.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.support.lexicon import CAUSES, INTENSE, TENTATIVE
from assistant.support.reading import Said
from assistant.support.source import Source, overlap
from assistant.support.turns import finds_none

_ASKED, _FLOOR = 0.9, 0.4
_TOGETHER, _TENTATIVE, _CAUSE, _STRENGTH, _DENIAL, _DIRECTION = -1.0, -0.5, 0.28, 0.3, 0.26, 0.18


def asked(text: tuple[Said, ...], source: Source) -> float:
    """The share of the text's weight that the abstract must have."""
    words = [word.folded for said in text for word in said.words]
    added = [word for word in words if word not in source.folded]
    share = (
        _ASKED
        + _TOGETHER * together(text, source)
        + _TENTATIVE * tentative(words)
        + _CAUSE * sum(word in CAUSES for word in added)
        + _STRENGTH * sum(word in INTENSE for word in added)
        + _DENIAL * any(_denies_alone(said, source) for said in text)
        + _DIRECTION * sum(_new_directions(said, source) for said in text) / len(text)
    )
    return max(_FLOOR, share)


def together(text: tuple[Said, ...], source: Source) -> float:
    """The share of a sentence that stands in one sentence of the source, on average."""
    return sum(overlap(said, source.nearest(said)) for said in text) / len(text)


def tentative(words: Iterable[str]) -> bool:
    """Whether a word leaves it open, or passes it on to those who study it."""
    return not TENTATIVE.isdisjoint(words)


def _denies_alone(said: Said, source: Source) -> bool:
    return finds_none(said) and not any(map(finds_none, source.following(said)))


def _new_directions(said: Said, source: Source) -> int:
    """How many scales it uses ("higher", "worse") that the sentences it follows do not."""
    there = {sign.axis for each in source.following(said) for sign in each.signs}
    return len({sign.axis for sign in said.signs} - there)
