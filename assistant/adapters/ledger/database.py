"""The database behind the ledger: SQLite or PostgreSQL, by URL."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from assistant.adapters.ledger.failures import readable_failures
from assistant.errors import LedgerUnavailable, LedgerUnusable

LOCK_SECONDS = 10.0
"""How long a writer waits for another process."""
_SILENT_SECONDS = 15
_EXAMPLES = "Use sqlite:////absolute/path.sqlite3 or postgresql://USER:PASSWORD@HOST/DATABASE."
_POSTGRESQL = f"""SELECT set_config('lock_timeout', '{LOCK_SECONDS:.0f}s', false),
  set_config('statement_timeout', '{_SILENT_SECONDS}s', false),
  set_config('idle_in_transaction_session_timeout', '60s', false),
  CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END"""
"""A commit that the server has not written down is no commit; an operator's stronger setting stays."""


class Database:
    """One engine; `where` names it without its password; `file` is SQLite's."""

    def __init__(self, engine: Engine, where: str, file: Path | None = None) -> None:
        self.engine, self.where, self.file = engine, where, file
        self.stained = False
        self._writer = engine.execution_options(writes=True)
        self._snapshot = engine if file else engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A transaction to read in; with `snapshot`, all of it sees one moment (in SQLite each one does)."""
        with readable_failures(self.where), (self._snapshot if snapshot else self.engine).begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that writes (SQLite: of all processes); when it is left without an error it is
        committed, in the database that has this name."""
        with readable_failures(self.where):
            with self._writer.begin() as connection:
                opened = connection.info.get("file")
                yield connection
            if self.file and _identity(self.file) != opened:
                raise LedgerUnavailable(f"The ledger {self.where} was moved or removed.", "Put it back.")

    def scrub(self) -> None:
        """Nothing of what was erased stays in SQLite's files; PostgreSQL's autovacuum sees to its own.

        Where a reader is at it for longer than 0.1 s (writers would wait too), `stained` says to try again; what was
        erased is erased all the same.
        """
        if self.file is None:
            return
        self.stained = True
        with suppress(sqlite3.Error, SQLAlchemyError), closing(self.engine.raw_connection()) as connection:
            raw = connection.cursor()
            raw.execute("PRAGMA busy_timeout=100")
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000:.0f}")
            self.stained = bool(busy)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database of this URL, nothing read yet; a SQLite file is made where there is none."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError:
        raise LedgerUnusable("CITEBOUND_LEDGER_URL is not a URL of a database.", _EXAMPLES) from None
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend in ("postgresql", "postgres"):
        return _postgresql(parsed)
    raise LedgerUnusable(f"A ledger in {backend} is not supported.", _EXAMPLES)


def _sqlite(url: URL) -> Database:
    name = url.database or ""
    if name in ("", ":memory:") or name.startswith("file:") or url.query:
        raise LedgerUnusable("The ledger needs a plain file: CITEBOUND_LEDGER_URL names none.", _EXAMPLES)
    file = Path(name).expanduser().absolute()
    _make(file)
    address = f"file:{quote(str(file))}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_timeout=LOCK_SECONDS, hide_parameters=True
    )
    event.listen(engine, "connect", _ready(file))
    event.listen(engine, "checkout", _still_there(file))
    event.listen(engine, "begin", _begin)
    return Database(engine, str(file), file)


def _make(file: Path) -> None:
    """For its owner only; SQLite gives its other files the same rights."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = error.strerror or "not writable"
        raise LedgerUnusable(f"The ledger {file} cannot be opened: {reason}.", "Choose a writable place.") from None


def _ready(file: Path) -> Any:  # noqa: ANN401 - an event's listener
    def ready(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = _identity(file)
        for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return ready


def _still_there(file: Path) -> Any:  # noqa: ANN401 - an event's listener
    """A file that was moved away would be written to, and lost; the pool then connects anew, or fails."""

    def still_there(_: sqlite3.Connection, entry: ConnectionPoolEntry, __: object) -> None:
        if entry.info.get("file") != _identity(file):
            raise DisconnectionError("the file of the ledger is another one")

    return still_there


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    """pysqlite begins nothing by itself here; a writer takes its lock at once, so that it never has to upgrade."""
    raw = connection.connection.driver_connection
    if connection.get_execution_options().get("writes") and raw is not None:
        _take_lock(raw, time.monotonic() + LOCK_SECONDS)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_lock(connection: Any, deadline: float) -> None:  # noqa: ANN401 - sqlite3's
    """SQLite waits longer and longer, up to 0.1 s, and so starves behind a busy process; this asks every 2 ms."""
    connection.execute("PRAGMA busy_timeout=2")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                    raise
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000:.0f}")


def _postgresql(url: URL) -> Database:
    url = url.set(drivername="postgresql+psycopg")
    defaults = {"connect_timeout": 5, "tcp_user_timeout": _SILENT_SECONDS * 1000, "application_name": "citebound"}
    given = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        engine = create_engine(
            url, connect_args=given, pool_pre_ping=True, pool_timeout=LOCK_SECONDS, hide_parameters=True
        )
    except ModuleNotFoundError:
        raise LedgerUnusable(
            "A ledger in PostgreSQL needs psycopg.", "Install it: pip install 'citebound[postgres]'"
        ) from None
    event.listen(engine, "connect", _settle)
    return Database(engine, f"{url.host or url.query.get('host', 'localhost')}/{url.database or ''}")


def _settle(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - psycopg's, which may not be there
    connection.execute(_POSTGRESQL)
    connection.commit()
