"""The ASGI application over a built assistant."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from assistant.ask import Assistant
from assistant.ports import KeyStore, Ledger
from assistant.settings import Settings
from assistant.surfaces.http import checks, health, pages, problems, routes
from assistant.surfaces.http.answering import Answering
from assistant.surfaces.http.callers import Door
from assistant.surfaces.http.entrance import Entrance
from assistant.surfaces.http.metrics import Metrics
from assistant.surfaces.http.middleware import BodyLimit, LastResort, Observed, RequestId, SecurityHeaders
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.rate import Rate

_SWITCH = 0.001
"""Seconds after which a working thread lets another one run; with the usual 0.005 the event loop waits for both
workers each time that it has a word to say."""

_LARGER = {"/slack/events": 1_000_000}
"""Bytes: a Slack message of 40,000 characters comes twice in its delivery, escaped; its asker is to be told."""


def create_app(
    assistant: Assistant, settings: Settings, ledger: Ledger | None = None, keys: KeyStore | None = None
) -> FastAPI:
    """The service; its answers come from `assistant` and are kept in `ledger`. CiteboundError for unsafe settings."""
    pool, metrics = Pool(settings.workers, settings.queue), Metrics()
    rate = Rate(settings.rate, settings.at_once)
    answering = Answering(assistant, ledger, pool, rate, metrics, settings.timeout)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        yield
        sys.setswitchinterval(usual)
        pool.close()

    traced = settings.telemetry
    app = FastAPI(
        title="citebound",
        summary="Answers from evidence documents; every sentence carries a verbatim, checkable quote.",
        version=_version(),
        docs_url=None,  # the built-in pages load their scripts from elsewhere; pages.py serves one of its own
        redoc_url=None,
        telemetry={"tracing": traced, "metrics": traced, "logs": False, "auto_configure": traced},
        lifespan=lifespan,
        middleware=[
            Middleware(RequestId),
            Middleware(Observed, metrics=metrics),
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.origins,
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
                expose_headers=["Retry-After", "X-Request-ID"],
            ),
            Middleware(BodyLimit, largest=settings.max_body, larger=_LARGER),
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
        checks.checks(assistant.corpus, pool),
        health.health(assistant, ledger, metrics),
        pages.router,
    ):
        app.include_router(router)
    if settings.slack_signing_secret and ledger:
        # Imported here: Slack's libraries cost 0.2 s that a service without the bot need not pay.
        from assistant.surfaces.slack.mount import slack_routes

        app.include_router(slack_routes(assistant, settings, ledger))
    app.mount("/page", StaticFiles(directory=Path(__file__).parent / "page"), name="page")
    return app


def _version() -> str:
    try:
        return version("citebound")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
