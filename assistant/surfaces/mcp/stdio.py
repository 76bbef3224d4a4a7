"""`citebound mcp`: the protocol on stdin and stdout, nothing else there; what there is to say goes to stderr."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import anyio
import anyio.to_thread
from anyio.streams.memory import MemoryObjectSendStream
from mcp.server.stdio import stdio_server
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage

from assistant.errors import CiteboundError, UsageError
from assistant.settings import Settings, debugging
from assistant.surfaces.mcp.frames import unanswerable, wrong
from assistant.surfaces.mcp.host import FOUND
from assistant.surfaces.mcp.server import make_server
from assistant.values import Answer, Turn

if TYPE_CHECKING:
    from assistant.ask import Assistant, SearchHit
    from assistant.check import Checked
    from assistant.corpus import Corpus

Say = Callable[[str], None]
Result = TypeVar("Result")
Frame = SessionMessage | Exception


def serve(settings: Settings, say: Say) -> None:
    """Serve one client until it closes stdin."""
    anyio.run(_serve, settings, say)


async def _serve(settings: Settings, say: Say) -> None:
    host = _Alone(settings, say)
    server = make_server(host)
    async with stdio_server() as (incoming, outgoing), anyio.create_task_group() as tasks:
        passed_on, messages = anyio.create_memory_object_stream[Frame](0)
        tasks.start_soon(_relay, incoming, passed_on, outgoing)
        tasks.start_soon(host.open)
        await server.run(messages, outgoing, server.create_initialization_options())
        tasks.cancel_scope.cancel()


async def _relay(
    incoming: ReadStream[Frame], passed_on: MemoryObjectSendStream[Frame], outgoing: WriteStream[SessionMessage]
) -> None:
    """Messages to the server; what is none is answered here, since the server would say nothing."""
    async with passed_on:
        async for frame in incoming:
            if isinstance(frame, Exception):
                await outgoing.send(SessionMessage(wrong(frame)))
            elif (error := unanswerable(frame.message)) is not None:
                await outgoing.send(SessionMessage(error))
            else:
                await passed_on.send(frame)


class _Alone:
    """A bare assistant, built beside the first words of the protocol; whoever calls a tool waits for it."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self._settings = settings
        self._say = say
        self._built: Assistant | None = None
        self._building = anyio.Lock()
        self._threads = anyio.CapacityLimiter(settings.workers)

    async def open(self) -> None:
        """Build now rather than at the first call; a failure is said here, and again to whoever calls."""
        try:
            await self._assistant()
        except CiteboundError as error:
            self._say(str(error))
        except Exception as error:
            self._say(self.bug(error, None))

    async def ask(self, question: str, history: tuple[Turn, ...], request: object) -> Answer:
        if len(history) > self._settings.max_history:
            raise UsageError(f"More than {self._settings.max_history} earlier turns.", "Send the latest ones.")
        assistant, stopped = await self._assistant(), Event()

        def told(_: str) -> None:
            if stopped.is_set():
                raise InterruptedError

        try:
            return await self._run(partial(assistant.ask, question, history, told=told))
        finally:
            stopped.set()

    async def search(self, query: str, request: object) -> tuple[SearchHit, ...]:
        assistant = await self._assistant()
        return await self._run(partial(assistant.search, query, FOUND))

    async def check(self, text: str, context: str, quotes: tuple[str, ...] | None, request: object) -> Checked:
        return await self._run(partial((await self._assistant()).check, text, quotes, context))

    async def corpus(self) -> Corpus:
        return (await self._assistant()).corpus

    def bug(self, error: Exception, request: object) -> str:
        """The place and the kind on stderr; the words of an error may be the caller's."""
        if debugging():
            self._say("".join(traceback.format_tb(error.__traceback__)))
        return f"An unexpected error, {type(error).__name__}. It is a bug: report it with CITEBOUND_DEBUG=1's output."

    async def _run(self, work: Callable[[], Result]) -> Result:
        try:
            with anyio.fail_after(self._settings.timeout):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._threads)
        except TimeoutError:
            raise CiteboundError("The answer took too long.", "Ask again, or ask for less at a time.") from None

    async def _assistant(self) -> Assistant:
        async with self._building:
            if self._built is None:
                self._built = await anyio.to_thread.run_sync(self._build)
            return self._built

    def _build(self) -> Assistant:
        # Imported here, in a thread: the flow, numpy and onnxruntime take 0.8 s, and a client waits for an answer to
        # its first message before it shows that the server is there.
        from assistant import bootstrap

        return bootstrap.build(self._settings, self._say)
