"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

REVISIONS = ("0001",)
"""All migrations, the newest last; a database at another one was made by a newer version."""
VERSION_TABLE = "citebound_version"

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")

ledger = Table(
    "citebound_ledger",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("owner", Text, nullable=False),
    Column("answer_id", Text, nullable=False),
    Column("content", Text),
    Column("salt", String(64)),
    Column("content_hash", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
head = Table(
    "citebound_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", _Number, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row: the end of the chain. Whoever appends locks it first; entries cut off the end are missed by it."""
keys = Table(
    "citebound_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("salt", String(64), nullable=False),
    Column("secret_hash", String(64), nullable=False),
    Column("created", String(32), nullable=False),
    Column("last_used", String(32)),
    Column("revoked", String(32)),
)
