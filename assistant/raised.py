"""Which limits an asking raises, and the words in which each of them is stated to it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.coverage import Coverage
from assistant.inquiry import Asking
from assistant.limits import Limit
from assistant.retrieve import Retrieval
from assistant.values import Passage


class Raised:
    """Finds the limits whose topic comes up in an asking."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, coverage: Coverage) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._coverage = coverage

    def limits(self, asking: Asking) -> tuple[Limit, ...]:
        """The limits raised; none where another drug is asked about."""
        if not self._coverage.about_topic_drug(asking) or (
            asking.diseases - asking.populations and not asking.populations
        ):
            return ()
        specific = asking.content - self._corpus.vocabulary.wide - self._corpus.group("sources")
        if asking.overview and not specific and not asking.populations - self._corpus.topic:
            return self._corpus.limits
        return tuple(limit for limit in self._corpus.limits if self._raises(asking, limit))

    def by(self, chosen: Sequence[Passage], already: Sequence[Limit]) -> tuple[Limit, ...]:
        """Further limits, raised by what the best passage is about: the line of therapy, or an acute relapse."""
        if not chosen:
            return ()
        line = bool(chosen[0].leads & {"first-line", "second-line"})
        return tuple(
            limit
            for limit in self._corpus.limits
            if limit not in already
            and (
                (limit.forbids.predicate == "first-line" and line)
                or (
                    limit.forbids.predicate == "standard-practice"
                    and chosen[0].populations == {*limit.forbids.population}
                )
            )
        )

    def bases(self, limit: Limit, asking: Asking) -> tuple[Passage, ...]:
        """The limit's own quotes that speak of the population asked about; the narrowest ones where several do."""
        passages = [self._corpus.passages[id_] for id_ in self._corpus.bases[limit.id]]
        specific = asking.populations - self._corpus.topic
        fitting = [p for p in passages if p.populations & specific]
        narrow = [p for p in fitting if len(p.populations) == 1]
        return tuple(
            narrow or fitting or [p for p in passages if self._retrieval.about(p.populations, asking.populations)]
        )

    def _raises(self, asking: Asking, limit: Limit) -> bool:
        predicate = limit.forbids.predicate
        specific = asking.populations - self._corpus.topic
        if predicate in ("benefit", "standard-practice"):
            return bool(specific & frozenset(limit.forbids.population))
        if predicate == "first-line":
            return self._challenges_standard(asking)
        return "optimal-dose" in asking.content

    def _challenges_standard(self, asking: Asking) -> bool:
        """Asked for its line of therapy, in untreated disease, or set against the standard treatments."""
        if {"first-line", "second-line", "untreated"} & asking.concepts:
            return True
        standard = self._corpus.vocabulary.narrower("dmt")
        later = {"refractory", "adjunct", "circumstances", "pivotal-trials"} & asking.concepts
        return bool(asking.drugs & standard and not later)
