"""Whatever is refused on these routes, by whom ever, is said in OpenAI's shape, so that its clients raise their own
exceptions. Problems are made in one way for the whole service, and worded here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.surfaces.http.retold import Retold

CONVERSATIONS = frozenset({"/v1/chat/completions", "/v1/responses"})
"""The routes that are asked questions, with all that was said before."""

_PATHS = re.compile(r"/v1/(?:chat/completions|responses|models)(?:/.*)?", re.DOTALL)
_CODES = {401: "invalid_api_key", 413: "request_too_large", 429: "rate_limit_exceeded"}
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_TAG = re.compile(r"\.<[a-z]+>")
_INDEX = re.compile(r"\.(\d+)(?=\.|$)")


def worded(problem: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """The status and the body for a problem document; where several fields are wrong, the first."""
    status = 400 if problem["status"] == 422 else int(problem["status"])
    message, param = " ".join(filter(None, (problem["detail"], problem.get("remedy")))), problem.get("param")
    for wrong in (problem.get("errors") or [])[:1]:
        param = _place(wrong["field"])
        message = f"{param}: {wrong['message']}." if param else message
    kind = "server_error" if status >= 500 else _TYPES.get(status, "invalid_request_error")
    code = problem.get("code") or _CODES.get(status) or str(problem["type"]).rpartition(":")[2]
    return status, {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _place(field: str) -> str | None:
    """`body.messages.0.content.<parts>.1.text` as `messages[0].content[1].text`; None where no field is named."""
    name = _INDEX.sub(r"[\1]", _TAG.sub("", field)).removeprefix("body").removeprefix(".")
    return name if name and name[0].isalpha() else None


class OpenAIErrors:
    """Words the problems of these routes; all else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        ours = scope["type"] == "http" and _PATHS.fullmatch(scope["path"])
        await self.app(scope, receive, Retold(send, _said) if ours else send)


def _said(problem: Mapping[str, Any]) -> tuple[int, bytes]:
    status, said = worded(problem)
    return status, json.dumps(said).encode()
