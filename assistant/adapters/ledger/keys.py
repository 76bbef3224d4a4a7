"""`ports.KeyStore` over SQL. A secret is 256 random bits, so a salted SHA-256 is as slow to guess as it need be."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from assistant.adapters.ledger.clock import now, written
from assistant.adapters.ledger.database import Database
from assistant.adapters.ledger.schema import keys
from assistant.adapters.ledger.writer import Appender, Writer
from assistant.errors import UsageError
from assistant.records import ApiKey, NewKey

_PREFIX = "cb"
_LONGEST = 200
_USED_TO_A_MINUTE = timedelta(minutes=1)
_PUBLIC = (keys.c.id, keys.c.name, keys.c.created, keys.c.last_used, keys.c.revoked)
_BY_ID = select(*_PUBLIC, keys.c.salt, keys.c.secret_hash).where(keys.c.id == bindparam("key"))
"""Made once, for it is asked with each request."""


class SqlKeyStore:
    """`ports.KeyStore`; safe to call from any thread."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database, self._writer = database, writer

    def make(self, name: str) -> NewKey:
        """A new key, `cb_` and its id and its secret."""
        if not 0 < len(name) <= _LONGEST or not name.isprintable():
            raise UsageError("A key needs a name.", f"Use 1 to {_LONGEST} printable characters.")
        key = ApiKey(secrets.token_hex(6), name, now())
        secret, salt = secrets.token_hex(32), secrets.token_hex(16)
        row = {"id": key.id, "name": name, "salt": salt, "secret_hash": _hash(salt, secret), "created": key.created}
        self._writer.run(lambda chain: chain.connection.execute(insert(keys), row).rowcount)
        return NewKey(key, f"{_PREFIX}_{key.id}_{secret}")

    def list(self) -> tuple[ApiKey, ...]:
        """All keys, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(*_PUBLIC).order_by(keys.c.created, keys.c.id)).all()
        return tuple(ApiKey(*row) for row in rows)

    def revoke(self, key_id: str) -> bool:
        """The key opens nothing any more."""
        if not key_id.isprintable():
            return False
        valid = update(keys).where(keys.c.id == key_id, keys.c.revoked.is_(None)).values(revoked=now())
        return self._writer.run(lambda chain: chain.connection.execute(valid).rowcount) > 0

    def check(self, presented: str) -> ApiKey | None:
        """The key that was presented; one that there is not takes as long as a wrong one."""
        prefix, _, rest = presented.partition("_")
        key_id, _, secret = rest.partition("_")
        if prefix != _PREFIX or not presented.isascii() or not presented.isprintable() or len(presented) > _LONGEST:
            return None
        with self._database.reading() as connection:
            row = connection.execute(_BY_ID, {"key": key_id}).first()
        salt, wanted = (row.salt, row.secret_hash) if row else ("0" * 32, "0" * 64)
        same = hmac.compare_digest(_hash(salt, secret), wanted)
        if not same or row is None or row.revoked is not None:
            return None
        key = ApiKey(*row[: len(_PUBLIC)])
        self._used(key)
        return key

    def _used(self, key: ApiKey) -> None:
        """Note the time, at most once a minute, without anybody waiting for it or failing with it."""
        if key.last_used is not None and key.last_used > written(datetime.now(UTC) - _USED_TO_A_MINUTE):
            return
        noted = update(keys).where(keys.c.id == key.id).values(last_used=now())

        def note(chain: Appender) -> None:
            chain.connection.execute(noted)

        self._writer.later(note)


def _hash(salt: str, secret: str) -> str:
    return hashlib.sha256((salt + secret).encode()).hexdigest()
