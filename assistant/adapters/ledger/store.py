"""One database opened: the ledger, the keys, and what the operator does with them."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from assistant.adapters.ledger.custody import Custody
from assistant.adapters.ledger.database import Database, open_database
from assistant.adapters.ledger.keys import SqlKeyStore
from assistant.adapters.ledger.ledger import SqlLedger
from assistant.adapters.ledger.migrating import migrate
from assistant.adapters.ledger.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """What `open_store` gives; close it, or use it with `with`."""

    ledger: SqlLedger
    keys: SqlKeyStore
    custody: Custody
    database: Database
    writer: Writer

    def close(self) -> None:
        """Commit what waits and give the database back."""
        self.writer.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()


def open_store(url: str) -> Store:
    """Open the database of this URL, made or brought up to date where it must be.

    Raises LedgerUnavailable (retryable) or LedgerUnusable.
    """
    database = open_database(url)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    writer = Writer(database)
    return Store(
        SqlLedger(database, writer), SqlKeyStore(database, writer), Custody(database, writer), database, writer
    )
