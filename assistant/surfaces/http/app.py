"""The ASGI application over a built assistant."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from assistant.ask import Assistant
from assistant.ports import KeyStore, Ledger
from assistant.settings import Settings
from assistant.surfaces.http import checks, health, mcp, pages, problems, routes
from assistant.surfaces.http.answering import Answering
from assistant.surfaces.http.callers import Door
from assistant.surfaces.http.described import described
from assistant.surfaces.http.entrance import Entrance
from assistant.surfaces.http.mcp_errors import McpErrors
from assistant.surfaces.http.metrics import Metrics
from assistant.surfaces.http.middleware import BodyLimit, LastResort, Observed, RequestId, SecurityHeaders
from assistant.surfaces.http.openai.errors import CONVERSATIONS, OpenAIErrors
from assistant.surfaces.http.openai.routes import openai
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.rate import Rate
from assistant.surfaces.retention import Purge, purging

log = logging.getLogger("citebound.http")
_SWITCH = 0.001
"""Seconds after which a working thread lets another one run; with the usual 0.005 the event loop waits for both
workers each time that it has a word to say."""

_SLACK = "/slack/events"
"""A message of 40,000 characters comes twice in its delivery, escaped; its asker is to be told that it is too long."""


class _Service(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if not self.openapi_schema:
            self.openapi_schema = described(super().openapi(), self.state.door)
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. No route reads a query, and a trace would repeat what somebody put there."""
        await super().__call__({**scope, "query_string": b""} if "query_string" in scope else scope, receive, send)


def create_app(
    assistant: Assistant,
    settings: Settings,
    ledger: Ledger | None = None,
    keys: KeyStore | None = None,
    purge: Purge | None = None,
) -> FastAPI:
    """The service; its answers come from `assistant`, are kept in `ledger`, and are erased by `purge` when the settings
    say so. CiteboundError for unsafe settings."""
    pool, metrics = Pool(settings.workers, settings.queue), Metrics(settings.figures)
    rate = Rate(settings.rate, settings.at_once)
    answering = Answering(assistant, ledger, pool, rate, metrics, settings.timeout)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        if settings.telemetry and not exporting():
            said = {"remedy": "pip install 'citebound[telemetry]', or unset OTEL_EXPORTER_OTLP_ENDPOINT."}
            log.warning("nothing is exported: OpenTelemetry is not installed", extra={"fields": said})
        with purging(purge, settings.retention_days):
            yield
        sys.setswitchinterval(usual)
        pool.close()

    traced = settings.telemetry
    app = _Service(
        title="citebound",
        summary="Answers from evidence documents; every sentence carries a verbatim, checkable quote.",
        version=_version(),
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,  # the built-in pages load their scripts from elsewhere; pages.py serves one of its own
        redoc_url=None,
        telemetry={"tracing": traced, "metrics": traced, "logs": False, "auto_configure": traced},
        lifespan=lifespan,
        middleware=[
            Middleware(RequestId),
            Middleware(Observed, metrics=metrics),
            Middleware(SecurityHeaders),
            Middleware(OpenAIErrors),
            Middleware(McpErrors),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.origins,
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
                expose_headers=["Retry-After", "X-Request-ID"],
            ),
            Middleware(BodyLimit, largest=settings.max_body, conversations={*CONVERSATIONS, _SLACK}),
            Middleware(Entrance, pool=pool),
            Middleware(LastResort),
        ],
        exception_handlers=problems.HANDLERS,
    )
    app.state.door = Door(settings, keys)
    for router in (
        routes.answers(answering, settings),
        *([routes.kept(assistant, ledger)] if ledger else []),
        routes.evidence(assistant),
        checks.checks(assistant, pool),
        openai(answering, settings),
        mcp.mcp(assistant, answering, pool, settings),
        health.health(assistant, ledger, metrics),
        pages.router,
    ):
        app.include_router(router)
    if settings.slack_signing_secret and ledger:
        # Imported here: Slack's libraries cost 0.2 s that a service without the bot need not pay.
        from assistant.surfaces.slack.mount import slack_routes

        app.include_router(slack_routes(assistant, settings, ledger, metrics.in_slack))
    app.mount("/page", StaticFiles(directory=Path(__file__).parent / "page"), name="page")
    return app


def exporting() -> bool:
    """FastAPI goes on without the exporter, and what it says of that is not for our log."""
    try:
        import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError:
        return False
    return True


def _version() -> str:
    try:
        return version("citebound")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
