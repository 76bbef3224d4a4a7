"""What scorers share in counting: judged things, each right or with its offence."""

from __future__ import annotations

from collections.abc import Iterable

from evals.score import Offence, Score


def tally(scorer: str, judged: Iterable[Offence | None], what: str) -> Score:
    """One count for each thing judged, None where it is right; `what` names such things in the explanation."""
    found = list(judged)
    offences = tuple(each for each in found if each)
    hits = len(found) - len(offences)
    if not found:
        return not_judged(scorer, f"no {what} to judge")
    reasons = "; ".join(dict.fromkeys(offence.reason for offence in offences))
    return Score(
        scorer, hits, len(found), f"{hits} of {len(found)} {what}" + (f": {reasons}" if reasons else ""), offences
    )


def not_judged(scorer: str, why: str) -> Score:
    """n/a, with the reason."""
    return Score(scorer, 0, 0, f"n/a: {why}")
