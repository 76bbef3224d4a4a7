"""What the server stands on: a bare assistant over stdio, or the service with its callers, its pool and its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assistant.values import Answer, Turn

if TYPE_CHECKING:  # stdio.py imports the flow late
    from assistant.ask import SearchHit
    from assistant.check import Checked
    from assistant.corpus import Corpus

FOUND = 10
"""Passages of one search."""


class Host(Protocol):
    """Does the work of the tools. `request` is the HTTP request that brought the call, None over stdio.

    What fails for a reason is a CiteboundError; its message and remedy are for the caller.
    """

    async def ask(self, question: str, history: tuple[Turn, ...], request: object) -> Answer:
        """The answer, kept where answers are kept."""
        ...

    async def search(self, query: str, request: object) -> tuple[SearchHit, ...]:
        """The `FOUND` passages nearest to the query, best first."""
        ...

    async def check(self, text: str, context: str, quotes: tuple[str, ...] | None, request: object) -> Checked:
        """The verdict on a text."""
        ...

    async def corpus(self) -> Corpus:
        """The documents and their passages."""
        ...

    def bug(self, error: Exception, request: object) -> str:
        """Notes an error that nobody foresaw where the operator reads, without words of the caller's, and says one
        line for the caller."""
        ...
