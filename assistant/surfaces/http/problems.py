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

from assistant.errors import CiteboundError, LedgerUnavailable, UsageError
from assistant.surfaces.http.callers import Refused
from assistant.surfaces.http.pool import Busy
from assistant.surfaces.http.rate import TooMany

MEDIA_TYPE = "application/problem+json"
RETRY = {"Retry-After": "1"}
log = logging.getLogger("citebound.http")


KINDS = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    405: "method",
    408: "incomplete",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-many",
    500: "bug",
    503: "busy",
    504: "timeout",
}
"""The last part of a problem's type, by status, where nothing narrower is said."""


def body(status: int, detail: str, remedy: str = "", kind: str = "", **more: object) -> dict[str, object]:
    """A problem document; its type is `urn:citebound:problem:KIND`."""
    named = f"urn:citebound:problem:{kind or KINDS.get(status, 'other')}"
    told = {"type": named, "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return told | ({"remedy": remedy} if remedy else {}) | more


def problem(
    status: int,
    detail: str,
    remedy: str = "",
    headers: Mapping[str, str] | None = None,
    kind: str = "",
    **more: object,
) -> JSONResponse:
    """A problem document as a response."""
    return JSONResponse(body(status, detail, remedy, kind, **more), status, headers=headers, media_type=MEDIA_TYPE)


def told(error: Exception) -> JSONResponse:
    """The problem that an error is; one that nobody foresaw is raised on."""
    match error:
        case UsageError():
            return problem(422, error.message, error.remedy)
        case LedgerUnavailable():
            return problem(503, error.message, error.remedy, RETRY, kind="ledger")
        case CiteboundError():
            status, headers = (503, RETRY) if error.retryable else (500, None)
            return problem(status, error.message, error.remedy, headers)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            return problem(error.status_code, str(error.detail), headers=error.headers)
        case Busy():
            return problem(503, "All workers are busy and the queue is full.", "Ask again in a moment.", RETRY)
        case Refused():
            return problem(error.status, error.detail, error.remedy, error.headers, kind=error.kind)
        case TooMany():
            return problem(429, error.detail, "Ask again later.", {"Retry-After": str(error.wait)})
        case TimeoutError():
            return problem(504, "The answer took too long.", "Ask again, or ask for less at a time.")
    raise error


def _invalid(error: RequestValidationError) -> JSONResponse:
    fields = [{"field": ".".join(map(str, each["loc"])), "message": each["msg"]} for each in error.errors()]
    detail = "; ".join(f"{each['field']}: {each['message']}" for each in fields)
    return problem(422, detail, "See /docs.", errors=fields)


async def _handled(request: Request, error: Exception) -> Response:
    response = told(error)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        _allow(request, response)
    return response


def _allow(request: Request, response: Response) -> None:
    """The framework names the methods of one route alone; a path can have several."""
    path = getattr(request.scope.get("route"), "path", "")
    if methods := request.app.openapi()["paths"].get(path):
        response.headers["Allow"] = ", ".join(sorted(method.upper() for method in methods))


def unexpected(error: Exception, request_id: str) -> JSONResponse:
    """The log gets the place and the kind, never the message, which could hold the question."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("request %s failed with %s\n%s", request_id, type(error).__name__, places)
    return problem(500, "An unexpected error. It is a bug.", "Report it with the request id.", request_id=request_id)


FORESEEN = (CiteboundError, RequestValidationError, HTTPException, Busy, Refused, TooMany, TimeoutError)
HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = dict.fromkeys(
    FORESEEN, _handled
)
