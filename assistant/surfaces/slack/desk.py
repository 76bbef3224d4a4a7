"""Takes messages in, durably and at once, and sees to it that each is answered once, or its asker told why not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from assistant.errors import CiteboundError
from assistant.ports import Inbox
from assistant.surfaces.slack.api import FAILURES, code, log, passes
from assistant.surfaces.slack.incoming import Asked
from assistant.surfaces.slack.lines import BUSY, GIVEN_UP

Work = Callable[[Asked, int], None]
"""Answers a message; the number says the how manieth attempt it is. FAILURES mean that Slack did not take it."""
Tell = Callable[[Asked, str], None]

BEAT = 10.0
"""Seconds between two looks for messages that nobody holds."""
_SOON = 0.25
_MOST_ATTEMPTS = 5
_MOST_ERRANDS = 200
_ERRAND_BOYS = 2


class Pool:
    """A few threads and a short queue."""

    def __init__(self, workers: int, queue: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._room = threading.Semaphore(workers + queue)

    def take(self, call: Callable[[], None]) -> bool:
        """Run it as soon as a thread is free; False where there is no room."""
        if not self._room.acquire(blocking=False):
            return False
        try:
            self._threads.submit(self._run, call)
        except RuntimeError:  # it is closed
            self._room.release()
            return False
        return True

    def close(self) -> None:
        """Let what runs end; what waits is not begun."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _run(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:
            log.exception("lost", extra={"fields": {"error": type(error).__name__}})
        finally:
            self._room.release()


class Desk:
    """One bounded pool for answers and a small one for errands: views, lines, ratings."""

    def __init__(self, inbox: Inbox, work: Work, tell: Tell, *, workers: int, queue: int, beat: float = BEAT) -> None:
        self._inbox, self._work, self._tell, self._beat = inbox, work, tell, beat
        self._answers = Pool(workers, queue, "slack-answer")
        self._errands = Pool(_ERRAND_BOYS, _MOST_ERRANDS, "slack-errand")
        self._workers = workers
        self._active: set[str] = set()
        self._guard = threading.Lock()
        self._more = False
        self._stopped = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="slack-sweeper", daemon=True)

    def open(self) -> None:
        """Begin with what an earlier process left."""
        self._sweeper.start()

    def close(self) -> None:
        """End what is under way; what waits is released, to be answered by whoever starts next."""
        self._stopped.set()
        self._sweeper.join()
        self._answers.close()
        self._errands.close()
        for key in self._held():
            self._safely(partial(self._inbox.release, key, 0))

    def take(self, asked: Asked, kept: Asked) -> bool:
        """Take a message in; when this returns it may be acknowledged. `kept` is what the inbox keeps of it. False
        where it was delivered before; LedgerUnavailable where it cannot be kept."""
        if not self._inbox.accept(asked.key, asked.message, kept.to_json()):
            log.info("delivered again", extra={"fields": {"key": asked.key}})
            return False
        if not self._begin(asked, 1) and not self.errand(lambda: self._refuse(asked, BUSY)):
            self._inbox.release(asked.key, self._beat)
        return True

    def errand(self, call: Callable[[], None]) -> bool:
        """Something small that need not survive; False where there are too many."""
        return self._errands.take(call)

    def _begin(self, asked: Asked, attempt: int) -> bool:
        with self._guard:
            self._active.add(asked.key)
        if self._answers.take(lambda: self._answer(asked, attempt)):
            return True
        self._leave(asked.key)
        return False

    def _answer(self, asked: Asked, attempt: int) -> None:
        if self._stopped.is_set():
            return
        failure: Exception | None = None
        try:
            self._work(asked, attempt)
        except (*FAILURES, CiteboundError) as error:  # CiteboundError: the ledger's database is away
            failure = error
        self._leave(asked.key)
        if failure:
            self._failed(asked, attempt, failure)
        else:
            self._safely(partial(self._inbox.finish, asked.key))

    def _failed(self, asked: Asked, attempt: int, error: Exception) -> None:
        reason = code(error) or type(error).__name__
        log.warning("not delivered", extra={"fields": {"key": asked.key, "attempt": attempt, "error": reason}})
        if passes(error) and attempt < _MOST_ATTEMPTS:
            self._safely(lambda: self._inbox.release(asked.key, self._beat * attempt))
        else:
            self._refuse(asked, GIVEN_UP)

    def _refuse(self, asked: Asked, line: str) -> None:
        self._safely(lambda: self._tell(asked, line))
        self._safely(lambda: self._inbox.finish(asked.key))

    def _sweep(self) -> None:
        while True:
            self._more = False
            self._safely(self._look)
            if self._stopped.wait(min(_SOON, self._beat) if self._more else self._beat):
                return

    def _look(self) -> None:
        """Takes as many as there are threads for; where that was not all, there is soon another look."""
        held = self._held()
        if held:
            self._inbox.hold(held)
        for taken in self._inbox.claim(max(0, self._workers - len(held))):
            self._more = True
            with self._guard:
                if taken.key in self._active:
                    continue
            try:
                asked = Asked.from_json(taken.payload)
            except (TypeError, ValueError):
                log.error("not readable", extra={"fields": {"key": taken.key}})
                self._inbox.finish(taken.key)
                continue
            if taken.attempts > _MOST_ATTEMPTS:
                self._refuse(asked, GIVEN_UP)
            elif not self._begin(asked, taken.attempts):
                self._inbox.release(taken.key, self._beat)

    def _held(self) -> list[str]:
        with self._guard:
            return sorted(self._active)

    def _leave(self, key: str) -> None:
        with self._guard:
            self._active.discard(key)

    def _safely(self, call: Callable[[], object]) -> None:
        """What fails here is tried again at the next look, or was a courtesy."""
        try:
            call()
        except (*FAILURES, CiteboundError) as error:
            log.warning("failed", extra={"fields": {"error": code(error) or type(error).__name__}})
