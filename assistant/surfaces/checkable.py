"""Untrusted values -> what `check` takes; shared by the command line and HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.errors import UsageError
from assistant.surfaces import incoming


def checkable(item: Mapping[str, object]) -> tuple[str, str, tuple[str, ...] | None]:
    """The text, the context and the quotes (None when none are given) of one item."""
    text = incoming.text(item.get("text"), "text")
    context = item.get("context")
    quotes = item.get("quotes")
    if quotes is not None and not isinstance(quotes, list | tuple):
        raise UsageError("'quotes' is not a list.", "Give a list of strings, or leave it out.")
    read = None if quotes is None else tuple(incoming.text(each, f"quotes[{at}]") for at, each in enumerate(quotes))
    return text, "" if context is None else incoming.text(context, "context"), read
