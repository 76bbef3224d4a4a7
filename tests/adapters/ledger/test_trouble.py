"""A full disk, a locked or a lost database: one clear error that may be retried, and nothing promised."""

import sqlite3
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.adapters.ledger import Store, database, open_store, writer
from assistant.adapters.ledger.chain import seal
from assistant.adapters.ledger.failures import explained
from assistant.adapters.ledger.writer import Appender
from assistant.errors import LedgerUnavailable, LedgerUnusable
from tests.adapters.ledger.conftest import Opener, Server, answer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


def test_a_full_disk(file: Path, opening: Opener) -> None:
    store = opening(f"sqlite:///{file}")
    store.ledger.record("ann", answer(1))
    store.database.engine.dispose()

    def tiny(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size instead

    event.listen(store.database.engine, "connect", tiny)
    with pytest.raises(LedgerUnavailable, match="is full"):
        any(store.ledger.record("ann", answer(number)) is None for number in range(2, 50))
    assert store.writer.failed
    acknowledged = store.custody.verify()
    assert acknowledged.faults == ()
    event.remove(store.database.engine, "connect", tiny)
    store.database.engine.dispose()
    store.ledger.alive()
    assert store.ledger.record("ann", answer(50)).seq == acknowledged.entries + 1


def test_a_locked_database(file: Path, opening: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.05)
    store = opening(f"sqlite:///{file}")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerUnavailable, match="is locked by another process"):
        store.ledger.record("ann", answer())
    assert store.ledger.find("ann", "a1") is None
    with pytest.raises(LedgerUnavailable):
        store.ledger.alive()
    holder.execute("ROLLBACK")
    holder.close()
    store.ledger.record("ann", answer())
    store.ledger.alive()


def test_a_moved_file_is_not_written_to(file: Path, opening: Opener) -> None:
    """The file would still be open, and what is written to it gone with the process."""
    store = opening(f"sqlite:///{file}")
    store.ledger.record("ann", answer(1))
    away = file.with_name("away")
    file.rename(away)
    with pytest.raises(LedgerUnavailable, match="does not answer"):
        store.ledger.record("ann", answer(2))
    with pytest.raises(LedgerUnavailable, match="does not answer"):
        store.ledger.find("ann", "a1")
    away.rename(file)
    assert store.ledger.record("ann", answer(3)).seq == 2


def test_a_file_moved_during_the_commit(file: Path, opening: Opener) -> None:
    store = opening(f"sqlite:///{file}")
    store.ledger.record("ann", answer(1))

    def move(chain: Appender) -> None:
        chain.append("answer", "ann", "a2", seal({}))
        file.rename(file.with_name("away"))

    with pytest.raises(LedgerUnavailable, match="was moved or removed"):
        store.writer.run(move)


def test_a_server_that_stops(postgresql: Server, opening: Opener) -> None:
    store = opening(postgresql.new_database())
    store.ledger.record("ann", answer(1))
    postgresql.stop()
    try:
        with pytest.raises(LedgerUnavailable, match="does not answer"):
            store.ledger.record("ann", answer(2))
        with pytest.raises(LedgerUnavailable):
            store.ledger.alive()
    finally:
        postgresql.start()
    store.ledger.record("ann", answer(3))
    store.ledger.alive()
    assert store.ledger.find("ann", "a1")
    assert store.custody.verify().faults == ()


def test_a_session_that_is_ended(postgresql: Server, opening: Opener) -> None:
    store = opening(postgresql.new_database())

    def killed(chain: Appender) -> None:
        chain.append("answer", "ann", "a1", seal({}))
        chain.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(LedgerUnavailable):
        store.writer.run(killed)
    assert store.custody.verify().entries == 0
    store.ledger.record("ann", answer())


def test_one_that_cannot_be_kept_does_not_stop_the_others(store: Store) -> None:
    jobs = [writer._Job(work) for work in (_good, _broken, _good)]
    store.writer._commit(jobs)
    assert [_outcome(job.done) for job in jobs] == [None, ZeroDivisionError, None]
    assert store.custody.verify().entries == 2


def _good(chain: Appender) -> None:
    chain.append("answer", "ann", "a1", seal({"n": 1}))


def _broken(chain: Appender) -> None:
    _good(chain)
    raise ZeroDivisionError


def _outcome(done: Future[None]) -> type[BaseException] | None:
    error = done.exception(timeout=0)
    return type(error) if error else None


def test_a_caller_does_not_wait_for_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_PATIENCE", 0.05)
    started, blocked = Event(), Future[None]()

    def block(_: Appender) -> None:
        started.set()
        blocked.result()

    first = store.writer.later(block)
    assert started.wait(10)
    with pytest.raises(LedgerUnavailable, match="too slow"):
        store.ledger.record("ann", answer())
    blocked.set_result(None)
    first.result()
    monkeypatch.undo()
    store.ledger.record("ann", answer(2))
    assert store.ledger.find("ann", "a1") is None


class _Sqlite(sqlite3.Error):
    def __init__(self, name: str) -> None:
        super().__init__("secret")
        self.sqlite_errorname = name


class _Postgres(Exception):
    def __init__(self, state: str | None) -> None:
        super().__init__("secret")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("cause", "said", "retryable"),
    [
        (_Sqlite("SQLITE_FULL"), "is full", True),
        (_Sqlite("SQLITE_BUSY_RECOVERY"), "is locked", True),
        (_Sqlite("SQLITE_IOERR_WRITE"), "does not answer (ioerr write)", True),
        (_Sqlite("SQLITE_CANTOPEN"), "does not answer (cantopen)", True),
        (_Sqlite("SQLITE_CORRUPT_VTAB"), "is damaged (corrupt vtab)", False),
        (_Sqlite("SQLITE_READONLY"), "cannot be used (readonly)", False),
        (_Postgres("53100"), "is full", True),
        (_Postgres("55P03"), "is locked", True),
        (_Postgres("57P01"), "does not answer", True),
        (_Postgres("42501"), "cannot be used", False),
        (_Postgres("XX001"), "is damaged", False),
    ],
    ids=lambda value: str(getattr(value, "sqlite_errorname", getattr(value, "sqlstate", ""))),
)
def test_what_the_databases_say(cause: Exception, said: str, retryable: bool) -> None:
    error = explained(DBAPIError("INSERT", {}, cause), "here")
    assert said in str(error)
    assert "secret" not in str(error)
    assert isinstance(error, LedgerUnusable)
    assert error.retryable is retryable


def test_a_lost_connection_has_no_number() -> None:
    assert explained(OperationalError("", {}, _Postgres(None)), "here").retryable
    assert explained(PoolTimeout(), "here").retryable


def test_nothing_kept_is_shown_by_an_error(file: Path) -> None:
    with open_store(f"sqlite:///{file}") as store, pytest.raises(LedgerUnusable) as caught:
        store.writer.run(lambda chain: chain.connection.exec_driver_sql("SELECT secret").all())
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)
