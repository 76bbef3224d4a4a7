"""Quotes read together, and the objections that reading a sentence against them raises."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from assistant.language.vocabulary import Vocabulary
from assistant.support.reading import Said, Sign, parts

Verdict = Literal["supported", "unsupported", "contradicted"]
Doubt = Literal["turned", "coloured", "replaced", "recounted", "misplaced"]
Slot = tuple[tuple[str, ...], tuple[str, ...]]
"""The stems before and after a word; an empty one is the sentence's edge."""

_NAMES = frozenset({"drugs", "diseases", "populations", "arms"})
FOLLOWED = 0.6
"""From this overlap on a sentence follows one of the source's."""
_FEW, _MANY, _SAME_WORDS = 3, 6, 0.75


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a sentence is not carried."""

    verdict: Verdict
    reason: str
    doubt: Doubt | None = None
    """What it raises in place of a proof, in a sentence that goes its own way through an abstract."""


@dataclass(frozen=True, eq=False)
class Source:
    """The sentences of the quotes."""

    sentences: tuple[Said, ...]
    vocabulary: Vocabulary

    @cached_property
    def keys(self) -> Mapping[str, float]:
        """All content words, paraphrases folded together."""
        return {key: value for said in self.sentences for key, value in said.keys.items()}

    @cached_property
    def folded(self) -> frozenset[str]:
        """All words in lower case."""
        return frozenset[str]().union(*(said.folded for said in self.sentences))

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems."""
        return frozenset(word.stem for said in self.sentences for word in said.words)

    @cached_property
    def sorted_stems(self) -> list[str]:
        """All stems in order."""
        return sorted(self.stems)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The abbreviations that its phrases of two to six words could have."""
        letters = ["".join(word.folded[0] for word in said.words) for said in self.sentences]
        return frozenset(line[at : at + width] for line in letters for width in range(2, 7) for at in range(len(line)))

    @cached_property
    def slots(self) -> Mapping[Slot, frozenset[str]]:
        """What stands in each slot."""
        found: dict[Slot, set[str]] = {}
        for said in self.sentences:
            stems = [word.stem for word in said.words]
            for place, stem in enumerate(stems):
                for slot in slots(stems, place):
                    found.setdefault(slot, set()).add(stem)
        return {slot: frozenset(stems) for slot, stems in found.items()}

    def telling(self, said: Said) -> tuple[Said, ...]:
        """Its sentences but for those in which an abstract only says what it asks, unless `said` asks too."""
        return self.sentences if said.asks or not self.breadth else self._answers

    @cached_property
    def _answers(self) -> tuple[Said, ...]:
        return tuple(each for each in self.sentences if not each.asks) or self.sentences

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts that its sentences name, with all that they lie within."""
        own = {id_ for each in self.sentences for _, id_ in named(each, self.vocabulary)}
        return frozenset(own).union(*(self.vocabulary.wider(id_) for id_ in own))

    @cached_property
    def breadth(self) -> float:
        """0 for a few quoted sentences, 1 for an abstract, whose conclusion may use words of its own."""
        return min(1.0, max(0.0, (len(self.sentences) - _FEW) / (_MANY - _FEW)))

    @property
    def broad(self) -> bool:
        """Whether it is as long as an abstract."""
        return self.breadth == 1.0

    def least(self, quoted: float, abstract: float) -> float:
        """A bound between the one for a few quoted sentences and the one for an abstract."""
        return quoted + self.breadth * (abstract - quoted)

    def nearest(self, said: Said) -> Said:
        """The sentence that shares most with `said`, the shorter of equals."""
        return _ranked(self, said)[0][1]

    def carrying(self, said: Said) -> tuple[Said, ...]:
        """The sentences that share about as much with `said` as the nearest does."""
        best = _ranked(self, said)[0][0]
        return tuple(each for share, each in _ranked(self, said) if best and share >= 0.85 * best)

    def following(self, said: Said) -> tuple[Said, ...]:
        """The three telling sentences that share most with `said`, the nearest first."""
        telling = self.telling(said)
        return tuple(islice((each for _, each in _ranked(self, said) if each in telling), 3))


@lru_cache(maxsize=256)
def _ranked(source: Source, said: Said) -> tuple[tuple[float, Said], ...]:
    """The source's sentences by what they share with another, the shorter of equals first."""
    shares = ((overlap(said, each), each) for each in source.sentences)
    return tuple(sorted(shares, key=lambda pair: (-pair[0], len(pair[1].words))))


@lru_cache(maxsize=256)
def polarity(sentences: tuple[Said, ...]) -> Mapping[str, tuple[Sign, ...]]:
    """Each content word's places in the sentences, affirmed or denied."""
    found: dict[str, list[Sign]] = {}
    for said in sentences:
        for sign in said.polarity:
            found.setdefault(sign.axis, []).append(sign)
    return {axis: tuple(signs) for axis, signs in found.items()}


@lru_cache(maxsize=128)
def source(quotes: tuple[str, ...], vocabulary: Vocabulary) -> Source:
    """The quotes, read; the same quotes are read once."""
    return Source(tuple(said for quote in quotes for said in parts(quote)), vocabulary)


def slots(stems: Sequence[str], place: int) -> tuple[Slot, Slot]:
    """Two words before and one after, and one before and two after."""
    around = ["", "", *stems, "", ""]
    before, after = around[place : place + 2], around[place + 3 : place + 5]
    return (tuple(before), (after[0],)), ((before[1],), tuple(after))


def overlap(said: Said, other: Said) -> float:
    """The share of a sentence's weight that another sentence has too."""
    return share(said.keys, other.keys)


def share(weights: Mapping[str, float], there: Container[str]) -> float:
    """The share of the weight whose keys are there; 0 of nothing."""
    total = sum(weights.values())
    return sum(value for key, value in weights.items() if key in there) / total if total else 0.0


def same_words(said: Said, other: Said) -> bool:
    """Whether two sentences are nearly the same but for their small words."""
    return min(overlap(said, other), overlap(other, said)) >= _SAME_WORDS


def likeness(labels: Mapping[str, float], others: Mapping[str, float]) -> float:
    """The cosine of two bags of weighted words."""
    if not labels or not others:
        return 0.0
    shared = sum(value * others[key] for key, value in labels.items() if key in others)
    norms = sum(v * v for v in labels.values()) * sum(v * v for v in others.values())
    return float(shared / norms**0.5)


def flipped(sign: Sign, among: Sequence[Sign], least: float, lead: float) -> bool:
    """Whether the source has the sign the other way round on the same subject, and not as nearly as it stands here."""
    same = max((likeness(sign.labels, other.labels) for other in among if other.side == sign.side), default=0.0)
    turned = max((likeness(sign.labels, other.labels) for other in among if other.side != sign.side), default=0.0)
    return turned >= least and turned > lead * same


@lru_cache(maxsize=512)
def named(said: Said, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The concepts that a sentence names, as (group, id)."""
    return tuple((mention.concept.group, mention.concept.id) for mention in vocabulary.find(said.words))


@lru_cache(maxsize=512)
def spelled(said: Said, source: Source) -> frozenset[str]:
    """The stems of names that the source has in another form: "IVIG" for "intravenous immunoglobulin"."""
    return frozenset(
        word.stem
        for each in source.vocabulary.find(said.words)
        if each.concept.group in _NAMES and each.concept.id in source.concepts
        for word in said.words[each.first : each.last]
    )
