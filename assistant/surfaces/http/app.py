"""The ASGI application over a built assistant."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from assistant.ask import Assistant
from assistant.settings import Settings
from assistant.surfaces.http import checks, pages, problems, routes
from assistant.surfaces.http.middleware import BodyLimit, LastResort, RequestId, SecurityHeaders
from assistant.surfaces.http.pool import Pool


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The service; its answers come from `assistant`."""
    pool = Pool(settings.workers, settings.queue)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()

    app = FastAPI(
        title="citebound",
        summary="Answers from evidence documents; every sentence carries a verbatim, checkable quote.",
        version=_version(),
        docs_url=None,  # the built-in pages load their scripts from elsewhere; pages.py serves one of its own
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=lifespan,
        middleware=[
            Middleware(RequestId),
            Middleware(SecurityHeaders),
            Middleware(BodyLimit, largest=settings.max_body),
            Middleware(LastResort),
        ],
        exception_handlers=problems.HANDLERS,
    )
    for router in (
        routes.answers(assistant, pool, settings),
        routes.evidence(assistant),
        checks.checks(assistant.corpus, pool),
        routes.health(assistant),
        pages.router,
    ):
        app.include_router(router)
    app.mount("/page", StaticFiles(directory=Path(__file__).parent / "page"), name="page")
    return app


def _version() -> str:
    try:
        return version("citebound")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
