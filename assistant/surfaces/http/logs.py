"""One JSON line a request: ids, route, outcome and times; of a question only a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import sys
from datetime import UTC, datetime

log = logging.getLogger("citebound.request")
_PEPPER = secrets.token_bytes(32)
"""Of this process alone: its lines can be matched with each other, and with no list of likely questions."""


def hashed(question: str) -> str:
    """What stands for a question in the log."""
    return hmac.new(_PEPPER, question.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]


class JsonFormatter(logging.Formatter):
    """A record as one JSON object; `fields` given with `extra` stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(said | getattr(record, "fields", {}))


def configure() -> None:
    """Lines of the service and of uvicorn on stderr, as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    for name, level in (("citebound", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
