"""An answer let out statement by statement. It takes a whole answer: nothing leaves before all of it has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.values import Answer, Citation, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """One statement, the piece of the answer's text that it and its markers are, and what it cites."""

    statement: Statement
    text: str
    citations: tuple[Citation, ...]


def passed(answer: Answer) -> Iterator[Part]:
    """The parts in order; their texts together are the answer's."""
    starts = [0, *(statement.start for statement in answer.statements[1:]), len(answer.text)]
    for at, statement in enumerate(answer.statements):
        cited = tuple(citation for citation in answer.citations if citation.marker in statement.citations)
        yield Part(statement, answer.text[starts[at] : starts[at + 1]], cited)
