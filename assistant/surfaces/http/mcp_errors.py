"""At `/mcp` the service's problem documents are JSON-RPC errors: MCP clients show those, and of others nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcp_types import INTERNAL_ERROR, INVALID_REQUEST, ErrorData, JSONRPCError
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.surfaces.http.retold import Retold

PATH = "/mcp"


class McpErrors:
    """The status and the other headers stay, as the challenge of a 401."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        told = scope["type"] == "http" and scope["path"] == PATH
        await self.app(scope, receive, Retold(send, _error) if told else send)


def _error(problem: Mapping[str, Any]) -> tuple[int, bytes]:
    line = f"{problem['detail']} {problem.get('remedy', '')}".strip()
    code = INTERNAL_ERROR if problem["status"] >= 500 else INVALID_REQUEST
    error = JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=line, data=problem))
    return problem["status"], error.model_dump_json(by_alias=True, exclude_unset=True).encode()
