"""Answered where the evidence has an answer, and only there."""

from __future__ import annotations

from typing import Literal

from assistant.values import Outcome
from evals.case import Asked
from evals.reply import Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.sayings import refuses
from evals.scorers.tally import not_judged, tally

NAME = "outcome"
ANSWERS: frozenset[Outcome] = frozenset({"answered", "partial"})
Side = Literal["answer", "refuse"]


def outcome(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """One of the outcomes expected.

    A target without outcomes is read by its text: answered where it claims anything, refused where it claims nothing.
    What is declined may still state the limit, so a text alone cannot be told from an answer there: n/a.
    """
    expected = case.expect.outcome
    if reply.outcome is not None:
        hollow = reply.outcome in ANSWERS and refuses(reply)
        right = reply.outcome in expected and not hollow
        what = f"calls itself {reply.outcome} and claims nothing" if hollow else f"outcome {reply.outcome}"
        offence = Offence(reply.text, f"{what}; expected {' or '.join(expected)}")
        return tally(NAME, [None if right else offence], "outcome right")
    did = done(reply)
    if did == "answer" and not ANSWERS & {*expected} and "declined" in expected:
        return not_judged(NAME, "the target names no outcome, and its text may be an answer or a decline")
    right = any((each in ANSWERS) == (did == "answer") for each in expected)
    verb = "answers" if did == "answer" else "refuses"
    offence = Offence(reply.text, f"{verb}; expected {' or '.join(expected)}")
    return tally(NAME, [None if right else offence], "outcome right, as read from the text")


def done(reply: Reply) -> Side:
    """What a reply did; its own word for it counts where it has one, but not for a text that claims nothing."""
    if reply.outcome is None or reply.outcome in ANSWERS:
        return "refuse" if refuses(reply) else "answer"
    return "refuse"


def must(expected: tuple[str, ...]) -> Side | None:
    """What had to be done; None where either is right."""
    answers = {each in ANSWERS for each in expected}
    return None if len(answers) != 1 else "answer" if True in answers else "refuse"
