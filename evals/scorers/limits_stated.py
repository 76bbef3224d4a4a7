"""Where a limit's topic comes up, the limit is said."""

from __future__ import annotations

from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.tally import not_judged, tally

NAME = "limits-stated"


def limits_stated(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Limits named / limits expected."""
    if reply.limits is None:
        return not_judged(NAME, "the target names no limits by its nature")
    says = {limit.id: limit.says for limit in evidence.limits}
    judged = (
        None if each in reply.limits else Offence(reply.text, f"does not state {each}", says.get(each), each)
        for each in case.expect.limits
    )
    return tally(NAME, judged, "limits stated")
