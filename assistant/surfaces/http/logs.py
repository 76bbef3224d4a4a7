"""One JSON line a request: ids, route, outcome and times; of a question only a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets

from assistant.surfaces.logs import JsonFormatter, WordlessFormatter, configure

__all__ = ["JsonFormatter", "WordlessFormatter", "configure", "hashed", "log"]

log = logging.getLogger("citebound.request")
_PEPPER = secrets.token_bytes(32)
"""Of this process alone: its lines can be matched with each other, and with no list of likely questions."""


def hashed(question: str) -> str:
    """What stands for a question in the log."""
    return hmac.new(_PEPPER, question.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]
