"""How often one caller may ask, and how many of their questions may be under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from time import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.surfaces.http.callers import Caller


class TooMany(Exception):
    """Over the rate; `wait` is in seconds."""

    def __init__(self, detail: str, wait: int) -> None:
        super().__init__(detail)
        self.detail = detail
        self.wait = wait


class Rate:
    """Counts callers in this process; several workers let through as many times more. Only the event loop counts."""

    def __init__(self, per_minute: int, at_once: int) -> None:
        """0 means without a limit; who asks on loopback without a key has none."""
        self._per_minute = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._at_once = at_once
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._inside: Counter[str] = Counter()

    def count(self, caller: Caller) -> None:
        """One question more of this caller; TooMany where it is one too many."""
        if caller.kind == "local":
            return
        if self._at_once and self._inside[caller.owner] >= self._at_once:
            raise TooMany(f"{self._at_once} of your questions are under way.", 1)
        if self._per_minute and not self._window.hit(self._per_minute, caller.owner):
            reset = self._window.get_window_stats(self._per_minute, caller.owner).reset_time
            raise TooMany(f"More than {self._per_minute.amount} questions a minute.", max(1, ceil(reset - time())))

    @contextmanager
    def under_way(self, caller: Caller) -> Iterator[None]:
        """While a question of this caller is answered."""
        self._inside[caller.owner] += 1
        try:
            yield
        finally:
            self._inside[caller.owner] -= 1
            if not self._inside[caller.owner]:
                del self._inside[caller.owner]
