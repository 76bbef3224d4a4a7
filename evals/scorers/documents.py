"""The documents that a case expects are cited."""

from __future__ import annotations

from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import stood
from evals.scorers.tally import not_judged, tally

NAME = "documents"


def documents(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Documents cited / documents expected; a quote that stands in none counts for none."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    there = shown(reply, evidence)
    judged = (None if each in there else Offence(reply.text, f"does not cite {each}") for each in case.expect.documents)
    return tally(NAME, judged, "documents cited")


def shown(reply: Reply, evidence: Evidence) -> frozenset[str]:
    """The documents in which a citation stands; one without a quote is taken at its word."""
    places = {place.document.id for each in reply.citations or () if (place := stood(each, evidence))}
    bare = {each.document for each in reply.citations or () if each.quote is None and each.document}
    return frozenset(places | bare) & evidence.documents.keys()
