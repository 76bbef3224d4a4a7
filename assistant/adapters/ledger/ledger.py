"""`ports.Ledger` over SQL: what the service keeps and gives back to whom it belongs."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, select, update

from assistant.adapters.ledger.chain import ranges, seal
from assistant.adapters.ledger.database import Database
from assistant.adapters.ledger.schema import head, ledger
from assistant.adapters.ledger.writer import Appender, Writer
from assistant.errors import UsageError
from assistant.records import Entry, Feedback, Receipt
from assistant.render.answer_json import to_json
from assistant.values import Answer

_LONGEST_ID = 200
ERASED = {"content": None, "salt": None}


class SqlLedger:
    """`ports.Ledger`; safe to call from any thread."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database, self._writer = database, writer

    def record(self, owner: str, answer: Answer) -> Receipt:
        """Keep an answer; returns when it is committed."""
        if not _sound(owner, answer.id):
            raise UsageError("The user's id cannot be kept.", f"Use 1 to {_LONGEST_ID} printable characters.")
        sealed = seal(to_json(answer))
        return self._writer.run(lambda chain: chain.append("answer", owner, answer.id, sealed))

    def find(self, owner: str, answer_id: str) -> Entry | None:
        """The owner's latest record of this answer."""
        if not _sound(owner, answer_id):
            return None
        found = select(ledger).where(_kept(owner, answer_id)).order_by(ledger.c.seq.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(found).one_or_none()
        return Entry(*row) if row else None

    def rate(self, owner: str, feedback: Feedback) -> Receipt | None:
        """Keep feedback on the owner's answer."""
        if not _sound(owner, feedback.answer_id):
            return None
        sealed = seal(asdict(feedback))

        def keep(chain: Appender) -> Receipt | None:
            if not _has(chain.connection, owner, feedback.answer_id):
                return None
            return chain.append("feedback", owner, feedback.answer_id, sealed)

        return self._writer.run(keep)

    def erase(self, owner: str, answer_id: str) -> bool:
        """Erase the owner's answer and its feedback."""
        if not _sound(owner, answer_id):
            return False
        if erased := self._writer.run(partial(_erase, owner=owner, answer_id=answer_id)):
            self._database.scrub()
        return erased

    def alive(self) -> None:
        """Reads; where the last write failed, tries one; scrubs where a reader was in the way."""
        with self._database.reading() as connection:
            connection.execute(select(head.c.seq)).one()
        if self._writer.failed:
            self._writer.run(lambda chain: chain.touch())
        if self._database.stained:
            self._database.scrub()


def _erase(chain: Appender, owner: str, answer_id: str) -> bool:
    if not _has(chain.connection, owner, answer_id):
        return False
    theirs = and_(ledger.c.owner == owner, ledger.c.answer_id == answer_id)
    erase_where(chain, theirs, owner, answer_id, "asked for")
    return True


def erase_where(chain: Appender, which: ColumnElement[bool], owner: str, answer_id: str, why: str) -> int:
    """Erase the contents of some entries and append what was erased; their number."""
    connection = chain.connection
    chosen = and_(which, ledger.c.kind != "erasure", ledger.c.content.is_not(None))
    numbers = connection.scalars(select(ledger.c.seq).where(chosen).order_by(ledger.c.seq)).all()
    if numbers:
        connection.execute(update(ledger).where(chosen).values(**ERASED))
        chain.append("erasure", owner, answer_id, seal({"erased": ranges(numbers), "why": why}))
    return len(numbers)


def _has(connection: Connection, owner: str, answer_id: str) -> bool:
    return connection.execute(select(ledger.c.seq).where(_kept(owner, answer_id)).limit(1)).first() is not None


def _kept(owner: str, answer_id: str) -> ColumnElement[bool]:
    theirs = and_(ledger.c.owner == owner, ledger.c.answer_id == answer_id)
    return and_(theirs, ledger.c.kind == "answer", ledger.c.content.is_not(None))


def _sound(*ids: str) -> bool:
    """Ids that every database takes: PostgreSQL has no NUL, and no half of a surrogate pair."""
    return all(0 < len(each) <= _LONGEST_ID and each.isprintable() for each in ids)
