"""For whoever watches the process; these routes tell nothing of what was asked, and ask for no key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.ask import Assistant
from assistant.errors import CiteboundError
from assistant.ports import Ledger
from assistant.surfaces.http.metrics import MEDIA_TYPE as METRICS
from assistant.surfaces.http.metrics import Metrics

PATIENCE = 2.0
"""Seconds that a part has to say that it is well; whoever watches gives up soon after."""


def health(assistant: Assistant, ledger: Ledger | None, metrics: Metrics) -> APIRouter:
    """Whether it runs, whether it can answer, and figures."""
    routes = APIRouter()
    index = _Part(partial(_search, assistant))
    kept = _Part(partial(_alive, ledger) if ledger else None)

    @routes.get("/livez")
    async def livez() -> JSONResponse:
        """Whether the process answers."""
        return JSONResponse({"status": "alive"})

    ready: dict[int | str, dict[str, Any]] = {503: {"description": "Questions cannot be answered now; the same shape"}}

    @routes.get("/readyz", responses=ready)
    async def readyz() -> JSONResponse:
        """Whether questions can be answered: the index, the embedding model, the ledger."""
        searched, written = await asyncio.gather(index.state(), kept.state())
        found = {"index": searched, "model": searched, "ledger": written}
        wrong = [name for name, state in found.items() if state not in ("ready", "off")]
        told = {"status": "not ready" if wrong else "ready", "documents": len(assistant.documents), "parts": found}
        return JSONResponse(told, 503 if wrong else 200)

    @routes.get("/metrics", response_class=Response, responses={200: {"content": {METRICS: {}}}})
    async def measured() -> Response:
        """Counts and times for Prometheus."""
        return Response(metrics.page(), media_type=METRICS)

    return routes


class _Part:
    """Something that may be unwell, or never say; all who ask at a time wait for one look, each for their own while."""

    def __init__(self, look: Callable[[], object] | None) -> None:
        self._look = look
        self._looking: asyncio.Task[str] | None = None

    async def state(self) -> str:
        """`ready`, `off`, or what is wrong."""
        if self._look is None:
            return "off"
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(run_in_threadpool(_looked, self._look))
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(self._looking)
        except TimeoutError:
            return f"It does not answer within {PATIENCE:.0f} s."


def _looked(look: Callable[[], object]) -> str:
    try:
        look()
    except CiteboundError as error:
        return error.message
    except Exception as error:  # whatever fails there, no question is answered
        return type(error).__name__
    return "ready"


def _search(assistant: Assistant) -> object:
    return assistant.search("ready?", 1)


def _alive(ledger: Ledger) -> None:
    ledger.alive()
