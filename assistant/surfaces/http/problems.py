"""Errors as application/problem+json (RFC 9457); none of them repeats what was asked."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Coroutine, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import CiteboundError, IndexUnusable, LedgerUnusable, UsageError
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


def told(error: Exception, request_id: str = "") -> JSONResponse:
    """The problem that an error is; one that nobody foresaw is raised on.

    What an index, a ledger or a model has to say (addresses, paths) is for the operator: it goes to the log.
    """
    match error:
        case UsageError():
            return problem(422, error.message, error.remedy)
        case CiteboundError():
            return _unable(error, request_id)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            if error.status_code == HTTPStatus.BAD_REQUEST:  # the framework's, which has no remedy
                return problem(400, "The body cannot be read as JSON in UTF-8.", "Send one JSON object.", error.headers)
            unknown = str(error.detail) == HTTPStatus(error.status_code).phrase  # the framework's own word
            return problem(error.status_code, str(error.detail), "See /docs." if unknown else "", error.headers)
        case Busy():
            return problem(503, "All workers are busy and the queue is full.", "Ask again in a moment.", RETRY)
        case Refused():
            return problem(error.status, error.detail, error.remedy, error.headers, kind=error.kind)
        case TooMany():
            return problem(429, error.detail, "Ask again later.", {"Retry-After": str(error.wait)})
        case TimeoutError():
            return problem(504, "The answer took too long.", "Ask again, or ask for less at a time.")
    raise error


def _unable(error: CiteboundError, request_id: str) -> JSONResponse:
    known = isinstance(error, (LedgerUnusable, IndexUnusable))  # another could repeat what was asked
    said = {"request": request_id, "kind": type(error).__name__} | ({"trouble": str(error)} if known else {})
    log.error("unable", extra={"fields": said})
    kind, detail = next(words for tree, words in _UNABLE.items() if isinstance(error, tree))
    if error.retryable:
        return problem(503, detail, "Ask again in a moment.", RETRY, kind=kind)
    return problem(500, detail, "Tell the operator the request id.", kind=kind, request_id=request_id)


_UNABLE: dict[type[CiteboundError], tuple[str, str]] = {
    LedgerUnusable: ("ledger", "The ledger, without which nothing is answered, cannot be used now."),
    IndexUnusable: ("index", "The evidence cannot be searched now."),
    CiteboundError: ("bug", "The question cannot be answered now."),
}


def _invalid(error: RequestValidationError) -> JSONResponse:
    match error.errors()[0]:
        case {"type": "json_invalid", "loc": [*_, int(place)]}:
            return problem(422, f"The body is no JSON, from character {place} on.", "Send one JSON object.")
        case {"type": "model_attributes_type", "loc": ["body"]}:
            return problem(422, "The body is no JSON object.", "Send one, with Content-Type: application/json.")
    fields = [{"field": ".".join(_named(each["loc"])), "message": each["msg"]} for each in error.errors()]
    detail = "; ".join(f"{each['field']}: {each['message']}" for each in fields)
    return problem(422, detail, "See /docs.", errors=fields)


BATCH, SINGLE = "batch", "single"
"""What a body of two shapes was read as; the reader of an error sees a field's name and not this."""


def _named(place: Sequence[object]) -> list[str]:
    return [str(each) for each in place if each not in (BATCH, SINGLE)]


async def _handled(request: Request, error: Exception) -> Response:
    response = told(error, request.state.request_id)
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
