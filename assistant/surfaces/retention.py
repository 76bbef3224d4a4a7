"""Contents that are older than they may be kept are erased once an hour by whatever runs for long, the service or the
Slack bot; of several processes over one ledger one at a time."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.errors import CiteboundError, LedgerBusy

Purge = Callable[[int], int]
"""Days to the number of contents erased; LedgerBusy where another process is at it."""

HOUR = 3600.0
FIRST = 60.0
"""Seconds after a start within which it is done first; at a moment of its own, so that processes started together do
not ask together."""
log = logging.getLogger("citebound.retention")


@contextmanager
def purging(purge: Purge | None, days: int) -> Iterator[None]:
    """While inside, what is older than `days` is erased once an hour; 0 days keep everything."""
    if purge is None or days == 0:
        yield
        return
    stopped = threading.Event()
    thread = threading.Thread(target=_hourly, args=(purge, days, stopped), name="retention", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _hourly(purge: Purge, days: int, stopped: threading.Event) -> None:
    seconds = random.uniform(0, FIRST)  # noqa: S311 - no secret
    while not stopped.wait(seconds):
        _once(purge, days)
        seconds = HOUR


def _once(purge: Purge, days: int) -> None:
    """Whatever goes wrong is said and tried again in an hour."""
    try:
        erased = purge(days)
    except LedgerBusy:
        return
    except Exception as error:  # a thread that ends would let contents grow old
        known = str(error) if isinstance(error, CiteboundError) else ""
        log.error("not purged", extra={"fields": {"kind": type(error).__name__, "trouble": known}})
        return
    if erased:
        log.info("purged", extra={"fields": {"erased": erased, "days": days}})
