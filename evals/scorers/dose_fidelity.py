"""Every number with its unit and the time it goes over stands so in a quote of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from assistant.language.quantities import Quantity, quantities
from evals.case import Asked
from evals.reply import Reply, Said
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import carrying, quotes
from evals.scorers.sayings import claims, plain
from evals.scorers.tally import not_judged, tally

NAME = "dose-fidelity"
Figure = tuple[tuple[Fraction, ...], str, str, str, str]


def dose_fidelity(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Exact figures / figures; 0.4 g/kg is not 0.4 mg/kg, and a day's dose is not a course's."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    judged = [each for said in claims(reply) for each in _judged(said, reply, evidence)]
    return tally(NAME, judged, "figures as in their quotes")


def _judged(said: Said, reply: Reply, evidence: Evidence) -> Iterator[Offence | None]:
    cited = quotes(carrying(said, reply, evidence))
    there = {_figure(each) for quote in cited for each in figures(quote)}
    text = plain(said.text)
    for each in figures(text):
        if _figure(each) not in there:
            written = text[each.start : each.end].strip()
            yield Offence(text, f"{written} stands in no quote of its sentence", " … ".join(cited) or None)
        else:
            yield None


def _figure(quantity: Quantity) -> Figure:
    return quantity.values, quantity.unit, quantity.period, quantity.comparator, quantity.kind


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, but for a bare "one", which is more often an article."""
    return tuple(each for each in quantities(text) if each.unit or each.values != (Fraction(1),))
