"""A small service that the widget talks to: the answers of the doubles, streamed; it can be killed and come back."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WIDGET = Path("assistant/surfaces/widget/dist/widget.js")
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'"
PAGE = """<!doctype html>
<html lang="en"{root}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Portal</title>
<link rel="stylesheet" href="/page.css"><script src="/widget.js" defer></script></head>
<body><main><h1>Portal</h1><citebound-chat {attributes}></citebound-chat></main></body></html>"""
STYLE = "body { margin: 0 } h1 { font-size: 1rem; margin: 0 } citebound-chat { height: calc(100vh - 2rem) }"
Json = dict[str, Any]


@dataclass
class Script:
    """What the service has and does; a test changes it as it goes."""

    answers: dict[str, Json] = field(default_factory=dict)
    documents: dict[str, Json] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()
    title: str = "A tiny corpus"
    token: str | None = None
    """The one token that is accepted; None accepts any, and none."""
    expires_in: float = 300
    token_status: int = 200
    refusals: list[tuple[int, Json, Mapping[str, str]]] = field(default_factory=list)
    """Problems for the next questions, each used once."""
    held: threading.Event | None = None
    """Where it is set, a stream stops after its first statement until the event comes."""
    streams: bool = True
    broken_off: bool = False
    """End the stream in good order, without an answer."""
    asked: list[Json] = field(default_factory=list)
    feedback: list[Json] = field(default_factory=list)
    tokens: int = 0
    attributes: str = ""
    root: str = ""


class Service:
    """The script on a port of its own, which it keeps when it is killed and comes back."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.open: set[socket.socket] = set()
        self.port = 0
        self.rise()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rise(self) -> None:
        handler = type("Bound", (Handler,), {"service": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def die(self) -> None:
        """No more listening, and every connection reset."""
        self.server.shutdown()
        self.server.socket.close()
        for connection in tuple(self.open):
            with suppress(OSError):  # the browser may have closed it in the meantime
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.shutdown(socket.SHUT_RDWR)
        self.thread.join()


class Handler(BaseHTTPRequestHandler):
    """The routes that the widget uses."""

    service: Service
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.service.open.add(self.connection)

    def finish(self) -> None:
        self.service.open.discard(self.connection)
        super().finish()

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, OSError, ValueError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error."""

    @property
    def script(self) -> Script:
        return self.service.script

    def do_GET(self) -> None:
        routes: dict[str, Callable[[], None]] = {"/": self._page, "/token": self._token, "/v1/documents": self._listed}
        if self.path in routes:
            routes[self.path]()
        elif self.path == "/widget.js":
            self._send(200, WIDGET.read_bytes(), "text/javascript; charset=utf-8")
        elif self.path == "/page.css":
            self._send(200, STYLE.encode(), "text/css")
        elif self.path.startswith("/v1/documents/") and self._allowed():
            self._json(200, self.script.documents[self.path.rpartition("/")[2]])
        else:
            self._send(204, b"", "text/plain")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._allowed():
            return
        if self.path == "/v1/feedback":
            self.script.feedback.append(body)
            self._json(201, {})
        else:
            self._answer(body)

    def _page(self) -> None:
        page = PAGE.format(attributes=self.script.attributes, root=self.script.root)
        self._send(200, page.encode(), "text/html", {"Content-Security-Policy": POLICY})

    def _token(self) -> None:
        self.script.tokens += 1
        self._json(self.script.token_status, {"token": self.script.token, "expires_in": self.script.expires_in})

    def _listed(self) -> None:
        if self._allowed():
            listed = [{k: v for k, v in each.items() if k != "text"} for each in self.script.documents.values()]
            corpus = {"title": self.script.title, "suggested": list(self.script.suggested), "documents": listed}
            self._json(200, corpus)

    def _allowed(self) -> bool:
        given = self.headers.get("Authorization")
        assert self.headers.get("Cookie") is None
        if self.script.token is None or given == f"Bearer {self.script.token}":
            return True
        self._problem(401, {"detail": "The token has expired."}, {"WWW-Authenticate": "Bearer"})
        return False

    def _answer(self, body: Json) -> None:
        self.script.asked.append(body)
        if self.script.refusals:
            self._problem(*self.script.refusals.pop(0))
            return
        answer = self.script.answers.get(body["question"], self.script.answers["*"]) | {"question": body["question"]}
        if self.script.streams and "text/event-stream" in self.headers["Accept"]:
            self._stream(answer)
        else:
            self._json(200, answer)

    def _stream(self, answer: Json) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, (event, data) in enumerate(said(answer)):
            if event == "answer" and self.script.broken_off:
                break
            self._chunk(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
            if event == "statement" and data["index"] == 0 and self.script.held:
                self.script.held.wait(20)
            if number == 0:
                self._chunk(b": ping\n\n")
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _problem(self, status: int, problem: Json, headers: Mapping[str, str]) -> None:
        self._send(status, json.dumps({"status": status} | problem).encode(), "application/problem+json", headers)

    def _json(self, status: int, body: Json) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def said(answer: Json) -> Iterator[tuple[str, Json]]:
    """The events of an answer: each citation before the statement that uses it, the whole answer last."""
    for step in ("understand", "retrieve", "compose", "verify"):
        yield "status", {"step": step}
    sent: set[int] = set()
    for index, statement in enumerate(answer["statements"]):
        for citation in answer["citations"]:
            if citation["marker"] in statement["citations"] and citation["marker"] not in sent:
                sent.add(citation["marker"])
                yield "citation", citation
        names = ("text", "kind", "citations", "support")
        yield "statement", {"index": index} | {name: statement[name] for name in names}
    yield "answer", answer
