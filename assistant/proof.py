"""What must always be true of an answer, and what of it does not hold: quotes, hashes, offsets, markers, support."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.passages import digest, sha256_of
from assistant.values import Answer, Citation, Document, Statement

_MARKER = re.compile(r"\[(\d{1,4})\]")
_REFERENCE = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a stored answer that does not hold; `citation` names the quote it is about."""

    citation: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.citation}: {self.message}" if self.citation else self.message


def problems(answer: Answer, documents: Mapping[str, Document]) -> tuple[Problem, ...]:
    """Everything of the contract's "always true" lines that does not hold against these documents."""
    return (
        *(problem for name, citation in quotes(answer) for problem in _quote(name, citation, documents)),
        *_markers(answer),
        *_statements(answer),
        *_between(answer),
    )


def quotes(answer: Answer) -> tuple[tuple[str, Citation], ...]:
    """Every quote of the answer with its name: the cited ones by marker, then the nearest passages."""
    nearest = ((f"nearest {number}", citation) for number, citation in enumerate(answer.nearest, start=1))
    return (*((f"[{citation.marker}]", citation) for citation in answer.citations), *nearest)


def _quote(name: str, citation: Citation, documents: Mapping[str, Document]) -> Iterator[Problem]:
    if citation.id != digest(citation.document_sha256, citation.start, citation.end):
        yield Problem(name, "its id is not the one of its document and offsets.")
    document = documents.get(citation.document)
    if document is None:
        yield Problem(name, f"the document '{citation.document}' is no longer in the corpus.")
        return
    stands = _at(document.text, citation.start, citation.end, citation.quote)
    unchanged = sha256_of(document.text) == citation.document_sha256
    if unchanged and stands:
        yield from _credentials(name, citation, document)
    if unchanged and not stands:
        yield Problem(name, f"'{citation.document}' is unchanged, but this is not what it says at {_span(citation)}.")
    elif not unchanged:
        yield Problem(name, f"'{citation.document}' has changed since the answer; {_whereabouts(citation, document)}.")


def _credentials(name: str, citation: Citation, document: Document) -> Iterator[Problem]:
    """What the citation says of its document, and whether the quote is a whole passage of it."""
    for field in ("title", "reference", "year", "design", "certainty"):
        if getattr(citation, field) != getattr(document, field):
            yield Problem(name, f"its {field} is not that of '{document.id}'.")
    passage = next((p for p in document.passages if (p.start, p.end) == (citation.start, citation.end)), None)
    if passage is None:
        yield Problem(name, "its quote is only a part of a passage, or more than one.")
    elif {*passage.flags} != {*citation.flags}:
        yield Problem(name, f"its flags are not those of the passage at {_span(citation)}.")


def _between(answer: Answer) -> Iterator[Problem]:
    """Words that stand outside the statements: after each only its own markers may follow, then white space."""
    place = 0
    for number, statement in enumerate(answer.statements, start=1):
        if answer.text[place : statement.start].strip():
            yield Problem(None, f"there are words before statement {number} that belong to none.")
        markers = "".join(f" [{marker}]" for marker in statement.citations)
        place = statement.end + len(markers)
        if answer.text[statement.end : place] != markers:
            yield Problem(None, f"statement {number} is not followed by its own markers.")
    if answer.text[place:].strip():
        yield Problem(None, "there are words after the last statement that belong to none.")


def _whereabouts(citation: Citation, document: Document) -> str:
    if _at(document.text, citation.start, citation.end, citation.quote):
        return f"the quote still stands at {_span(citation)}"
    place = document.text.find(citation.quote) if citation.quote else -1
    if place < 0:
        return "the quote is gone"
    return f"the quote stands at {place}-{place + len(citation.quote)} now"


def _at(text: str, start: int, end: int, words: str) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == words


def _span(citation: Citation) -> str:
    return f"{citation.start}-{citation.end}"


def _markers(answer: Answer) -> Iterator[Problem]:
    given = [citation.marker for citation in answer.citations]
    in_text = {int(number) for number in _MARKER.findall(answer.text)}
    used = {marker for statement in answer.statements for marker in statement.citations}
    if len(set(given)) < len(given):
        yield Problem(None, "two citations have the same marker.")
    for marker in sorted((in_text | used) - set(given)):
        yield Problem(f"[{marker}]", "this marker has no citation.")
    for marker in sorted(set(given) - (in_text & used)):
        yield Problem(f"[{marker}]", "this citation is not used by a statement and its text.")


def _statements(answer: Answer) -> Iterator[Problem]:
    quoted = {citation.marker: citation.quote for citation in answer.citations}
    for number, statement in enumerate(answer.statements, start=1):
        if not _at(answer.text, statement.start, statement.end, statement.text):
            yield Problem(None, f"statement {number} is not the text at {statement.start}-{statement.end}.")
        if statement.kind != "note" and not statement.citations:
            yield Problem(None, f"statement {number} has no citation.")
        if (statement.support is None) != (statement.kind == "note"):
            yield Problem(None, f"statement {number} has the wrong support for its kind.")
        if problem := _unproved(statement, " ".join(quoted.get(marker, "") for marker in statement.citations)):
            yield Problem(None, f"statement {number} {problem}.")


def _unproved(statement: Statement, source: str) -> str | None:
    """What a statement says beyond its quotes; the sources' own reference numbers are not part of the words."""
    if statement.support == "quoted" and _words(statement.text) not in _words(source):
        return "is said to be quoted, and its words are not its quotes'"
    if statement.support == "supported" and set(_NUMBER.findall(statement.text)) - set(_NUMBER.findall(source)):
        return "has a number that none of its quotes has"
    return None


def _words(text: str) -> str:
    return " ".join(_REFERENCE.sub("", text).split())
