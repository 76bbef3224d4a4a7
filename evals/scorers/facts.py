"""The facts that a case expects stand in the text."""

from __future__ import annotations

import re

from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.tally import tally

NAME = "facts"


def facts(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Patterns found / patterns expected."""
    judged = (
        None if re.search(fact, reply.text, re.IGNORECASE) else Offence(reply.text, f"lacks /{fact}/")
        for fact in case.expect.facts
    )
    return tally(NAME, judged, "facts present")
