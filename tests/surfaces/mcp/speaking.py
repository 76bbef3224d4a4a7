"""The official SDK's client over both transports: a real process on stdio, a real service on loopback."""

import os
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx2
import uvicorn
from fastapi import FastAPI
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from assistant.surfaces.http.serve import listen
from tests.material import data_folder

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from assistant.surfaces.cli import main; main()", "mcp"]
ERAS = ("auto", "legacy")
"""How a client opens: by the protocol of 2026, or by the handshake of before."""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "CITEBOUND_DATA_DIR": str(data_folder()), **more}


@asynccontextmanager
async def over_stdio(era: str = "auto", **more: str) -> AsyncIterator[Client]:
    parameters = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=environment(**more))
    async with Client(stdio_client(parameters), mode=era) as client:
        yield client


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a service in a thread."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@asynccontextmanager
async def over_http(address: str, era: str = "auto", **headers: str) -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers=headers, timeout=30) as http,
        Client(streamable_http_client(f"{address}/mcp", http_client=http), mode=era) as client,
    ):
        yield client


def text(result: CallToolResult) -> str:
    """The words of a result; they are its first item."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text
