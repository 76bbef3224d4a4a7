"""An answer for an OpenAI client: whole, or streamed once all of it is verified and kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.requests import Request

from assistant.render.reply import Reply, address, words_read
from assistant.surfaces.http.answering import Answering, Gone, Question
from assistant.surfaces.http.callers import Caller
from assistant.surfaces.http.logs import hashed
from assistant.surfaces.http.openai.errors import worded
from assistant.surfaces.http.openai.reading import Heard
from assistant.surfaces.http.problems import FORESEEN, told, unexpected
from assistant.surfaces.http.stream import HEADERS, MEDIA_TYPE
from assistant.values import Answer

PATIENCE = 5.0
"""Seconds for which a stream is not begun: until then a refusal has a status of its own. Answers in the sources' words
take milliseconds; one that a model rewords can take longer."""

QUIET = 15.0
"""Seconds after which a stream that waits says so; proxies close silent ones after 30 or 60."""

_STILL_HERE = b": still here\n\n"
_GONE = Response(status_code=499)


@dataclass(frozen=True, slots=True)
class Form:
    """How a stream says an answer, and how what went wrong after it began."""

    lines: Callable[[Reply], Iterable[bytes]]
    failed: Callable[[Mapping[str, Any]], bytes]


class Replying:
    """Asks for a caller, and gives the reply a shape."""

    def __init__(self, answering: Answering, public: str | None) -> None:
        """`public` is where readers reach the service; None: at the address that was asked."""
        self._answering = answering
        self._public = public

    async def reply(
        self, heard: Heard, request: Request, caller: Caller, shape: Callable[[Reply], Mapping[str, Any]]
    ) -> Response:
        """The whole answer."""
        question = self._admitted(heard, request, caller)
        try:
            return JSONResponse(
                shape(self._reply(await self._answering.while_there(question, request), heard, request))
            )
        except Gone:
            return _GONE

    async def stream(self, heard: Heard, request: Request, caller: Caller, form: Form) -> Response:
        """The answer as events; a refusal within PATIENCE is a response of its own."""
        question = self._admitted(heard, request, caller)
        work = asyncio.ensure_future(self._answering.while_there(question, request))
        try:
            await asyncio.wait({work}, timeout=PATIENCE)
            if work.done():
                work.result()
        except Gone:
            return _GONE
        except BaseException:
            work.cancel()
            raise
        events = self._events(work, heard, request, form)
        return StreamingResponse(events, media_type=MEDIA_TYPE, headers=HEADERS)

    def _admitted(self, heard: Heard, request: Request, caller: Caller) -> Question:
        request.state.fields = {"question": hashed(heard.question), "caller": caller.owner}
        self._answering.admit(caller)
        return Question(caller, heard.question, heard.history, heard.detail)

    def _reply(self, answer: Answer, heard: Heard, request: Request) -> Reply:
        request.state.fields |= {"answer": answer.id, "outcome": answer.outcome}
        base = self._public or str(request.base_url).rstrip("/")
        return Reply(answer, address(base), int(time()), words_read(heard.question, heard.history))

    async def _events(
        self, work: asyncio.Future[Answer], heard: Heard, request: Request, form: Form
    ) -> AsyncIterator[bytes]:
        request_id = request.state.request_id
        try:
            quiet = 0.0
            while not work.done():
                await asyncio.wait({work}, timeout=quiet)
                quiet = QUIET
                if not work.done():
                    yield _STILL_HERE
            for line in form.lines(self._reply(work.result(), heard, request)):
                yield line
        except Gone:
            return
        except FORESEEN as error:
            yield form.failed(_error(told(error, request_id)))
        except Exception as error:  # the response has begun: what is wrong can only be said in it
            yield form.failed(_error(unexpected(error, request_id)))
        finally:
            work.cancel()


def event(data: Mapping[str, Any], name: str = "") -> bytes:
    """One server-sent event."""
    named = f"event: {name}\n" if name else ""
    return f"{named}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _error(problem: JSONResponse) -> Mapping[str, Any]:
    said: Mapping[str, Any] = worded(json.loads(bytes(problem.body)))[1]["error"]
    return said
