"""Questions answered for a caller: in a thread, kept in the ledger before anybody sees the answer, stoppable."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.requests import Request

from assistant.ask import Assistant
from assistant.compose import Detail
from assistant.ports import Ledger
from assistant.surfaces.http.callers import Caller
from assistant.surfaces.http.metrics import Metrics
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.rate import Rate
from assistant.values import Answer, Turn

Told = Callable[[str], None]


class Gone(Exception):
    """Whoever asked is no longer there."""


@dataclass(frozen=True, slots=True)
class Question:
    """What one caller asks."""

    caller: Caller
    text: str
    history: tuple[Turn, ...]
    detail: Detail


class Answering:
    """Answers over one assistant, one pool of threads and one ledger (none: nothing is kept)."""

    def __init__(
        self, assistant: Assistant, ledger: Ledger | None, pool: Pool, rate: Rate, metrics: Metrics, seconds: float
    ) -> None:
        self._assistant = assistant
        self._ledger = ledger
        self._pool = pool
        self._rate = rate
        self._metrics = metrics
        self._seconds = seconds

    def admit(self, caller: Caller) -> None:
        """Busy or TooMany, before a stream is begun."""
        self._pool.check()
        self._rate.count(caller)

    async def answer(self, question: Question, told: Told = lambda step: None) -> Answer:
        """The answer, once it is kept; TimeoutError after the time that the settings give."""
        stopped = threading.Event()

        def step(name: str) -> None:
            if stopped.is_set():
                raise Gone
            told(name)

        def work() -> Answer:
            if stopped.is_set():
                raise Gone
            answer = self._assistant.ask(question.text, question.history, question.detail, step)
            if self._ledger:
                self._ledger.record(question.caller.owner, answer)
            return answer

        with self._rate.under_way(question.caller), self._metrics.under_way.track_inprogress():
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await self._pool.run(work)
            finally:
                stopped.set()
        self._metrics.answered(answer)
        return answer

    async def while_there(self, question: Question, request: Request) -> Answer:
        """The answer, unless the connection is closed before: then the work stops, and Gone."""
        work = asyncio.ensure_future(self.answer(question))
        leaving = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Gone
            return work.result()
        finally:
            work.cancel()
            leaving.cancel()

    async def steps(self, question: Question) -> AsyncIterator[str | Answer | None]:
        """The names of the steps as they end, None where nothing happened for a while, and the answer last."""
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[str | None]()

        def told(step: str) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, step)

        work = asyncio.ensure_future(self.answer(question, told))

        def ended(_: asyncio.Future[Answer]) -> None:
            queue.put_nowait(None)
            if not work.cancelled():
                work.exception()  # looked at, or asyncio would log it where nobody reads on

        work.add_done_callback(ended)
        try:
            while True:
                try:
                    step = await asyncio.wait_for(queue.get(), _QUIET)
                except TimeoutError:
                    yield None
                    continue
                if step is None:
                    break
                yield step
            yield work.result()
        finally:
            work.cancel()


_QUIET = 15.0
"""Seconds after which a stream says that it is still there; proxies close silent ones after 30 or 60."""


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
