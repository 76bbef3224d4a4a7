"""What goes over the wire and comes back, read with distrust: addresses, keys, JSON, `Retry-After`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from assistant.errors import CiteboundError, UsageError
from evals.target import TargetDown

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Failed(CiteboundError):
    """One call that gave nothing usable; it is recorded at its case. `status` is the target's, 0 without one."""

    def __init__(self, message: str, remedy: str = "", status: int = 0) -> None:
        super().__init__(message, remedy)
        self.status = status


class NotThere(TargetDown):
    """The address has nothing at this path."""


def seconds_asked(header: str) -> float | None:
    """`Retry-After`: seconds, or a date."""
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()) if header else None
    except (ValueError, TypeError):
        return None


def json_object(body: bytes) -> Mapping[str, Any]:
    """The object; half a surrogate pair in it, which no file could keep, becomes a question mark."""
    try:
        found = json.loads(body)
        if b"\\u" in body:
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise Failed("The reply is not JSON.") from None
    if not isinstance(found, Mapping):
        raise Failed("The reply is not a JSON object.")
    return found


def checked_address(address: str) -> str:
    """The address without its last slash; UsageError where nothing can be asked there."""
    remedy = "Write it as http://127.0.0.1:8000."
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise UsageError(f"The address cannot be read: {error}", remedy) from None
    if url.scheme not in ("http", "https") or not _named(url.host) or (url.port or 0) > 65_535:
        raise UsageError(f"'{address}' is no address of a service.", remedy)
    if url.userinfo or url.query or url.fragment:
        raise UsageError("The address has a name, a key or a query in it.", remedy)
    return address.rstrip("/")


def bearer(key: str, key_from: str) -> dict[str, str]:
    """The header of a key, none for an empty one."""
    key = key.strip()
    if not key.isascii() or not key.isprintable():
        raise UsageError(f"{key_from} holds what no key can: it must be printable ASCII.", "Set it again.")
    return {"Authorization": f"Bearer {key}"} if key else {}


def local(address: str) -> bool:
    """Whether it is this machine's own."""
    return httpx.URL(address).host in _LOCAL


def _named(host: str) -> bool:
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False
