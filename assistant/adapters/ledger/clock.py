"""The time, as the ledger writes it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """UTC, to the microsecond; as text the later one is the greater."""
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """`2026-11-23T04:31:33.123456Z`; a time without a zone is taken as UTC."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
