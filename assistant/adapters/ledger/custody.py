"""What the operator does with the ledger: verify it, export it, erase what is older than it may be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, and_, select

from assistant.adapters.ledger.alone import alone
from assistant.adapters.ledger.chain import Verifier
from assistant.adapters.ledger.clock import written
from assistant.adapters.ledger.database import Database
from assistant.adapters.ledger.ledger import erase_where
from assistant.adapters.ledger.schema import head, ledger
from assistant.adapters.ledger.writer import Appender, Writer
from assistant.records import Checked, Entry, Fault

_READ_AT_ONCE = 500
_ERASED_AT_ONCE = 500
"""Between two transactions of a purge the service gets its turn."""


class Custody:
    """For `citebound ledger`; not for those who ask."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database, self._writer = database, writer

    def verify(self, noted: str | None = None) -> Checked:
        """Read the chain from end to end; `noted`, an earlier head's hash, must be in it."""
        verifier, seen = Verifier(), noted is None
        with self._database.reading(snapshot=True) as connection:
            end = connection.execute(select(head.c.seq, head.c.hash)).one_or_none()
            rows = connection.execution_options(yield_per=_READ_AT_ONCE)
            for row in rows.execute(select(ledger).order_by(ledger.c.seq)):
                entry = Entry(*row)
                verifier.take(entry)
                seen = seen or entry.hash == noted
        checked = verifier.done((end.seq, end.hash) if end else (0, ""))
        if seen:
            return checked
        missing = Fault(checked.entries, f"no entry up to this one has the noted hash {noted}")
        return Checked(checked.entries, checked.erased, checked.head, (*checked.faults, missing))

    def entries(self, owner: str | None = None, since: datetime | None = None) -> Iterator[Entry]:
        """The entries in order, of one owner, from a time on."""
        chosen = select(ledger).order_by(ledger.c.seq)
        if owner is not None:
            chosen = chosen.where(ledger.c.owner == owner)
        if since is not None:
            chosen = chosen.where(ledger.c.at >= written(since))
        with self._database.reading(snapshot=True) as connection:
            for row in connection.execution_options(yield_per=_READ_AT_ONCE).execute(chosen):
                yield Entry(*row)

    def purge(self, days: int) -> int:
        """Erase the contents that are older; their number. 0 days keep everything.

        LedgerBusy where another process is at it.
        """
        if days == 0:
            return 0
        with alone(self._database, "purge"):
            return self._purged(days)

    def _purged(self, days: int) -> int:
        before = written(datetime.now(UTC) - timedelta(days=days))
        old = and_(ledger.c.at < before, ledger.c.kind != "erasure", ledger.c.content.is_not(None))
        total = 0
        while number := self._writer.run(partial(_erase_some, old=old, why=f"older than {days} days")):
            total += number
        if total:
            self._database.scrub()
        return total


def _erase_some(chain: Appender, old: ColumnElement[bool], why: str) -> int:
    """The oldest of them, in a transaction that is soon over."""
    first = select(ledger.c.seq).where(old).order_by(ledger.c.seq).limit(_ERASED_AT_ONCE).subquery()
    return erase_where(chain, ledger.c.seq.in_(select(first.c.seq)), "", "", why)
