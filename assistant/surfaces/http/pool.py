"""A few threads that answer, and a short queue; beyond it the service says so at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class Busy(Exception):
    """All threads are at work and the queue is full."""


class Pool:
    """Runs blocking calls beside the event loop, so that health checks answer while questions are worked on."""

    def __init__(self, workers: int, queue: int) -> None:
        self._workers = workers
        self._threads = self._new()
        self.room = workers + queue
        self._inside = 0

    @property
    def full(self) -> bool:
        """Whether there is no room. Only the event loop's thread counts, so no lock."""
        return self._inside >= self.room

    def check(self) -> None:
        """Busy where there is no room."""
        if self.full:
            raise Busy

    async def run(self, call: Callable[[], Result]) -> Result:
        """The call's result; Busy where there is no room. Cancelled while it waits, it is not begun."""
        self.check()
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Let the running calls end and drop the waiting ones; an application that starts again finds new threads."""
        threads, self._threads = self._threads, self._new()
        threads.shutdown(wait=False, cancel_futures=True)

    def _new(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._workers, thread_name_prefix="answer")
