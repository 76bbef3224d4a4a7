"""What every surface shows of an answer, in reading order: its paragraphs, the remarks below them, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.render.streaming import passed
from assistant.render.words import KINDS, credentials, displayable
from assistant.values import Answer, Citation, Statement


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One statement with the markers behind it; `label` says what kind of statement it is, "" for a finding."""

    label: str
    text: str
    statement: Statement
    citations: tuple[Citation, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of what it quotes, each once."""
        return tuple(dict.fromkeys(flag for citation in self.citations for flag in citation.flags))

    @property
    def labelled(self) -> str:
        """The text behind its label."""
        return f"{self.label}: {self.text}" if self.label else self.text


def paragraphs(answer: Answer) -> Iterator[Paragraph]:
    """The statements, each with its stretch of the answer's text."""
    for part in passed(answer):
        text = displayable(part.text).strip()
        yield Paragraph(KINDS[part.statement.kind], text, part.statement, part.citations)


def remarks(answer: Answer) -> Iterator[tuple[str, str]]:
    """What is missing, the limits that the text does not state, and what was withheld, as (label, words)."""
    if any(name not in answer.text for name in answer.missing):
        yield "Not in the evidence", "; ".join(map(displayable, answer.missing))
    for limit in answer.limits:
        if limit.reason not in answer.text:
            yield "Stopped by a limit" if limit.action == "enforced" else "Limit", displayable(limit.reason)
    for withheld in answer.withheld:
        yield "Withheld", displayable(withheld.reason)


def place(citation: Citation) -> str:
    """Section and page, as far as they are known."""
    page = f"page {citation.page}" if citation.page else ""
    return displayable(", ".join(part for part in (citation.section, page) if part))


def source(citation: Citation) -> str:
    """Title, year, design and certainty on one line."""
    return displayable(f"{citation.title} ({credentials(citation)})")
