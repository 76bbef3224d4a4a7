"""An answer as Markdown: the words, then a numbered list of the sources, with the numbers that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.render.pieces import Paragraph, paragraphs, place, remarks, source
from assistant.render.words import OUTCOMES, displayable, flag_words
from assistant.values import Answer, Citation

Link = Callable[[Citation], str | None]
"""Where a citation can be opened; None where it cannot."""

PARTING = "\n\n"
"""Between two blocks."""

SOURCES, NEAREST = "Sources", "Nearest in the evidence (not an answer)"
FLAGGED = "⚠ "

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE_START = re.compile(r"^(\s*\d*)([-+.)])(?=\s)", re.M)
_MARKER = re.compile(r"\\\[(\d+)\\\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of a block, in code points, that rests on `citation`: the quote itself where it stands
    there word for word, else the statement."""

    start: int
    end: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of Markdown; only a statement's has marks."""

    text: str
    marks: tuple[Mark, ...] = ()


def to_markdown(answer: Answer, link: Link = lambda _: None) -> str:
    """The outcome, the statements with `[n]`, what is missing, and the sources; nothing of a source acts as markup."""
    return PARTING.join(block.text for block in blocks(answer, link, link)) + "\n"


def blocks(answer: Answer, link: Link, at_marker: Link = lambda _: None) -> Iterator[Block]:
    """The same in pieces, to be joined by `PARTING`: sources linked by `link`, numbers in the text by `at_marker`."""
    linked = {citation.marker: at_marker(citation) for citation in answer.citations}
    yield Block(f"**{OUTCOMES[answer.outcome]}**")
    for paragraph in paragraphs(answer):
        yield _statement(paragraph, linked)
    for label, words in remarks(answer):
        yield Block(f"**{label}:** {escaped(words)}")
    yield from _sources(SOURCES, answer.citations, link)
    yield from _sources(NEAREST, answer.nearest, link)


def _statement(paragraph: Paragraph, linked: Mapping[int, str | None]) -> Block:
    label = f"**{paragraph.label}:** " if paragraph.label else ""
    flags = "".join(f"  \n{FLAGGED}{escaped(flag_words(flag))}" for flag in paragraph.flags)
    said = _shown(paragraph.text, linked)
    stretch = _shown(paragraph.statement.text.strip(), linked)
    start = said.find(stretch)
    if start < 0:  # a break or a marker changed what is escaped: the paragraph is the stretch
        start, stretch = 0, said
    marks = []
    for citation in paragraph.citations:
        quote = _shown(citation.quote, linked)
        at = stretch.find(quote)
        begin, length = (at, len(quote)) if at >= 0 else (0, len(stretch))
        begin += len(label) + start
        marks.append(Mark(begin, begin + length, citation))
    return Block(f"{label}{said}{flags}", tuple(marks))


def _shown(text: str, linked: Mapping[int, str | None]) -> str:
    return _MARKER.sub(lambda found: _marker(int(found[1]), linked), escaped(text))


def escaped(text: str) -> str:
    """`text` as it reads, with nothing in it that Markdown would act on."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", displayable(text)))


def _marker(number: int, linked: Mapping[int, str | None]) -> str:
    address = linked.get(number)
    return f"[\\[{number}\\]]({address})" if address else f"[{number}]"


def _sources(heading: str, citations: Sequence[Citation], link: Link) -> Iterator[Block]:
    if citations:
        yield Block("\n".join((f"**{heading}**", "", *_listed(citations, link))))


def _listed(citations: Sequence[Citation], link: Link) -> Iterator[str]:
    for citation in citations:
        name, address = escaped(source(citation)), link(citation)
        named = f"[{name}]({address})" if address else name
        where = f", {escaped(place(citation))}" if place(citation) else ""
        flags = "".join(f" ⚠ {escaped(flag_words(flag))}" for flag in citation.flags)
        lead = f"[{citation.marker}]" if citation.marker else "-"
        yield f"{lead} {named}{where}: “{escaped(citation.quote)}”{flags}  "
