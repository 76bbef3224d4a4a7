"""Where citations stand in the evidence: a quote counts for what the documents say, not for what a target says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.values import Document, Passage
from evals.reply import Cited, Reply, Said
from evals.score import Evidence


@dataclass(frozen=True, slots=True)
class Stood:
    """A quote found in a document; `passages` are those it touches, `whole` where it cuts none of them."""

    document: Document
    passages: tuple[Passage, ...]
    whole: bool


def stood(cited: Cited, evidence: Evidence) -> Stood | None:
    """Where the quote stands word for word in passages, white space aside.

    None for a quote that is made up, or that stands only where nothing may be cited: in a mark, in front matter.
    """
    if not cited.quote or not cited.quote.strip():
        return None
    return next(_found(cited, cited.quote, evidence), None)


def _found(cited: Cited, quote: str, evidence: Evidence) -> Iterator[Stood]:
    for document in _documents(cited, evidence):
        for start in _starts(cited, quote, document):
            if place := _touching(document, start, start + len(quote)):
                yield place
        if " ".join(quote.split()) in _flowing(document):
            yield _flowed(document, " ".join(quote.split()))


def _documents(cited: Cited, evidence: Evidence) -> Sequence[Document]:
    """The document named, or all where none is."""
    if cited.document is None:
        return tuple(evidence.documents.values())
    return tuple(document for name, document in evidence.documents.items() if name == cited.document)


def _starts(cited: Cited, quote: str, document: Document) -> Iterator[int]:
    """The place given first, where the words are there, then every other that has them."""
    if cited.start is not None and document.text.startswith(quote, max(0, cited.start)):
        yield cited.start
    start = document.text.find(quote)
    while start >= 0:
        yield start
        start = document.text.find(quote, start + 1)


def _touching(document: Document, start: int, end: int) -> Stood | None:
    """The passages from `start` to `end`; None where other text than theirs stands there."""
    touched = tuple(each for each in document.passages if each.start < end and start < each.end)
    if not touched or start < touched[0].start or touched[-1].end < end:
        return None
    if any(document.text[one.end : other.start].strip() for one, other in pairwise(touched)):
        return None
    return Stood(document, touched, start == touched[0].start and end == touched[-1].end)


def _flowing(document: Document) -> str:
    """The document as it is read: its passages one after the other, without headings and marks."""
    return " ".join(" ".join(passage.text.split()) for passage in document.passages)


def _flowed(document: Document, quote: str) -> Stood:
    texts = [(passage, " ".join(passage.text.split())) for passage in document.passages]
    within = tuple(passage for passage, text in texts if text in quote)
    return Stood(document, within, " ".join(text for _, text in texts if text in quote) == quote)


def by_marker(reply: Reply) -> Mapping[int, Cited]:
    """The citations by marker; of two with one marker the first."""
    return {cited.marker: cited for cited in reversed(reply.citations or ())}


def carrying(said: Said, reply: Reply, evidence: Evidence) -> tuple[Cited, ...]:
    """The citations behind a sentence that stand in the evidence."""
    known = by_marker(reply)
    cited = (known[marker] for marker in dict.fromkeys(said.markers) if marker in known)
    return tuple(each for each in cited if stood(each, evidence))


def quotes(cited: Sequence[Cited]) -> tuple[str, ...]:
    """Their words."""
    return tuple(each.quote for each in cited if each.quote)


def passages(cited: Sequence[Cited], evidence: Evidence) -> tuple[Passage, ...]:
    """The passages that the citations touch."""
    places = (stood(each, evidence) for each in cited)
    return tuple(passage for place in places if place for passage in place.passages)
