"""Whose view or finding it is: a source named is the source cited, and a view stays somebody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.language.words import words
from evals.case import Asked
from evals.reply import Cited, Reply, Said
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import carrying, quotes, stood
from evals.scorers.sayings import claims, named, plain
from evals.scorers.tally import not_judged, tally

NAME = "attribution-fidelity"
_REPORTING = frozenset(
    "review commentary commentator editorial newsletter author authors opinion view views according thinks judges "
    "believes argues considers notes cautions states says reports suggests expected reads calls prints".split()
)
"""Words by which a text says whose statement it is."""


def attribution_fidelity(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Sentences with the attribution of their quotes / cited sentences that have one, or whose quotes all do."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    judged = [each for said in claims(reply) for each in _judged(said, reply, evidence)]
    return tally(NAME, judged, "statements attributed as in their quotes")


def _judged(said: Said, reply: Reply, evidence: Evidence) -> Iterator[Offence | None]:
    cited, text = carrying(said, reply, evidence), plain(said.text)
    if not cited:
        return
    ours, quoted = named("sources", text, evidence.vocabulary), " … ".join(quotes(cited))
    strangers = ours - _behind(cited, evidence)
    if strangers:
        yield Offence(text, f"is said to be of the {', '.join(sorted(strangers))}, which is not what it cites", quoted)
    elif all(_reports(quote) for quote in quotes(cited)):
        lost = not ours and not _reports(text)
        yield Offence(text, "does not say whose statement it is, as its quote does", quoted) if lost else None
    elif ours:
        yield None


@lru_cache(maxsize=4096)
def _reports(text: str) -> bool:
    """Whether a text says whose statement it is."""
    return not _REPORTING.isdisjoint(word.folded for word in words(text))


def _behind(cited: Sequence[Cited], evidence: Evidence) -> frozenset[str]:
    """The sources cited: by what their documents are, and by whom their quotes speak of."""
    places = [place for each in cited if (place := stood(each, evidence))]
    said = [*quotes(cited), *(f"the {place.document.kind}. {place.document.title}" for place in places)]
    return frozenset[str]().union(*(named("sources", each, evidence.vocabulary) for each in said))
