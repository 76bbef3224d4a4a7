"""An inquiry's evidence: passages ranked by meaning, words and concepts; another population's are left out."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assistant.corpus import Corpus
from assistant.inquiry import Asking, Inquiry
from assistant.ports import Hit, PassageIndex
from assistant.values import Concepts, Passage

SEMANTIC, LEXICAL, CONCEPTUAL, LEADING = 0.60, 0.20, 0.20, 0.04
"""Weights fitted on the build sets in evals/questions (`python -m evals.questions_report build`)."""

FIGURED = 0.12
"""Added where a passage holds a figure that the question names: "53 %", "0.29"."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")

_UNUSABLE = frozenset({"instruction-like", "invisible-text", "retracted"})
"""Flags of what is no evidence."""

WIDE = 80
"""How many hits are looked at before the filter by population, which is cheaper than filtering inside the index."""


class Found(NamedTuple):
    """A passage with its relevance to one asking, about [0, 1], and the cosine behind it."""

    passage: Passage
    relevance: float
    semantic: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each asking, in order: what may answer it, and what is merely near; best first."""

    eligible: tuple[tuple[Found, ...], ...]
    near: tuple[tuple[Found, ...], ...]


class Retrieval:
    """Finds an inquiry's evidence in one corpus."""

    def __init__(self, corpus: Corpus, index: PassageIndex) -> None:
        self._corpus = corpus
        self._index = index
        self._figures = {p.id: frozenset(_FIGURE.findall(p.text)) for p in corpus.passages.values()}
        self._studies = corpus.group("studies")
        self._meanings = {p.id: self._meant(p) for p in corpus.passages.values()}
        counted = Counter(concept for meaning in self._meanings.values() for concept in meaning)
        total = len(corpus.passages)
        self._weight = {concept: math.log(1 + total / number) for concept, number in counted.items()}
        self._rarest = math.log(1 + total)

    def __call__(self, inquiry: Inquiry) -> Evidence:
        """One index search for all askings together."""
        if not inquiry.askings:
            return Evidence((), ())
        hits = self._index.search([asking.query for asking in inquiry.askings], WIDE)
        ranked = [self._ranked(a, found) for a, found in zip(inquiry.askings, hits, strict=True)]
        eligible = [
            tuple(f for f in found if self.concerns(f.passage, asking))
            for asking, found in zip(inquiry.askings, ranked, strict=True)
        ]
        return Evidence(tuple(eligible), tuple(ranked))

    def concerns(self, passage: Passage, asking: Asking) -> bool:
        """Whether a passage may be evidence: its drug, disease, study and population fit, and it gives no orders."""
        if not _UNUSABLE.isdisjoint(passage.flags):
            return False
        if asking.drugs and passage.subjects and not self._overlap(asking.drugs, passage.subjects):
            return False
        if asking.diseases and not asking.diseases & self.meaning(passage):
            return False
        studies = self._studies & asking.content
        if studies and (own := self._studies & passage.concepts) and not self._overlap(studies, own):
            return False
        return self.about(passage.populations, asking.populations)

    def about(self, stated: Concepts, asked: Concepts) -> bool:
        """Whether a statement on `stated` populations (empty: on nobody) speaks of the `asked` ones."""
        specific = asked - self._corpus.topic
        if not stated or not specific:
            return True
        states = self._corpus.vocabulary.states
        forms, peopled = specific - states, stated - states - self._corpus.topic
        if forms and peopled:
            return self._overlap(forms, peopled)
        return self._overlap(specific, stated)

    def meaning(self, passage: Passage) -> Concepts:
        """What a passage is about, with the wider terms of each concept."""
        return self._meanings[passage.id]

    def _meant(self, passage: Passage) -> Concepts:
        vocabulary = self._corpus.vocabulary
        return frozenset(up for c in passage.concepts for up in vocabulary.wider(c)) - self._corpus.topic

    def weight(self, concepts: Iterable[str]) -> float:
        """How telling the concepts are together: the rarer in the corpus, the more."""
        return sum(self._weight.get(concept, self._rarest) for concept in sorted(concepts))

    def _overlap(self, asked: Concepts, stated: Concepts) -> bool:
        vocabulary = self._corpus.vocabulary
        return any(s in vocabulary.wider(a) or a in vocabulary.wider(s) for a in asked for s in stated)

    def _ranked(self, asking: Asking, hits: Iterable[Hit]) -> tuple[Found, ...]:
        asked = (asking.content | asking.populations | asking.drugs) - self._corpus.topic
        whole = self.weight(asked)
        found = [self._found(asking, asked, whole, hit) for hit in hits]
        return tuple(sorted(found, key=lambda f: (-round(f.relevance, 6), f.passage.document, f.passage.start)))

    def _found(self, asking: Asking, asked: Concepts, whole: float, hit: Hit) -> Found:
        """A hit weighed by what it shares with what is asked, which weighs `whole`."""
        passage = self._corpus.passages[hit.passage]
        shared = asked & self.meaning(passage)
        concepts = self.weight(shared) / whole if shared else 0.0
        relevance = SEMANTIC * hit.semantic + LEXICAL * min(hit.lexical, 1.0)
        relevance += CONCEPTUAL * concepts if asked else CONCEPTUAL * hit.semantic
        relevance += FIGURED if asking.figures & self._figures[passage.id] else 0.0
        relevance += LEADING if passage.leads & (asking.content | asking.populations) else 0.0
        return Found(passage, relevance, hit.semantic)
