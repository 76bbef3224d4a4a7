"""`ports.Inbox` in the ledger's database, SQLite or PostgreSQL: two tables beside the chain, and not part of it.

Being in the database that all processes share, it knows a second delivery whichever process it comes to.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    select,
    text,
    update,
)

from assistant.adapters.ledger.database import Database, open_database
from assistant.adapters.ledger.migrating import migrate
from assistant.records import Said, Taken

HELD = 30.0
"""Seconds for which a message is held; whoever holds it says so again well before."""
_KEPT = 30 * 24 * 3600.0
"""Seconds after which a finished message is forgotten; Slack delivers again for an hour at the most."""
_LOCK = 0x696E626F
"""PostgreSQL's advisory lock of those who make the tables: "inbo"."""

_metadata = MetaData()
_inbox = Table(
    "citebound_inbox",
    _metadata,
    Column("key", String(200), primary_key=True),
    Column("message", String(200), nullable=False, unique=True),
    Column("at", Float(53), nullable=False),
    Column("until", Float(53)),
    Column("attempts", Integer, nullable=False),
    Column("payload", Text),
    Column("owner", Text),
    Column("answer_id", Text),
)
"""`until` is when it is no longer held; NULL: finished."""
_posts = Table(
    "citebound_posts",
    _metadata,
    Column("channel", String(64), primary_key=True),
    Column("ts", String(64), primary_key=True),
    Column("key", String(200), nullable=False, index=True),
    Column("part", Integer, nullable=False),
)
_TAKE = text(
    "INSERT INTO citebound_inbox (key, message, at, until, attempts, payload)"
    " VALUES (:key, :message, :at, :until, 1, :payload) ON CONFLICT DO NOTHING"
)


class SqlInbox:
    """`ports.Inbox`; safe to call from any thread."""

    def __init__(self, database: Database, held: float = HELD) -> None:
        self._database, self._held = database, held

    def accept(self, key: str, message: str, payload: str) -> bool:
        """Take it in, held by the caller."""
        now = time.time()
        row = {"key": key, "message": message, "at": now, "until": now + self._held, "payload": payload}
        with self._database.writing() as connection:
            return connection.execute(_TAKE, row).rowcount == 1

    def claim(self, most: int) -> tuple[Taken, ...]:
        """The oldest that nobody holds; each claim counts as an attempt."""
        now, c = time.time(), _inbox.c
        free = select(c.key, c.payload, c.attempts).where(c.until < now).order_by(c.at).limit(most)
        with self._database.writing() as connection:
            rows = connection.execute(free.with_for_update(skip_locked=True)).all()
            if rows:
                taken = update(_inbox).where(c.key.in_([row.key for row in rows]))
                connection.execute(taken.values(until=now + self._held, attempts=c.attempts + 1))
        return tuple(Taken(row.key, row.payload or "{}", row.attempts + 1) for row in rows)

    def hold(self, keys: Sequence[str]) -> None:
        """Those finished meanwhile stay finished."""
        mine = _inbox.c.key.in_(keys) & _inbox.c.until.is_not(None)
        with self._database.writing() as connection:
            connection.execute(update(_inbox).where(mine).values(until=time.time() + self._held))

    def release(self, key: str, seconds: float) -> None:
        """To be claimed later, by anybody."""
        mine = (_inbox.c.key == key) & _inbox.c.until.is_not(None)
        with self._database.writing() as connection:
            connection.execute(update(_inbox).where(mine).values(until=time.time() + seconds))

    def answered(self, key: str, owner: str, answer_id: str) -> None:
        """Kept with the message, for the turns that follow it."""
        with self._database.writing() as connection:
            connection.execute(update(_inbox).where(_inbox.c.key == key).values(owner=owner, answer_id=answer_id))

    def posted(self, key: str, channel: str, ts: str) -> None:
        """The next part, by number."""
        with self._database.writing() as connection:
            part = connection.scalar(select(func.count()).select_from(_posts).where(_posts.c.key == key))
            connection.execute(_posts.insert().values(channel=channel, ts=ts, key=key, part=part))

    def posts(self, key: str) -> tuple[str, ...]:
        """Their `ts`, first part first."""
        mine = select(_posts.c.ts).where(_posts.c.key == key).order_by(_posts.c.part)
        with self._database.reading() as connection:
            return tuple(connection.scalars(mine))

    def said(self, channel: str, ts: str) -> Said | None:
        """Part and answer of a message."""
        both = select(_inbox.c.owner, _inbox.c.answer_id, _posts.c.part)
        both = both.join(_posts, _posts.c.key == _inbox.c.key)
        with self._database.reading() as connection:
            row = connection.execute(both.where(_posts.c.channel == channel, _posts.c.ts == ts)).one_or_none()
        return Said(row.owner or "", row.answer_id or "", row.part) if row else None

    def finish(self, key: str) -> None:
        """Erase the content; what is long finished goes whole."""
        with self._database.writing() as connection:
            connection.execute(update(_inbox).where(_inbox.c.key == key).values(until=None, payload=None))
            _forget(connection, time.time() - _KEPT)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()


def open_inbox(url: str, held: float = HELD) -> SqlInbox:
    """The inbox in the database of this URL, made where there is none; errors as `open_store`'s."""
    database = open_database(url)
    try:
        migrate(database)
        with database.writing() as connection:
            if database.file is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            _metadata.create_all(connection)
    except BaseException:
        database.close()
        raise
    return SqlInbox(database, held)


def _forget(connection: Connection, before: float) -> None:
    old = select(_inbox.c.key).where(_inbox.c.at < before, _inbox.c.until.is_(None))
    connection.execute(delete(_posts).where(_posts.c.key.in_(old)))
    connection.execute(delete(_inbox).where(_inbox.c.at < before, _inbox.c.until.is_(None)))
