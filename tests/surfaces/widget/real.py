"""The real service as a process that keeps its port, and a portal of another origin that signs tokens for its user."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from evals.bench.served import CITEBOUND, environment
from tests.material import model_folder
from tests.surfaces.http.portal import Portal

LEEWAY = 10
"""Seconds after a token's end for which the service still takes it."""
SESSION = "session=portal"
_PATIENCE = 120.0
_ROOT = Path(__file__).parents[3]
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portal</title><link rel="stylesheet" href="/page.css"><script src="{service}/widget.js" defer></script></head>
<body><main><h1>Portal</h1><citebound-chat token-url="/token" {attributes}></citebound-chat></main></body></html>"""
_STYLE = "body { margin: 0 } h1 { font-size: 1rem; margin: 0 } citebound-chat { height: calc(100vh - 2rem) }"
_POLICY = "default-src 'none'; script-src 'self' {service}; connect-src 'self' {service}; style-src 'self'"


class Running:
    """`citebound serve` over a data folder of its own; it can be killed, and rises on the same port."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        (self.data / "models").symlink_to(model_folder())
        self._log = folder / "service.log"
        self._settings = settings
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def rise(self) -> None:
        """Started, and ready for questions."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [*CITEBOUND, "serve", "--port", str(self._port)],
                env=environment(self.data, **self._settings),
                cwd=_ROOT,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._ready():
            assert self.process.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline, self._log.read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as reply:
                return bool(reply.status == 200)
        except (URLError, OSError):
            return False


class Host:
    """The portal: a page of its own origin, and `/token` for whoever has its session."""

    def __init__(self) -> None:
        self.portal = Portal()
        self.user = "u1"
        self.life = 300.0
        self.says: float | None = None
        """What `expires_in` says; None for the truth."""
        self.status = 200
        self.changed: dict[str, object] = {}
        """Claims that are other than they should be."""
        self.attributes = ""
        self.service = ""
        self.ends = 0.0
        """When the last token stops being taken."""
        self.minted = 0
        handler = type("Bound", (_Handler,), {"host": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def token(self) -> dict[str, object]:
        """A token that is taken for `life` seconds."""
        now = time.time()
        self.minted += 1
        self.ends = int(now + self.life)
        claims = {"origin": self.address, "iat": int(now) - LEEWAY, "exp": int(self.ends) - LEEWAY, **self.changed}
        told = self.life if self.says is None else self.says
        return {"token": self.portal.token(self.user, **claims), "expires_in": told}

    def outlive(self) -> None:
        """Until no token that was given is taken any more."""
        time.sleep(max(0.0, self.ends - time.time()) + 1)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    host: Host
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error."""

    def do_GET(self) -> None:
        host = self.host
        if self.path == "/token":
            in_session = SESSION in (self.headers.get("Cookie") or "")
            status = host.status if in_session else 401
            self._send(status, json.dumps(host.token() if status == 200 else {}), "application/json")
        elif self.path == "/page.css":
            self._send(200, _STYLE, "text/css")
        elif self.path == "/":
            page = _PAGE.format(service=host.service, attributes=host.attributes)
            self._send(200, page, "text/html", Content_Security_Policy=_POLICY.format(service=host.service))
        else:
            self._send(204, "", "text/plain")

    def _send(self, status: int, text: str, kind: str, **headers: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"{SESSION}; HttpOnly; SameSite=Strict; Path=/")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
