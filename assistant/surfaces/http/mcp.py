"""`POST /mcp`: the MCP server inside the service, behind the same door, pool, rate and ledger as its other routes.

Without sessions, so that any of several processes can take any request; a stream that a client would open with GET has
nothing to say, so there is none.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import cast

from fastapi import APIRouter
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from assistant.ask import Assistant, SearchHit
from assistant.check import Checked
from assistant.corpus import Corpus
from assistant.errors import CiteboundError, UsageError
from assistant.settings import Settings
from assistant.surfaces.http.answering import Answering, Gone, Question
from assistant.surfaces.http.callers import Asking, Caller
from assistant.surfaces.http.logs import hashed
from assistant.surfaces.http.mcp_errors import PATH
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.problems import FORESEEN, told, unexpected
from assistant.surfaces.http.problems import problem as refusal
from assistant.surfaces.mcp.frames import problem
from assistant.surfaces.mcp.host import FOUND
from assistant.surfaces.mcp.server import make_server
from assistant.values import Answer, Turn

KEPT_BY_NO_CACHE = {"Cache-Control": "no-store"}


def mcp(assistant: Assistant, answering: Answering, pool: Pool, settings: Settings) -> APIRouter:
    """The route; its lifespan runs what the SDK keeps for it."""
    server = make_server(_Service(assistant, answering, pool, settings))
    running: list[StreamableHTTPSessionManager] = []

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        # The SDK's own checks of host and origin stay off: the door has looked at both, by the service's settings.
        manager = StreamableHTTPSessionManager(server, stateless=True, json_response=True)
        async with manager.run():
            running.append(manager)
            yield
            running.remove(manager)

    routes = APIRouter(lifespan=lifespan)

    @routes.post(PATH, include_in_schema=False)
    async def speak(request: Request, caller: Asking) -> Response:
        """One message of the Model Context Protocol."""
        if not _json(request):
            return refusal(415, "The body is not called JSON.", "Send Content-Type: application/json.")
        body = await request.body()
        if (error := problem(body)) is not None:
            said = error.model_dump_json(by_alias=True, exclude_unset=True)
            return Response(said, 400, KEPT_BY_NO_CACHE, "application/json")
        request.state.caller = caller
        return _Spoken(running[-1], body)

    return routes


def _json(request: Request) -> bool:
    """Of another kind of body the SDK says so in plain text, which no client reads."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


class _Spoken(Response):
    """What the SDK answers to a body that was read before."""

    def __init__(self, manager: StreamableHTTPSessionManager, body: bytes) -> None:
        super().__init__(headers=KEPT_BY_NO_CACHE)
        self._manager = manager
        self._heard: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def hearing() -> Message:
            return self._heard.pop() if self._heard else await receive()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                mine = [(name, value) for name, value in self.raw_headers if name == b"cache-control"]
                others = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
                message = {**message, "headers": [*others, *mine]}
            await send(message)

        await self._manager.handle_request(scope, hearing, sending)


class _Service:
    """The service as the tools' host; what it refuses, it refuses in the words of its other routes."""

    def __init__(self, assistant: Assistant, answering: Answering, pool: Pool, settings: Settings) -> None:
        self._assistant = assistant
        self._answering = answering
        self._pool = pool
        self._settings = settings

    async def ask(self, question: str, history: tuple[Turn, ...], request: object) -> Answer:
        came, caller = _of(request)
        if len(history) > self._settings.max_history:
            raise UsageError(f"More than {self._settings.max_history} earlier turns.", "Send the latest ones.")
        came.state.fields = {"question": hashed(question), "caller": caller.owner}
        with _worded(came):
            self._answering.admit(caller)
            made = await self._answering.while_there(Question(caller, question, history, "brief"), came)
        came.state.fields |= {"answer": made.id, "outcome": made.outcome}
        return made

    async def search(self, query: str, request: object) -> tuple[SearchHit, ...]:
        came, caller = _of(request)
        came.state.fields = {"question": hashed(query), "caller": caller.owner}
        with _worded(came):
            self._answering.admit(caller)
            return await self._pool.run(partial(self._assistant.search, query, FOUND))

    async def check(self, text: str, context: str, quotes: tuple[str, ...] | None, request: object) -> Checked:
        with _worded(_of(request)[0]):
            return await self._pool.run(partial(self._assistant.check, text, quotes, context))

    async def corpus(self) -> Corpus:
        return self._assistant.corpus

    def bug(self, error: Exception, request: object) -> str:
        request_id = _of(request)[0].state.request_id
        return f"{_line(unexpected(error, request_id))} {request_id}"


@contextmanager
def _worded(came: Request) -> Iterator[None]:
    """What the service's other routes would refuse with a problem document, as the line that it says: the addresses and
    paths in an error of the ledger or the index go to the log alone."""
    try:
        yield
    except Gone:
        raise CiteboundError("Whoever asked is no longer there.") from None
    except UsageError:
        raise
    except FORESEEN as error:
        raise CiteboundError(_line(told(error, came.state.request_id))) from None


def _line(document: Response) -> str:
    said = json.loads(bytes(document.body))
    return f"{said['detail']} {said.get('remedy', '')}".strip()


def _of(request: object) -> tuple[Request, Caller]:
    came = cast(Request, request)
    return came, cast(Caller, came.state.caller)
