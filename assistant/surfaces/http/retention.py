"""Contents that are older than they may be kept are erased by the service itself, once an hour."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool

from assistant.errors import CiteboundError, LedgerBusy

Purge = Callable[[int], int]
"""Days to the number of contents erased; LedgerBusy where another process is at it."""

HOUR = 3600.0
FIRST = 60.0
"""Seconds after a start within which it is done first; at a moment of its own, so that processes started together do
not ask together."""
log = logging.getLogger("citebound.retention")


@asynccontextmanager
async def purging(purge: Purge | None, days: int) -> AsyncIterator[None]:
    """While inside, what is older than `days` is erased once an hour; 0 days keep everything."""
    if purge is None or days == 0:
        yield
        return
    task = asyncio.create_task(_hourly(purge, days))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _hourly(purge: Purge, days: int) -> None:
    await asyncio.sleep(random.uniform(0, FIRST))  # noqa: S311 - no secret
    while True:
        await run_in_threadpool(_once, purge, days)
        await asyncio.sleep(HOUR)


def _once(purge: Purge, days: int) -> None:
    """Whatever goes wrong is said and tried again in an hour."""
    try:
        erased = purge(days)
    except LedgerBusy:
        return
    except Exception as error:  # a task that ends would let contents grow old
        known = str(error) if isinstance(error, CiteboundError) else ""
        log.error("not purged", extra={"fields": {"kind": type(error).__name__, "trouble": known}})
        return
    if erased:
        log.info("purged", extra={"fields": {"erased": erased, "days": days}})
