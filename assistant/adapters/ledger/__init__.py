"""The ledger: one append-only, hash-chained table in SQLite or PostgreSQL, and the API keys beside it.

Whoever imports this pays for SQLAlchemy (0.2 s); so only `bootstrap.store` does, when it is called.
"""

from assistant.adapters.ledger.store import Store, open_store

__all__ = ["Store", "open_store"]
