"""A problem document said again in the shape that a route's own clients read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from assistant.surfaces.http.problems import MEDIA_TYPE

Words = Callable[[Mapping[str, Any]], tuple[int, bytes]]
"""The status and the JSON body for a problem document."""


class Retold:
    """Holds a problem back until it is whole, and sends what `words` makes of it; all else passes."""

    def __init__(self, send: Send, words: Words) -> None:
        self._send = send
        self._words = words
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        """Take one message of the response."""
        if message["type"] == "http.response.start" and MutableHeaders(scope=message).get("content-type") == MEDIA_TYPE:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._say(self._start)

    async def _say(self, start: Message) -> None:
        status, body = self._words(json.loads(self._body))
        headers = MutableHeaders(scope=start)
        headers["content-type"], headers["content-length"] = "application/json", str(len(body))
        await self._send({**start, "status": status})
        await self._send({"type": "http.response.body", "body": body})
