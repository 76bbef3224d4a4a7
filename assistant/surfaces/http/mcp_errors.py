"""At `/mcp` the service's problem documents are JSON-RPC errors: MCP clients show those, and of others nothing."""

from __future__ import annotations

import json

from mcp_types import INTERNAL_ERROR, INVALID_REQUEST, ErrorData, JSONRPCError
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.http.problems import MEDIA_TYPE

PATH = "/mcp"


class McpErrors:
    """The status and the other headers stay, as the challenge of a 401."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        told = scope["type"] == "http" and scope["path"] == PATH
        await self.app(scope, receive, _Telling(send) if told else send)


class _Telling:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and MutableHeaders(scope=message).get("content-type") == MEDIA_TYPE:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._tell(self._start)

    async def _tell(self, start: Message) -> None:
        body = _error(self._body)
        headers = MutableHeaders(scope=start)
        headers["content-type"], headers["content-length"] = "application/json", str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _error(document: bytes) -> bytes:
    problem = json.loads(document)
    line = f"{problem['detail']} {problem.get('remedy', '')}".strip()
    code = INTERNAL_ERROR if problem["status"] >= 500 else INVALID_REQUEST
    error = JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=line, data=problem))
    return error.model_dump_json(by_alias=True, exclude_unset=True).encode()
