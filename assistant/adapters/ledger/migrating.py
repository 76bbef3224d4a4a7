"""A database brought to the newest schema, by one process at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.adapters.durable import LockBusy, only_writer
from assistant.adapters.ledger.database import LOCK_SECONDS, Database
from assistant.adapters.ledger.failures import readable_failures
from assistant.adapters.ledger.schema import REVISIONS, VERSION_TABLE
from assistant.errors import LedgerUnavailable, LedgerUnusable

_LOCK = 0x63697465
"""PostgreSQL's advisory lock of those who migrate: "cite"."""


def migrate(database: Database) -> None:
    """Runs what is missing; refuses a database that a newer version made."""
    if database.file is None:
        _upgrade(database)
        return
    try:  # SQLite refuses, without waiting, that two turn on its journal at once
        with only_writer(database.file.with_name(f".{database.file.name}.lock"), LOCK_SECONDS):
            _journal(database)
            _upgrade(database)
    except LockBusy:
        raise LedgerUnavailable(f"Another process prepares {database.where}.", "Try again in a moment.") from None
    except OSError as error:
        raise LedgerUnusable(
            f"The ledger {database.where} cannot be written: {error.strerror or error}.", "Check its permissions."
        ) from None


def _upgrade(database: Database) -> None:
    with database.writing() as connection:
        if database.file is None:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        version = _version(connection)
        if version == REVISIONS[-1]:
            return
        if version is not None and version not in REVISIONS:
            raise LedgerUnusable(
                f"The ledger {database.where} was made by a newer version (schema {version}, known up to"
                f" {REVISIONS[-1]}).",
                "Upgrade citebound.",
            )
        _run(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return found


def _run(connection: Connection) -> None:
    # Imported here: Alembic costs 0.1 s, and a database is seldom new.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _journal(database: Database) -> None:
    """Write-ahead logging stays with the file; readers and the writer then do not wait for each other."""
    with readable_failures(database.where), database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - an engine's connection has one
        mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != ("wal",):
        raise LedgerUnusable(f"The ledger {database.where} lies on a disk without shared memory.", "Use a local disk.")
