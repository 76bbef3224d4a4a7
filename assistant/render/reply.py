"""An answer as what a chat program shows: Markdown in pieces, the stretches that rest on a source, words counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from typing_extensions import TypedDict

from assistant.render.markdown import PARTING, blocks
from assistant.values import Answer, Citation, Turn

MODEL = "citebound"
"""The one model name that the OpenAI-compatible routes have."""

Address = Callable[[Citation], str]
"""Where a citation's document is, with the offsets of its quote."""


class Stretch(TypedDict):
    """Where a stretch of the content comes from, in OpenAI's names and then in the citation's own."""

    start_index: int
    end_index: int
    title: str
    url: str
    marker: int
    id: str
    document: str
    document_sha256: str
    quote: str
    start: int
    end: int
    flags: list[str]


@dataclass(frozen=True, slots=True)
class Cited:
    """`content[start:end]`, in code points, rests on `citation`."""

    start: int
    end: int
    citation: Citation
    url: str

    @property
    def stretch(self) -> Stretch:
        """As both of OpenAI's interfaces annotate it."""
        return {
            "start_index": self.start,
            "end_index": self.end,
            "title": self.citation.title,
            "url": self.url,
            "marker": self.citation.marker,
            "id": self.citation.id,
            "document": self.citation.document,
            "document_sha256": self.citation.document_sha256,
            "quote": self.citation.quote,
            "start": self.citation.start,
            "end": self.citation.end,
            "flags": list(self.citation.flags),
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """What is added to the content at once, and what in it is cited; offsets count from the content's start."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Reply:
    """One answer in a chat. `created` is in Unix seconds, `read` the words that were read for it."""

    answer: Answer
    address: Address
    created: int
    read: int

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The content, a statement at a time."""
        pieces: list[Piece] = []
        length = 0
        for block in blocks(self.answer, self.address):
            text = (PARTING if pieces else "") + block.text
            at = length + len(text) - len(block.text)
            cited = [
                Cited(at + mark.start, at + mark.end, mark.citation, self.address(mark.citation))
                for mark in block.marks
            ]
            pieces.append(Piece(text, tuple(cited)))
            length += len(text)
        return tuple(pieces)

    @cached_property
    def content(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def cited(self) -> tuple[Cited, ...]:
        """All that is cited, in reading order."""
        return tuple(cited for piece in self.pieces for cited in piece.cited)

    @property
    def written(self) -> int:
        """The words of the content."""
        return words(self.content)

    @property
    def evidence(self) -> str:
        """Stands for the corpus and the limits that the answer rests on; another one: another evidence."""
        return f"fp_{self.answer.basis.corpus_sha256[:8]}{self.answer.basis.limits_sha256[:8]}"


def words(text: str) -> int:
    """How many words: what `usage` counts, as no model reads or writes tokens for an answer in the source's words."""
    return len(text.split())


def words_read(question: str, history: Sequence[Turn]) -> int:
    """The words of the question and of the history that it was understood by."""
    return words(question) + sum(words(turn.text) for turn in history)


def address(base: str) -> Address:
    """The document's own route under `base`, with the quote's characters as RFC 5147 writes them."""

    def of(citation: Citation) -> str:
        return f"{base}/v1/documents/{quote(citation.document, safe='')}#char={citation.start},{citation.end}"

    return of
