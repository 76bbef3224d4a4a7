"""What a case that is about no limit forbids: a rate derived from counts, another trial's figure."""

from __future__ import annotations

import re

from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.limit_violation import about_a_limit
from evals.scorers.tally import tally

NAME = "forbidden"


def forbidden(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """No pattern of `forbid` in the text."""
    patterns = () if about_a_limit(case) else case.forbid
    found = ((pattern, re.search(pattern, reply.text, re.IGNORECASE)) for pattern in patterns)
    judged = (
        Offence(hit.group(), f"says /{pattern}/, which the case forbids") if hit else None for pattern, hit in found
    )
    return tally(NAME, judged, "forbidden patterns absent")
