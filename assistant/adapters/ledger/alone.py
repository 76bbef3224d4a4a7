"""Something that one process at a time does to a ledger; the lock dies with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assistant.adapters.durable import LockBusy, only_writer
from assistant.adapters.ledger.database import Database
from assistant.adapters.ledger.failures import explained
from assistant.errors import LedgerBusy, LedgerUnusable

_LOCKS = {"purge": 0x63697470}
"""PostgreSQL's advisory locks, by what is done."""


@contextmanager
def alone(database: Database, what: str) -> Iterator[None]:
    """Inside, no other process does this; LedgerBusy, without waiting, where one does."""
    with _file(database.file, what) if database.file else _advisory(database, what):
        yield


@contextmanager
def _file(ledger: Path, what: str) -> Iterator[None]:
    lock = ledger.with_name(f".{ledger.name}.{what}.lock")
    try:
        with only_writer(lock, 0):
            yield
    except LockBusy:
        raise _busy(what) from None
    except OSError as error:
        said = f"The lock {lock} cannot be written: {error.strerror or error}."
        raise LedgerUnusable(said, "Check its permissions.") from None


@contextmanager
def _advisory(database: Database, what: str) -> Iterator[None]:
    """Held by a connection of its own, outside of any transaction."""
    lock = {"lock": _LOCKS[what]}
    try:
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except SQLAlchemyError as error:
        raise explained(error, database.where) from None
    with connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), lock).scalar():
            raise _busy(what)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), lock)


def _busy(what: str) -> LedgerBusy:
    return LedgerBusy(f"Another process is at it: {what}.", "Wait until it has ended.")
