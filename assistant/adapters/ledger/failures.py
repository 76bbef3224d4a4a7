"""What the databases say, as the ledger's own errors: one line each, never with what was being kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.errors import LedgerUnavailable, LedgerUnusable

_FULL = ("The disk of the ledger {where} is full.", "Free some space on it; what was acknowledged is there.")
_BUSY = ("The ledger {where} is locked by another process.", "Try again in a moment.")
_GONE = ("The ledger {where} does not answer ({reason}).", "See that the database is there, then try again.")
_DAMAGED = ("The ledger {where} is damaged ({reason}).", "Restore it from a backup.")
_REFUSED = ("The ledger {where} cannot be used ({reason}).", "Check its permissions and CITEBOUND_LEDGER_URL.")

_SQLITE = {"SQLITE_FULL": _FULL, "SQLITE_BUSY": _BUSY, "SQLITE_LOCKED": _BUSY, "SQLITE_CANTOPEN": _GONE}
_SQLITE |= {"SQLITE_IOERR": _GONE, "SQLITE_PROTOCOL": _BUSY, "SQLITE_CORRUPT": _DAMAGED, "SQLITE_NOTADB": _DAMAGED}
_POSTGRESQL = {"53100": _FULL, "55P03": _BUSY, "40001": _BUSY, "40P01": _BUSY, "57014": _BUSY}
_POSTGRESQL |= {"XX001": _DAMAGED, "XX002": _DAMAGED}
_POSTGRESQL_CLASSES = {"08": _GONE, "53": _GONE, "57": _GONE, "58": _GONE, "25": _GONE}
_PASSING = (_FULL, _BUSY, _GONE)


@contextmanager
def readable_failures(where: str) -> Iterator[None]:
    """Whatever a database raises becomes LedgerUnavailable or LedgerUnusable.

    The cause is not chained: PostgreSQL's own messages repeat the row that failed.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explained(error, where) from None


def explained(error: Exception, where: str) -> LedgerUnusable:
    """The error's kind, with its remedy."""
    (said, remedy), reason = _kind(error)
    kind = LedgerUnavailable if (said, remedy) in _PASSING else LedgerUnusable
    return kind(said.format(where=where, reason=reason), remedy)


def _kind(error: Exception) -> tuple[tuple[str, str], str]:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if name := getattr(cause, "sqlite_errorname", None):
        base = "_".join(str(name).split("_")[:2])
        return _SQLITE.get(base, _REFUSED), _words(str(name))
    if state := getattr(cause, "sqlstate", None):
        found = _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2], _REFUSED)
        return found, f"{_words(type(cause).__name__)}, {state}"
    # A connection that cannot be made, or broke, has no number: psycopg says OperationalError, a pool TimeoutError.
    lost = type(error).__name__ in ("OperationalError", "TimeoutError", "InterfaceError")
    return (_GONE if lost else _REFUSED), _words(type(cause).__name__)


def _words(name: str) -> str:
    """`SQLITE_IOERR_WRITE` and `DiskFull` as somebody would say them."""
    spaced = "".join(f" {letter}" if letter.isupper() and not name.isupper() else letter for letter in name)
    return spaced.replace("_", " ").strip().lower().removeprefix("sqlite ")
