"""Where the sources differ, both sides are shown."""

from __future__ import annotations

from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import carrying, stood
from evals.scorers.sayings import claims
from evals.scorers.tally import not_judged, tally

NAME = "conflict"


def conflict(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Each document of a conflict has a sentence of its own in the answer."""
    if len(case.expect.documents) < 2 or not case.category.startswith("conflict"):
        return not_judged(NAME, "no conflict of two documents")
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    cited = [each for said in claims(reply) for each in carrying(said, reply, evidence)]
    there = {place.document.id for each in cited if (place := stood(each, evidence))}
    judged = (
        None if each in there else Offence(reply.text, f"hides what {each} says") for each in case.expect.documents
    )
    return tally(NAME, judged, "sides shown")
