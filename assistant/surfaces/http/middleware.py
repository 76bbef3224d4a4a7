"""Plain ASGI middleware: request id, security headers, and a limit on the body before anything reads it."""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import Collection, Mapping
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.http.logs import log
from assistant.surfaces.http.metrics import Metrics
from assistant.surfaces.http.problems import problem, unexpected

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def _adding(send: Send, headers: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = MutableHeaders(scope=message)
            for name, value in headers.items():
                present.setdefault(name, value)
        await send(message)

    return sending


class RequestId:
    """`X-Request-ID` on every response: the caller's where it is well formed, else a new one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            given = Headers(scope=scope).get("x-request-id", "")
            request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
            scope.setdefault("state", {})["request_id"] = request_id
            send = _adding(send, {"X-Request-ID": request_id})
        await self.app(scope, receive, send)


class Observed:
    """Counts and logs every request, once it is over; the log line holds what a route put into `state.fields`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = perf_counter(), 499

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watching)
        finally:
            seconds = perf_counter() - began
            route = getattr(scope.get("route"), "path", "other")
            self.metrics.requested(scope["method"], route, status, seconds)
            said = {"request": scope["state"]["request_id"], "method": scope["method"], "route": route}
            said |= {"status": status, "ms": round(1000 * seconds, 1), **scope["state"].get("fields", {})}
            log.log(logging.DEBUG if route in _QUIET else logging.INFO, "request", extra={"fields": said})


_QUIET = frozenset({"/livez", "/readyz", "/metrics"})


class SecurityHeaders:
    """The same strict headers on every response; what a question brought is kept by no cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            stored = "no-store" if scope["path"].startswith("/v1/") else "no-cache"
            more = {"Cross-Origin-Resource-Policy": "cross-origin"} if scope["path"] == "/widget.js" else {}
            send = _adding(send, {**SECURITY, **more, "Cache-Control": stored})
        await self.app(scope, receive, send)


class LastResort:
    """500 for what nothing else handled; the framework's own would log the message and skip the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            await unexpected(error, scope["state"]["request_id"])(scope, receive, send)


BODY_SECONDS = 20.0
_CLOSE = {"Connection": "close"}
_CONVERSATION = 16


class BodyLimit:
    """413 where a body is larger than `largest` bytes; read here, so a false or missing length changes nothing. 408
    where it does not come. On the paths of `conversations` it may be 16 times as large: all that was said before comes
    with each question, and who asks cannot shorten it."""

    def __init__(
        self,
        app: ASGIApp,
        largest: int,
        seconds: float = BODY_SECONDS,
        conversations: Collection[str] = (),
    ) -> None:
        self.app = app
        self.largest = largest
        self._conversations = conversations
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        largest = self.largest * (_CONVERSATION if scope.get("path") in self._conversations else 1)
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._read(scope, receive, largest)
        except TimeoutError:
            await problem(408, f"No whole body came within {self._seconds:.0f} s.", "Send it again.", _CLOSE)(
                scope, receive, send
            )
            return
        if body is None:
            response = problem(413, f"The body is larger than {largest} bytes.", "Send a shorter one.")
            await response(scope, receive, send)
            return
        await self.app(scope, _replaying(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive, largest: int) -> bytes | None:
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > largest:
            return None
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > largest:
                return None
            if not message.get("more_body", False):  # all of it, or the caller has gone
                return bytes(body)


def _replaying(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
