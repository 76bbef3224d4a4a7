"""Errors as application/problem+json (RFC 9457); none of them repeats what was asked."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import CiteboundError, UsageError
from assistant.surfaces.http.pool import Busy

MEDIA_TYPE = "application/problem+json"
RETRY = {"Retry-After": "1"}
log = logging.getLogger("citebound.http")


def problem(
    status: int, detail: str, remedy: str = "", headers: Mapping[str, str] | None = None, **more: object
) -> JSONResponse:
    """A problem document with its remedy."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(
        body | ({"remedy": remedy} if remedy else {}) | more, status, headers=headers, media_type=MEDIA_TYPE
    )


async def _known(_: Request, error: CiteboundError) -> JSONResponse:
    if isinstance(error, UsageError):
        return problem(422, error.message, error.remedy)
    if error.retryable:
        return problem(503, error.message, error.remedy, RETRY)
    return problem(500, error.message, error.remedy)


async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    fields = [{"field": ".".join(map(str, each["loc"])), "message": each["msg"]} for each in error.errors()]
    detail = "; ".join(f"{each['field']}: {each['message']}" for each in fields)
    return problem(422, detail, "See /docs.", errors=fields)


async def _refused(_: Request, error: HTTPException) -> JSONResponse:
    detail = str(error.detail)
    return problem(error.status_code, detail, headers=error.headers)


async def _busy(_: Request, __: Exception) -> JSONResponse:
    return problem(503, "All workers are busy and the queue is full.", "Ask again in a moment.", RETRY)


def unexpected(error: Exception, request_id: str) -> JSONResponse:
    """The log gets the place and the kind, never the message, which could hold the question."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("request %s failed with %s\n%s", request_id, type(error).__name__, places)
    return problem(500, "An unexpected error. It is a bug.", "Report it with the request id.", request_id=request_id)


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    CiteboundError: _known,
    RequestValidationError: _invalid,
    HTTPException: _refused,
    Busy: _busy,
}
