"""Alembic's entry: runs on the connection, and in the transaction, of whoever opens the ledger."""

from __future__ import annotations

from alembic import context

from assistant.adapters.ledger.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
