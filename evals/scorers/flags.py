"""A passage with a probable printing error in it is never cited as if it were sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.values import Passage
from evals.case import Asked
from evals.reply import Cited, Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import stood
from evals.scorers.sayings import spoken
from evals.scorers.tally import not_judged, tally

NAME = "flags"
_ERROR = re.compile(r"error|misprint|do-not-add-up")
_SAID = re.compile(
    r"misprint|as printed|printed as|\btypo|printing error|unit error|add up|outside its (?:own )?(?:printed )?", re.I
)


def flags(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Citations of such a passage that carry its flag; a target that has no flags says it in words beside it."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    judged = [each for cited in reply.citations for each in _judged(cited, reply, evidence)]
    return tally(NAME, judged, "probable printing errors flagged")


def _judged(cited: Cited, reply: Reply, evidence: Evidence) -> Iterator[Offence | None]:
    place = stood(cited, evidence)
    for passage in place.passages if place else ():
        marked = {flag for flag in passage.flags if _ERROR.search(flag)}
        if marked:
            told = marked <= {*cited.flags} if cited.id else _told(cited, reply)
            yield None if told else _offence(passage, marked)


def _offence(passage: Passage, marked: set[str]) -> Offence:
    return Offence(passage.text, f"is cited without its flag: {', '.join(sorted(marked))}", passage.text)


def _told(cited: Cited, reply: Reply) -> bool:
    beside = [said.text for said in spoken(reply) if cited.marker in said.markers]
    return any(_SAID.search(text) for text in beside)
