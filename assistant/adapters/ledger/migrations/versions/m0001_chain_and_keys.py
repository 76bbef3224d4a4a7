"""The chained ledger, its head, the triggers that refuse changes, and the API keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEPT = ("seq", "kind", "at", "owner", "answer_id", "content_hash", "previous", "hash")
_SAME = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _KEPT)
_ERASES = f"OLD.kind <> 'erasure' AND NEW.content IS NULL AND NEW.salt IS NULL AND {_SAME}"
_REFUSED = "the ledger only grows: entries are not changed"

_SQLITE = (
    f"CREATE TRIGGER citebound_no_update BEFORE UPDATE ON citebound_ledger WHEN NOT ({_ERASES})"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "CREATE TRIGGER citebound_no_delete BEFORE DELETE ON citebound_ledger"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    # INSERT OR REPLACE deletes without the trigger above.
    "CREATE TRIGGER citebound_no_replace BEFORE INSERT ON citebound_ledger"  # noqa: S608 - nothing from outside
    " WHEN EXISTS (SELECT 1 FROM citebound_ledger WHERE seq = NEW.seq)"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION citebound_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER citebound_no_update BEFORE UPDATE ON citebound_ledger FOR EACH ROW"
    f" WHEN (NOT ({_ERASES})) EXECUTE FUNCTION citebound_refuse()",
    "CREATE TRIGGER citebound_no_delete BEFORE DELETE ON citebound_ledger FOR EACH ROW"
    " EXECUTE FUNCTION citebound_refuse()",
    "CREATE TRIGGER citebound_no_truncate BEFORE TRUNCATE ON citebound_ledger FOR EACH STATEMENT"
    " EXECUTE FUNCTION citebound_refuse()",
)


def upgrade() -> None:
    """From nothing."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    number = sa.BigInteger() if postgresql else sa.Integer()
    # Times are compared as text: byte by byte, whatever the database's language is.
    time = sa.String(32, collation="C") if postgresql else sa.String(32)
    op.create_table(
        "citebound_ledger",
        sa.Column("seq", number, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", time, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("answer_id", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("salt", sa.String(64)),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("citebound_ledger_answer", "citebound_ledger", ["owner", "answer_id"])
    op.create_index("citebound_ledger_at", "citebound_ledger", ["at"])
    head = op.create_table(
        "citebound_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", number, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": "0" * 64}])
    op.create_table(
        "citebound_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("last_used", sa.String(32)),
        sa.Column("revoked", sa.String(32)),
    )
    for statement in _POSTGRESQL if postgresql else _SQLITE:
        op.execute(statement)
