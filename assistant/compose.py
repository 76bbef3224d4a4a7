"""Evidence turned into a short verbatim draft: the bottom line, what answers, and the caveats that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.corpus import Corpus
from assistant.coverage import Coverage
from assistant.limits import Limit
from assistant.ports import Embedder
from assistant.raised import Raised
from assistant.retrieve import Evidence, Found, Retrieval
from assistant.understand import QUALIFIERS, Asking, Inquiry
from assistant.values import Outcome, Passage, StatementKind

Detail = Literal["brief", "full"]

ENOUGH = 0.40
"""Relevance below which nothing is an answer; fitted on evals/questions/build.yaml."""

LEAD = 0.32
"""The same for the bottom line of a thing asked by name."""

NEAR = 0.85
"""A further passage belongs to the answer at this share of the best one's relevance."""

MOST = {"brief": 2, "full": 8}
"""Statements an asking may have beside its limit, its bottom line and its caveats."""

LOOSE = frozenset({"efficacy", "comparison", "p-value", "evidence-strength", "design", "size", "circumstances"})
"""Concepts too wide for an answer on them alone to answer part of a question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a draft: the words of one passage."""

    passage: Passage
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class Reply:
    """What the evidence says to one asking."""

    asking: Asking
    outcome: Outcome
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer proposes; nothing of it is proved yet."""

    replies: tuple[Reply, ...]


class Composer:
    """Composes verbatim drafts from one corpus."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, embedder: Embedder) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._coverage = Coverage(corpus, retrieval, embedder)
        self._raised = Raised(corpus, retrieval, self._coverage)
        self._limiting = frozenset(id_ for ids in corpus.bases.values() for id_ in ids)

    def __call__(self, inquiry: Inquiry, evidence: Evidence, detail: Detail) -> Draft:
        """One reply to each asking."""
        parts = zip(inquiry.askings, evidence.eligible, evidence.near, strict=True)
        return Draft(tuple(self._reply(asking, found, near, detail) for asking, found, near in parts))

    def _reply(self, asking: Asking, found: Sequence[Found], near: Sequence[Found], detail: Detail) -> Reply:
        limits = self._raised.limits(asking)
        stated = [passage for limit in limits for passage in self._raised.bases(limit, asking)]
        nearest = tuple(f.passage for f in near[:3])
        if foreign := self._coverage.foreign(asking):
            return self._silent(asking, stated, foreign, nearest, limits, near)
        chosen = self._chosen(asking, found, detail)
        lines = self._lines(asking, stated, chosen, detail)
        passages = [line.passage for line in lines]
        missing = self._coverage.absent(asking, found) + self._coverage.unread(asking, passages)
        if missing and lines and self._partly(asking, missing, chosen):
            return Reply(asking, "partial", lines, missing, nearest, limits)
        if missing or not lines:
            return self._silent(asking, stated, missing, nearest, limits, near)
        if denied := self._coverage.denied(asking, passages):
            return Reply(asking, "partial", lines, denied, nearest, limits)
        return Reply(asking, "answered", lines, limits=limits)

    def _silent(
        self,
        asking: Asking,
        stated: Sequence[Passage],
        missing: tuple[str, ...],
        nearest: tuple[Passage, ...],
        limits: tuple[Limit, ...],
        near: Sequence[Found],
    ) -> Reply:
        """Nothing answers: what is missing, and the limit all the same where its topic came up."""
        outcome: Outcome = "not_covered" if self._coverage.in_topic(asking, near) else "out_of_scope"
        lines = tuple(Line(passage, "limit") for passage in stated)
        return Reply(asking, outcome, lines, missing or (asking.text,), nearest, limits)

    def _partly(self, asking: Asking, missing: Sequence[str], chosen: Sequence[Passage]) -> bool:
        """Whether a thing asked for by its own name is answered beside the missing one."""
        named = {*self._coverage.names(asking.content)}
        answered = (asking.content & self._coverage.meaning(chosen)) - self._corpus.group(*QUALIFIERS) - LOOSE
        return bool(answered) and {*missing} <= named

    def _chosen(self, asking: Asking, found: Sequence[Found], detail: Detail) -> list[Passage]:
        """The bottom lines, the best passages, and one for each thing asked that these leave out."""
        good = [f for f in found if f.relevance >= ENOUGH]
        if not good:
            return []
        best = good[0].relevance
        near = [f.passage for f in good if f.relevance >= NEAR * best and self._adds(asking, f.passage)]
        leads = self._leads(asking, [f for f in found if f.relevance >= LEAD])
        chosen = leads + (near[: MOST[detail]] or [good[0].passage])
        for concept in sorted(asking.content - self._coverage.meaning(chosen)):
            chosen += [f.passage for f in good if concept in self._retrieval.meaning(f.passage)][:1]
        return list(dict.fromkeys(chosen))

    def _leads(self, asking: Asking, good: Sequence[Found]) -> list[Passage]:
        """For each thing asked the passage that is its bottom line in each source, the most relevant where several are."""
        leads: dict[tuple[str, str], Passage] = {}
        for found in good:
            for concept in sorted(found.passage.leads & (asking.content | asking.populations)):
                leads.setdefault((concept, found.passage.document), found.passage)
        return list(leads.values())

    def _adds(self, asking: Asking, passage: Passage) -> bool:
        return bool(not asking.content or asking.content & self._retrieval.meaning(passage))

    def _lines(
        self, asking: Asking, stated: Sequence[Passage], chosen: Sequence[Passage], detail: Detail
    ) -> tuple[Line, ...]:
        """The limit, the bottom line, the findings, then the caveats that travel with any of them."""
        said = list(dict.fromkeys([*stated, *chosen]))
        followers = self._companions(said)
        if detail == "full":
            followers += self._companions(followers)
        fitting = [p for p in followers if self._retrieval.about(p.populations, asking.populations)]
        return tuple(Line(p, self._kind(p, asking)) for p in dict.fromkeys([*said, *fitting]))

    def _companions(self, passages: Iterable[Passage]) -> list[Passage]:
        return [self._corpus.passages[id_] for p in passages for id_ in self._corpus.companions.get(p.id, ())]

    def _kind(self, passage: Passage, asking: Asking) -> StatementKind:
        if passage.id in self._limiting:
            return "limit"
        if passage.role == "caveat":
            return "caveat"
        return "conflict" if "agreement" in asking.content else "finding"

