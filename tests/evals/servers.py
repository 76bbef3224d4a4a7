"""A real HTTP server on loopback that answers as it is told to, as badly as servers do."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def sends(body: object, status: int = 200, **headers: str) -> Behaviour:
    """A body (JSON, or bytes as they are) with a status."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return behave


def completion(text: object, annotations: object = None, **more: object) -> dict[str, Any]:
    """A chat completion."""
    message = {"role": "assistant", "content": text} | ({"annotations": annotations} if annotations else {})
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], **more}


class Server:
    """Its script in turn, the last again and again; keeps what it was asked."""

    def __init__(self, *script: Behaviour) -> None:
        self.script = list(script)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                behave = outer.script[min(len(outer.asked), len(outer.script) - 1)]
                outer.asked.append(json.loads(body))
                outer.headers.append(dict(self.headers))
                outer.paths.append(self.path)
                with suppress(OSError):
                    behave(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def serving(*script: Behaviour) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server(*script)
    thread = Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()
        thread.join()
