"""Answers, hits and documents on a terminal; plain text where it is piped."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from assistant.ask import SearchHit
from assistant.render.pieces import paragraphs, place, remarks
from assistant.render.words import OUTCOMES, credentials, displayable, flag_words
from assistant.values import Answer, Citation, Document, Outcome

COLOURS: dict[Outcome, str] = {
    "answered": "bold green",
    "partial": "bold yellow",
    "not_covered": "bold cyan",
    "out_of_scope": "bold cyan",
    "declined": "bold red",
}
WIDTH = 100


def print_answer(answer: Answer, console: Console | None = None) -> None:
    """The outcome, the statements, what is missing, the limits that spoke, and the sources."""
    out = console or _console()
    _line(out, OUTCOMES[answer.outcome], COLOURS[answer.outcome])
    for paragraph in paragraphs(answer):
        out.print()
        _line(out, paragraph.labelled)
        _print_flags(out, paragraph.flags, indent=2)
    for label, text in remarks(answer):
        out.print()
        _line(out, f"{label}: {text}", "yellow")
    _print_citations(out, "Sources of the words above", answer.citations, answer.text)
    _print_citations(out, "Nearest in the evidence (not an answer)", answer.nearest, "")


def print_hits(hits: Sequence[SearchHit], documents: Mapping[str, Document], console: Console | None = None) -> None:
    """One passage after the other, best first."""
    out = console or _console()
    if not hits:
        _line(out, "Nothing found.")
    for number, hit in enumerate(hits, start=1):
        passage = hit.passage
        _line(out, f"{number}. {passage.text}", indent=0, hanging=3)
        where = f"{documents[passage.document].title} · {passage.section} · {passage.start}-{passage.end}"
        _line(out, f"{where} · score {hit.score:.3f}", "dim", indent=3)


def print_documents(documents: Sequence[Document], console: Console | None = None) -> None:
    """Id, title and credentials of each document."""
    out = console or _console()
    for document in documents:
        _line(out, document.id, "bold")
        _line(out, document.title, indent=2)
        _line(out, f"{credentials(document)} · {len(document.passages)} passages", "dim", indent=2)
        _line(out, f"sha256 {document.sha256}", "dim", indent=2)
        _print_flags(out, document.flags, indent=2)


def _print_citations(out: Console, heading: str, citations: Sequence[Citation], shown: str) -> None:
    if not citations:
        return
    out.print()
    _line(out, heading, "bold")
    for document in dict.fromkeys(citation.document for citation in citations):
        of_document = [citation for citation in citations if citation.document == document]
        _line(out, f"{of_document[0].title} ({credentials(of_document[0])})", indent=2)
        repeated = [citation for citation in of_document if citation.quote in shown]
        for where in dict.fromkeys(map(place, repeated)):
            markers = "".join(f"[{citation.marker}]" for citation in repeated if place(citation) == where)
            _line(out, f"{markers} {where}", "dim", indent=2)
        for citation in of_document:
            if citation not in repeated:
                _print_quote(out, citation)


def _print_quote(out: Console, citation: Citation) -> None:
    marker = f"[{citation.marker}] " if citation.marker else "- "
    _line(out, f"{marker}“{citation.quote}” ({place(citation)})", "dim", indent=2, hanging=len(marker))
    _print_flags(out, citation.flags, indent=2 + len(marker))


def _print_flags(out: Console, flags: Sequence[str], indent: int) -> None:
    for flag in dict.fromkeys(flags):
        _line(out, f"! {flag_words(flag)}", "bold yellow", indent=indent, hanging=2)


def _line(out: Console, text: str, style: str = "", indent: int = 0, hanging: int = 0) -> None:
    """Text wrapped to the console; continued lines stand `hanging` columns further in."""
    kept = displayable(text).replace(" [", "\xa0[")  # a marker stays on the line of its last word
    wrapped = textwrap.fill(
        kept,
        out.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
    )
    out.print(Text(wrapped.replace("\xa0", " "), style), soft_wrap=True)


def _console() -> Console:
    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDTH)
    return console
