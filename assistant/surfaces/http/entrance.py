"""Questions beyond what the service can take are refused before their keys are looked up."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.http.openai.errors import CONVERSATIONS
from assistant.surfaces.http.pool import Busy, Pool
from assistant.surfaces.http.problems import told

QUESTIONS = frozenset({"/v1/answers"}) | CONVERSATIONS


class Entrance:
    """503 at once for a question where the pool is full, or where as many as it takes are on their way to it."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self.app = app
        self._pool = pool
        self._coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in QUESTIONS:
            await self.app(scope, receive, send)
        elif self._pool.full or self._coming >= self._pool.room:
            await told(Busy())(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counted until its response begins: from then on a stream is counted by the pool alone."""
        counted = True
        self._coming += 1

        def begun() -> None:
            nonlocal counted
            self._coming -= counted
            counted = False

        async def watching(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun()
            await send(message)

        try:
            await self.app(scope, receive, watching)
        finally:
            begun()
