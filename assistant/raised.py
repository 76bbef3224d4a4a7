"""Which limits an asking raises, and the words in which each of them is stated to it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.coverage import Coverage
from assistant.inquiry import Asking
from assistant.limits import Limit
from assistant.retrieve import Found, Retrieval
from assistant.values import Passage


class Raised:
    """Finds the limits whose topic comes up in an asking."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, coverage: Coverage) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._coverage = coverage

    def limits(self, asking: Asking) -> tuple[Limit, ...]:
        """The limits raised: all by a summary of everything, none where another drug or disease is asked about."""
        if asking.diseases and not asking.populations:
            return ()
        if not self._coverage.about_topic_drug(asking):
            return tuple(limit for limit in self._corpus.limits if limit.id in asking.leans)
        everything = self.everything(asking)
        return tuple(limit for limit in self._corpus.limits if everything or self._raises(asking, limit))

    def everything(self, asking: Asking) -> bool:
        """Whether a summary of all the evidence is asked for."""
        asked = asking.content - self._corpus.vocabulary.wide - self._corpus.group("sources")
        return asking.overview and not asked and not asking.populations - self._corpus.topic

    def aside(self, limit: Limit, asking: Asking) -> bool:
        """Whether a limit is noticed and not quoted: in a brief summary of everything, which says its bottom lines, and
        where only what is told of the patient raises it, and the asking is of something else by its name.
        """
        if self.everything(asking):
            return True
        own = asking.content - self._corpus.vocabulary.wide - self._corpus.group("lines", "sources")
        return bool(own) and limit.id not in asking.leans and not self._named(limit) & asking.concepts

    def by(self, chosen: Sequence[Passage], already: Sequence[Limit]) -> tuple[Limit, ...]:
        """Further limits, raised by what the best passage is the bottom line of, or whom it is about."""
        return tuple(
            limit
            for limit in self._corpus.limits
            for best in chosen[:1]
            if limit not in already and (best.leads & {*limit.raised_by} or self._about_its_people(best, limit))
        )

    def studied(self, asking: Asking, limits: Sequence[Limit], found: Sequence[Found]) -> list[Passage]:
        """Of each limit that the asking leans on, the best passage on its people alone beside its own quotes."""
        bases = frozenset(id_ for limit in limits for id_ in self._corpus.bases[limit.id])
        beside = [f.passage for f in found if f.passage.id not in bases]
        leant = [limit for limit in limits if limit.id in asking.leans]
        return [p for limit in leant for p in [p for p in beside if self._about_its_people(p, limit)][:1]]

    def bases(self, limit: Limit, asking: Asking) -> tuple[Passage, ...]:
        """The limit's own quotes that speak of the population asked about; the narrowest ones where several do."""
        passages = [self._corpus.passages[id_] for id_ in self._corpus.bases[limit.id]]
        if asking.overview:
            return tuple(sorted(passages, key=lambda p: -len(p.populations))[:1])
        fitting = [p for p in passages if p.populations & (asking.populations - self._corpus.topic)]
        narrow = [p for p in fitting if len(p.populations) == 1]
        return tuple(
            narrow or fitting or [p for p in passages if self._retrieval.about(p.populations, asking.populations)]
        )

    def _raises(self, asking: Asking, limit: Limit) -> bool:
        return limit.id in asking.leans or bool((asking.concepts | asking.premises) & self._named(limit))

    def _named(self, limit: Limit) -> frozenset[str]:
        """The concepts that bring the limit up."""
        return frozenset(limit.raised_by) or frozenset(limit.forbids.population) - self._corpus.topic

    def _about_its_people(self, passage: Passage, limit: Limit) -> bool:
        return not limit.raised_by and bool(passage.populations) and passage.populations <= {*limit.forbids.population}
