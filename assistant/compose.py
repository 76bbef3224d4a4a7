"""Evidence turned into a short verbatim draft: the bottom line, what answers, and the caveats that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.corpus import Corpus
from assistant.coverage import Coverage
from assistant.draft import Draft, Line, Reply, verbatim
from assistant.inquiry import QUALIFIERS, Asking, Inquiry
from assistant.limits import Limit
from assistant.ports import Embedder, PassageIndex
from assistant.raised import Raised
from assistant.retrieve import Evidence, Found, Retrieval
from assistant.values import Outcome, Passage, StatementKind

Detail = Literal["brief", "full"]

ENOUGH = 0.40
"""Relevance below which nothing is an answer; fitted on the build sets in evals/questions."""

LEAD, BESIDE = 0.32, 0.6
"""The same for the bottom line of a thing asked by name, in itself and as a share of the best one's relevance."""

NEAR = 0.85
"""A further passage belongs to the answer at this share of the best one's relevance."""

MOST = {"brief": 3, "full": 9}
"""Statements an asking may have beside its limit and its caveats, more only where more things are asked."""


class Composer:
    """Composes verbatim drafts from one corpus."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, index: PassageIndex, embedder: Embedder) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._coverage = Coverage(corpus, retrieval, index, embedder)
        self._raised = Raised(corpus, retrieval, self._coverage)
        self._marked = frozenset(p.document for p in corpus.passages.values() if p.key)
        self._limiting = frozenset(id_ for ids in corpus.bases.values() for id_ in ids)

    def __call__(self, inquiry: Inquiry, evidence: Evidence, detail: Detail) -> Draft:
        """One reply to each asking."""
        parts = zip(inquiry.askings, evidence.eligible, evidence.near, strict=True)
        replies = [self._reply(asking, found, near, detail) for asking, found, near in parts]
        lacking = [r for r in replies if r.asking.premise and r.outcome in ("partial", "not_covered")]
        held = [replace(r, lines=r.lines[:1]) for r in replies if r.asking.premise and r.outcome == "answered"]
        return Draft((*lacking, *(r for r in replies if not r.asking.premise), *held))

    def _reply(self, asking: Asking, found: Sequence[Found], near: Sequence[Found], detail: Detail) -> Reply:
        limits = self._raised.limits(asking)
        said = [limit for limit in limits if detail == "full" or not self._raised.aside(limit, asking)]
        stated = [passage for limit in said for passage in self._raised.bases(limit, asking)]
        nearest = tuple(f.passage for f in near[:3])
        harms = self._harms(asking)
        foreign = self._coverage.foreign(asking)
        if foreign and not (harms and {*foreign} <= {*self._coverage.names(asking.groups | asking.diseases)}):
            return self._silent(asking, stated, foreign, nearest, limits, near)
        chosen = list(
            dict.fromkeys([*self._raised.studied(asking, limits, found), *self._chosen(asking, found, detail)])
        )
        if harms:
            chosen = self._on_harm(asking, harms, chosen)
        more = self._raised.by(chosen, limits)
        also = [passage for limit in more for passage in self._raised.bases(limit, asking)]
        lines = self._lines(asking, [*stated, *also], chosen, detail)
        passages = [passage for line in lines for passage in line.passages]
        missing = foreign or self._coverage.absent(asking, found) or self._coverage.unpeopled(asking, passages)
        missing += (
            () if missing else self._coverage.unread(asking, passages, limited=bool(limits) and not asking.overview)
        )
        if harms and not missing:
            missing = self._coverage.endangered(asking, passages)
        if not missing and self._coverage.uncounted(asking, passages):
            missing = ("the number asked for",) if asking.joins else (asking.text,)
        beside = not self._coverage.absent(asking, found) or not asking.content & self._corpus.vocabulary.wide
        if missing and harms and beside and asking.text not in missing:
            warning = self._lines(asking, stated, list(harms), detail)
            return Reply(asking, "partial", warning, missing, nearest, limits)
        if missing and lines and self._partly(asking, missing, chosen):
            return Reply(asking, "partial", lines, missing, nearest, (*limits, *more))
        if missing or not lines:
            return self._silent(asking, stated, missing, nearest, limits, near)
        denied = self._coverage.denied(asking, passages) + self._coverage.names(asking.told_groups)
        denied += self._coverage.unheld(asking, passages)
        if denied:
            return Reply(asking, "partial", lines, denied, nearest, (*limits, *more))
        return Reply(asking, "answered", lines, limits=(*limits, *more))

    def _harms(self, asking: Asking) -> tuple[Passage, ...]:
        """The sentences that lead on harm, where it is the topic's drug's harm that is asked about, in no one study."""
        asked = asking.content & self._corpus.harm
        elsewhere = asking.diseases and not asking.populations
        if not asked or elsewhere or not self._coverage.about_topic_drug(asking):
            return ()
        if asking.content & self._corpus.group("studies", "sources"):
            return ()
        beside = replace(asking, diseases=frozenset())
        leading = (p for p in self._corpus.passages.values() if p.leads & asked)
        return tuple(p for p in leading if self._retrieval.concerns(p, beside))

    def _on_harm(self, asking: Asking, harms: Sequence[Passage], chosen: Sequence[Passage]) -> list[Passage]:
        """Harm first; what else speaks of it, and may reassure, only where nobody's own danger is asked about."""
        others = [passage for passage in chosen if passage not in harms]
        named = self._corpus.alarms.find(f"{asking.text} {asking.query}")
        if asking.groups | asking.told_groups or any(kind == "diagnosis" for _, _, kind in named):
            also = asking.content - self._corpus.harm - self._corpus.vocabulary.wide
            others = [p for p in others if also & (p.leads | p.absent) and not p.concepts & self._corpus.harm]
        return [*harms, *others]

    def _silent(
        self,
        asking: Asking,
        stated: Sequence[Passage],
        missing: tuple[str, ...],
        nearest: tuple[Passage, ...],
        limits: tuple[Limit, ...],
        near: Sequence[Found],
    ) -> Reply:
        """Nothing but a limit answers: what is missing, and the limit where its topic came up."""
        outcome: Outcome = "not_covered" if self._coverage.in_topic(asking, near) else "out_of_scope"
        lines = tuple(verbatim(passage, "limit") for passage in stated)
        named = tuple(name for name in missing if name != asking.text)
        beside = asking.diseases or self._attribute(asking)
        if lines and named and outcome == "not_covered" and (asking.leans or not beside) and not asking.groups:
            return Reply(asking, "partial", lines, named, nearest, limits)
        return Reply(asking, outcome, lines, missing or (asking.text,), nearest, limits)

    def _attribute(self, asking: Asking) -> bool:
        """Whether something by name is asked of a study, and not its result."""
        result = asking.content & (self._corpus.group("outcomes") | {"efficacy"})
        return bool(asking.content & self._corpus.group("studies")) and not result

    def _partly(self, asking: Asking, missing: Sequence[str], chosen: Sequence[Passage]) -> bool:
        """Whether a thing asked for by its own name is answered beside the missing one."""
        named = {*self._coverage.names(asking.content)}
        answered = (
            (asking.content & self._coverage.meaning(chosen))
            - self._corpus.group(*QUALIFIERS)
            - self._corpus.vocabulary.wide
        )
        return asking.joins and bool(answered) and {*missing} <= named | {"the number asked for"}

    def _chosen(self, asking: Asking, found: Sequence[Found], detail: Detail) -> list[Passage]:
        """The bottom lines, the best passages, and one for each thing asked that these leave out."""
        good = [f for f in found if f.relevance >= ENOUGH]
        if not good:
            return []
        if asking.overview:
            return self._overview(asking, found, detail)
        best = good[0].relevance
        near = [f.passage for f in good if f.relevance >= NEAR * best and self._adds(asking, f.passage)]
        states = asking.populations & self._corpus.vocabulary.states
        if states and not asking.populations - self._corpus.topic - states:
            near = [p for p in near if states & p.populations] or near
        leads = self._leads(asking, [f for f in found if f.relevance >= max(LEAD, BESIDE * best)])
        chosen = list(dict.fromkeys([*leads, good[0].passage, *near]))[: max(MOST[detail], len(leads) + 1)]
        for concept in sorted(asking.content - self._coverage.meaning(chosen) - self._corpus.group("arms", "sources")):
            held = (f.passage for f in good if concept in self._retrieval.meaning(f.passage))
            chosen += [passage for passage in held if self._adds(asking, passage)][:1]
        return list(dict.fromkeys(chosen))

    def _overview(self, asking: Asking, found: Sequence[Found], detail: Detail) -> list[Passage]:
        """The bottom line first, then the most relevant findings in the order of the documents.

        Of everything, briefly, the bottom lines alone; of a study, one finding a section; else two at the most.
        """
        if self._raised.everything(asking) and detail == "brief":
            return [f.passage for f in found if f.passage.leads & self._corpus.topic]
        studies = asking.content & self._corpus.group("studies")
        named = asking.content - self._corpus.vocabulary.wide - studies
        good = [f.passage for f in found if f.relevance >= ENOUGH and f.passage.role == "finding"]
        whom = asking.populations - self._corpus.topic
        findings = [p for p in good if not studies or studies & self._retrieval.meaning(p)]
        people = frozenset(one for form in whom for one in self._corpus.vocabulary.narrower(form))
        findings = [p for p in findings if p.populations & people] if whom else findings
        findings.sort(key=lambda p: (not p.leads & named, not (studies and p.leads)))
        sections, rank = Counter[tuple[str, str]](), dict[str, int]()
        for passage in findings:
            sections[passage.document, passage.section] += 1
            rank[passage.id] = sections[passage.document, passage.section]
        chosen = [p for p in findings if rank[p.id] < 3]
        if studies:
            chosen.sort(key=lambda p: rank[p.id])
        first = {p.document: p for p in reversed(chosen)}
        both = list(dict.fromkeys([*first.values(), *chosen]))[: max(MOST[detail], len(named) + 1)]
        return sorted(both, key=lambda p: ("efficacy" not in p.leads, p.document, p.start))

    def _leads(self, asking: Asking, good: Sequence[Found]) -> list[Passage]:
        """For each thing asked the most relevant passage of each source that is its bottom line."""
        leads: list[tuple[str, Passage]] = []
        for passage in (f.passage for f in good):
            if not self._to_the_point(asking, passage):
                continue
            for concept in sorted(passage.leads & (asking.content | asking.populations)):
                before = [p for c, p in leads if c == concept and p.document == passage.document]
                wide = not asking.populations - self._corpus.topic and not any(
                    p.populations >= passage.populations or p.populations <= passage.populations for p in before
                )
                if not before or wide:
                    leads.append((concept, passage))
        return list(dict.fromkeys([*(passage for _, passage in leads), *self._unmarked(asking, good)]))

    def _to_the_point(self, asking: Asking, passage: Passage) -> bool:
        """Whether a passage that leads on something wide, or on a study, is about the other things asked by name."""
        loose = self._corpus.vocabulary.wide | self._corpus.group(*QUALIFIERS)
        named = asking.content - loose - self._corpus.vocabulary.side - self._corpus.group("lines")
        leading = passage.leads & asking.content
        studies = asking.content & self._corpus.group("studies")
        if studies and not studies & self._retrieval.meaning(passage):
            return False
        others = asking.drugs - self._corpus.topic
        if others and leading and leading <= loose and not others & self._retrieval.meaning(passage):
            return False
        return not (named and leading and leading <= loose) or bool(named & self._retrieval.meaning(passage))

    def _lacking(self, asking: Asking, passage: Passage) -> int:
        """How much of what is asked of a study a passage is not about."""
        studies = asking.content & self._corpus.group("studies")
        asked = asking.content - self._corpus.group("sources", "arms", "lines")
        return len(asked - passage.concepts) if studies else 0

    def _unmarked(self, asking: Asking, good: Sequence[Found]) -> list[Passage]:
        """The most relevant passage of each source that no editor has marked, of two sources at the most."""
        best: dict[str, Passage] = {}
        for passage in (f.passage for f in good):
            if passage.document not in self._marked and self._adds(asking, passage):
                best.setdefault(passage.document, passage)
        return list(best.values())[:2] if self._marked else []

    def _adds(self, asking: Asking, passage: Passage) -> bool:
        """Whether a passage is about what is asked; of an effect in one form of the disease, only if it names one."""
        told = asking.content - self._corpus.group(*QUALIFIERS) or asking.content
        forms = asking.populations - self._corpus.topic - self._corpus.vocabulary.states
        effect = forms and not told - self._corpus.group("outcomes") - self._corpus.vocabulary.wide
        if effect and not passage.populations - self._corpus.topic:
            return False
        return bool(not told or told & self._retrieval.meaning(passage))

    def _lines(
        self, asking: Asking, stated: Sequence[Passage], chosen: Sequence[Passage], detail: Detail
    ) -> tuple[Line, ...]:
        """The limit, the bottom line, the findings, then the caveats that travel with any of them."""
        specific = asking.populations - self._corpus.topic
        asked = specific or self._corpus.topic
        wide_first = sorted(chosen, key=lambda p: bool(p.populations - asked))
        wide_first.sort(
            key=lambda p: (
                p.role == "caveat"
                and (p is not chosen[0] or p in self._companions(chosen[1:]))
                and not asking.content & (p.leads | p.absent)
            )
        )
        wide_first.sort(key=lambda p: self._lacking(asking, p))
        said = list(dict.fromkeys([*stated, *(chosen if asking.overview else wide_first)]))
        said.sort(key=lambda p: not (p.leads & asking.content & self._corpus.harm))
        followers = self._companions(said)
        if detail == "full":
            followers += self._companions(followers)
        fitting = [p for p in followers if self._retrieval.about(p.populations, asking.populations)]
        return tuple(verbatim(p, self._kind(p, asking)) for p in dict.fromkeys([*said, *fitting]))

    def _companions(self, passages: Sequence[Passage]) -> list[Passage]:
        shown = {p.id for p in passages}
        travelling = (pair for p in passages for pair in self._corpus.companions.get(p.id, ()))
        return [self._corpus.passages[id_] for id_, beside in travelling if beside is None or beside in shown]

    def _kind(self, passage: Passage, asking: Asking) -> StatementKind:
        if passage.id in self._limiting:
            return "limit"
        if passage.role == "caveat":
            return "caveat"
        only = asking.content - self._corpus.vocabulary.wide - self._corpus.group(*QUALIFIERS) == {"agreement"}
        sides = only or ("agreement" in asking.content and "agreement" in passage.concepts)
        return "conflict" if sides else "finding"
