"""For whoever watches the process; these routes tell nothing of what was asked, and ask for no key."""

from __future__ import annotations

import asyncio
import logging
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
from assistant.surfaces.http.models import Alive, Ready

log = logging.getLogger("citebound.health")
PATIENCE = 2.0
"""Seconds that a part has to say that it is well; whoever watches gives up soon after."""


def health(assistant: Assistant, ledger: Ledger | None, metrics: Metrics) -> APIRouter:
    """Whether it runs, whether it can answer, and figures."""
    routes = APIRouter()
    index = _Part("index", partial(_search, assistant))
    kept = _Part("ledger", partial(_alive, ledger) if ledger else None)

    @routes.head("/livez", include_in_schema=False)
    @routes.get("/livez", responses={200: {"model": Alive}})
    async def livez() -> JSONResponse:
        """Whether the process answers."""
        return JSONResponse({"status": "alive"})

    ready: dict[int | str, dict[str, Any]] = {
        200: {"model": Ready},
        503: {"model": Ready, "description": "Questions cannot be answered now"},
    }

    @routes.head("/readyz", include_in_schema=False)
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
        return Response(await run_in_threadpool(metrics.page), media_type=METRICS)

    return routes


class _Part:
    """Something that may be unwell, or never say; all who ask at a time wait for one look, each for their own while.

    Whoever asks is told in a word: addresses, paths and names are for the log, which gets them once a change.
    """

    def __init__(self, name: str, look: Callable[[], object] | None) -> None:
        self._name = name
        self._look = look
        self._looking: asyncio.Task[str] | None = None
        self._logged = ""

    async def state(self) -> str:
        """`ready`, `off`, or what is wrong."""
        if self._look is None:
            return "off"
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(run_in_threadpool(self._looked, self._look))
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(self._looking)
        except TimeoutError:
            self._note(f"It does not answer within {PATIENCE:.0f} s.")
            return SILENT

    def _looked(self, look: Callable[[], object]) -> str:
        try:
            look()
        except CiteboundError as error:
            self._note(str(error))
            return SILENT if error.retryable else BROKEN
        except Exception as error:  # whatever fails there, no question is answered
            self._note(type(error).__name__)
            return BROKEN
        self._note("")
        return "ready"

    def _note(self, trouble: str) -> None:
        """A line when something else is wrong than before, and when nothing is any more."""
        if trouble != self._logged:
            self._logged = trouble
            said = {"part": self._name, "trouble": trouble or None}
            log.log(logging.WARNING if trouble else logging.INFO, "readiness", extra={"fields": said})


SILENT = "does not answer now"
BROKEN = "cannot be used"


def _search(assistant: Assistant) -> object:
    return assistant.search("ready?", 1)


def _alive(ledger: Ledger) -> None:
    ledger.alive()
