"""Group commit: one thread commits whatever waits in one transaction; whoever asked waits for that commit.

A commit costs a wait for the disk, so sixteen callers share one. The thread starts with the first write: open the
ledger after a fork, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from assistant.adapters.ledger.chain import Sealed, entry_hash
from assistant.adapters.ledger.clock import now
from assistant.adapters.ledger.database import LOCK_SECONDS, Database
from assistant.adapters.ledger.schema import head, ledger
from assistant.errors import LedgerUnavailable
from assistant.records import Entry, EntryKind, Receipt

_LARGEST_GROUP = 256
_PATIENCE = 2 * LOCK_SECONDS
"""A caller may wait for the group before its own, and for its own."""

_END = select(head.c.seq, head.c.hash).with_for_update()
_ENTRY = insert(ledger)
_MOVED = update(head).values(seq=bindparam("seq"), hash=bindparam("hash"))
_COLUMNS = tuple(ledger.c.keys())
"""Made once: to build and compare them anew took a third of an entry's time."""

T = TypeVar("T")


class Appender:
    """The open end of the chain, inside the one transaction that holds its lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # PostgreSQL's lock; SQLite took its own when the transaction began.
        self._seq, self._hash = connection.execute(_END).one()
        self._pending: list[dict[str, object]] = []

    @property
    def connection(self) -> Connection:
        """The transaction, with everything appended so far in its tables."""
        self.flush()
        return self._connection

    def append(self, kind: EntryKind, owner: str, answer_id: str, sealed: Sealed) -> Receipt:
        """Chain one entry to the end."""
        content, salt, content_hash = sealed.content, sealed.salt, sealed.content_hash
        entry = Entry(self._seq + 1, kind, now(), owner, answer_id, content, salt, content_hash, self._hash, "")
        self._seq, self._hash = entry.seq, entry_hash(entry)
        values = {name: getattr(entry, name) for name in _COLUMNS}
        self._pending.append({**values, "hash": self._hash})
        return Receipt(entry.seq, entry.at, self._hash)

    def flush(self) -> None:
        """Write what was appended and move the head."""
        if self._pending:
            self._connection.execute(_ENTRY, self._pending)
            self._connection.execute(_MOVED, {"seq": self._seq, "hash": self._hash})
            self._pending = []

    def touch(self) -> None:
        """Write, and change nothing: whether the disk takes it."""
        self._connection.execute(update(head).values(seq=head.c.seq))


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    work: Callable[[Appender], T]
    done: Future[T] = field(default_factory=Future)


class Writer:
    """The only one in this process that writes to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False
        self._guard = Lock()
        self.failed = False
        """Whether the last transaction failed."""

    def run(self, work: Callable[[Appender], T]) -> T:
        """What `work` gives, once it is committed; LedgerUnavailable where it is not."""
        done = self.later(work)
        try:
            return done.result(_PATIENCE)
        except TimeoutError:
            done.cancel()
            where = self._database.where
            raise LedgerUnavailable(f"The ledger {where} is too slow.", "Try again in a moment.") from None

    def later(self, work: Callable[[Appender], T]) -> Future[T]:
        """The same without waiting."""
        job = _Job(work)
        with self._guard:
            if self._closed:
                raise LedgerUnavailable("The ledger is closed.", "Open it again.")
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="ledger", daemon=True)
                self._thread.start()
            self._waiting.put(job)
        return job.done

    def close(self) -> None:
        """Commit what waits, then stop."""
        with self._guard:
            self._closed = True
            self._waiting.put(None)
        if self._thread:
            self._thread.join(_PATIENCE)

    def _serve(self) -> None:
        while (group := self._next_group()) is not None:
            if started := [job for job in group if job.done.set_running_or_notify_cancel()]:
                self._commit(started)

    def _next_group(self) -> list[_Job[Any]] | None:
        first = self._waiting.get()
        group = [first] if first else []
        while group and len(group) < _LARGEST_GROUP and not self._waiting.empty():
            if (job := self._waiting.get()) is None:
                self._waiting.put(None)
                break
            group.append(job)
        return group or None

    def _commit(self, group: list[_Job[Any]]) -> None:
        try:
            results = self._transact(group)
        except Exception as error:
            self.failed = True
            if isinstance(error, LedgerUnavailable) or len(group) == 1:
                for job in group:
                    job.done.set_exception(error)
            else:  # one of them cannot be kept; the others can
                for job in group:
                    self._commit([job])
        else:
            self.failed = False
            for job, result in zip(group, results, strict=True):
                job.done.set_result(result)

    def _transact(self, group: list[_Job[Any]]) -> list[object]:
        with self._database.writing() as connection:
            appender = Appender(connection)
            results = [job.work(appender) for job in group]
            appender.flush()
        return results
