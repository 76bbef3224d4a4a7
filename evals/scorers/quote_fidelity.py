"""Every quote is its document's, at its place, under its hash, and whole: not cut before its "not"."""

from __future__ import annotations

from assistant.passages import digest
from evals.case import Asked
from evals.reply import Cited, Reply
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import stood
from evals.scorers.tally import not_judged, tally

NAME = "quote-fidelity"


def quote_fidelity(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Exact quotes / quotes; a citation without one has none to judge."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    quoted = [cited for cited in reply.citations if cited.quote is not None]
    return tally(NAME, [_judged(cited, evidence) for cited in quoted], "quotes exact and whole")


def _judged(cited: Cited, evidence: Evidence) -> Offence | None:
    quote = cited.quote or ""
    if reason := _misplaced(cited, quote, evidence):
        return Offence(quote, reason)
    place = stood(cited, evidence)
    if place is None:
        return Offence(quote, "stands in no document word for word")
    if not place.whole:
        return Offence(quote, "is a passage cut short", " ".join(passage.text for passage in place.passages))
    return None


def _misplaced(cited: Cited, quote: str, evidence: Evidence) -> str | None:
    """What is wrong with the place that a citation gives; a target that gives none is asked for the words alone."""
    if cited.start is None or cited.end is None:
        return None
    document = evidence.documents.get(cited.document or "")
    if document is None:
        return f"is of a document that there is not: {cited.document}"
    if cited.start < 0 or document.text[cited.start : cited.end] != quote:
        return f"is not what {document.id} says at {cited.start}-{cited.end}"
    if cited.sha256 is not None and cited.sha256 != document.sha256:
        return f"has another hash than {document.id}"
    if cited.id is not None and cited.id != digest(document.sha256, cited.start, cited.end):
        return "has an id that is not that of its document and place"
    return None
