"""Untrusted values from a command line, a file or a request -> the values the flow takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from assistant.errors import UsageError
from assistant.values import Turn

ROLES = ("user", "assistant")


def text(value: object, name: str) -> str:
    """A string of valid Unicode; a lone surrogate (undecodable bytes) has no hash and no UTF-8."""
    if not isinstance(value, str):
        raise UsageError(f"'{name}' is missing or is not text.", f"Give '{name}' as a string.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"'{name}' is not valid UTF-8 text.", "Send it encoded as UTF-8.") from None
    return value


def history(value: object) -> tuple[Turn, ...]:
    """Earlier messages: a list of objects with `role` and `text` (or `content`)."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise UsageError("'history' is not a list.", _REMEDY)
    return tuple(_turn(item, number) for number, item in enumerate(value, start=1))


_REMEDY = 'Give a list of {"role": "user" or "assistant", "text": ...}.'


def _turn(item: object, number: int) -> Turn:
    if not isinstance(item, Mapping) or item.get("role") not in ROLES:
        raise UsageError(f"Turn {number} of 'history' has no role 'user' or 'assistant'.", _REMEDY)
    said = item["text"] if "text" in item else item.get("content")
    role = cast(Literal["user", "assistant"], item["role"])
    return Turn(role, text(said, f"history[{number - 1}].text"))
