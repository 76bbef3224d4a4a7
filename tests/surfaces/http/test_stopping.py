"""Clients that leave, are slow or too many; a service told to stop. The service is a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from assistant.surfaces.http.serve import _IN_FLIGHT

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ROOT = Path(__file__).parents[3]
PATIENCE = 20.0


def soon(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


@dataclass
class Service:
    """The process, and the folder by whose files it is led."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int

    def ask(self, question: str, accept: str = "application/json") -> socket.socket:
        """A question sent; nothing read yet."""
        body = json.dumps({"question": question}).encode()
        head = f"POST /v1/answers HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: {accept}\r\n"
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return connection

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE)

    def happened(self, name: str) -> None:
        soon((self.folder / name).exists, name)

    def let(self, name: str) -> None:
        (self.folder / name).touch()


Start = Callable[..., Service]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:

        def starting(patience: int = 10, **settings: object) -> Service:
            log = tmp_path / "log"
            given = {f"CITEBOUND_{name.upper()}": str(value) for name, value in {"port": 0, **settings}.items()}
            with log.open("wb") as stream:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.surfaces.http.slow", str(tmp_path), str(patience)],
                    env={**os.environ, **given},
                    cwd=ROOT,
                    stderr=stream,
                )
            stack.callback(process.wait)
            stack.callback(process.kill)
            soon(lambda: b"(Ctrl-C stops it)" in log.read_bytes() or process.poll() is not None, "it starts")
            found = re.search(r"127\.0\.0\.1:(\d+)/", log.read_text())
            assert found, log.read_text()
            return Service(process, tmp_path, int(found[1]))

        yield starting


def status(connection: socket.socket) -> int:
    return int(connection.recv(65536).split()[1])


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_work_stops_when_its_asker_leaves(start: Start, accept: str) -> None:
    service = start(workers=1, queue=4)
    with closing(service.ask("wait one", accept)):
        service.happened("one.begun")
        with closing(service.ask("wait two", accept)):
            soon(lambda: "under_way 2.0" in service.get("/metrics").text, "both are inside")
    service.happened("one.gone")
    with closing(service.ask("does it work?", accept)) as connection:  # the only worker is free again
        assert status(connection) == 200
    assert not (service.folder / "two.begun").exists(), "who left while waiting is not worked for"


def test_health_answers_while_every_worker_is_at_it(start: Start) -> None:
    service = start(workers=2, queue=4)
    with closing(service.ask("wait one")), closing(service.ask("wait two")):
        service.happened("one.begun")
        service.happened("two.begun")
        for path in ("/livez", "/readyz", "/v1/documents", "/metrics"):
            began = time.monotonic()
            assert service.get(path).status_code == 200
            assert time.monotonic() - began < 2


def test_a_full_queue_is_said_at_once(start: Start) -> None:
    service = start(workers=1, queue=1)
    with closing(service.ask("wait one")) as one, closing(service.ask("wait two")) as two:
        soon(lambda: "under_way 2.0" in service.get("/metrics").text, "both are inside")
        for accept in ("application/json", "text/event-stream"):
            with closing(service.ask("and me?", accept)) as connection:
                said = ""
                while "urn:citebound:problem:busy" not in said:
                    more = connection.recv(65536).decode()
                    assert more, said
                    said += more
                assert said.startswith("HTTP/1.1 503")
                assert "retry-after: 1" in said.lower()
        service.let("one")
        service.let("two")
        assert (status(one), status(two)) == (200, 200)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_what_takes_too_long_is_said(start: Start, accept: str) -> None:
    service = start(timeout=0.3)
    with closing(service.ask("wait one", accept)) as connection:
        said = b""
        while b"urn:citebound:problem:timeout" not in said:
            more = connection.recv(65536)
            assert more, said
            said += more
    assert said.startswith(b"HTTP/1.1 504" if accept == "application/json" else b"HTTP/1.1 200")
    service.happened("one.gone")


def test_a_slow_reader_stands_in_nobodys_way(start: Start) -> None:
    """Some send half a question, some never read: neither holds a worker."""
    service = start(workers=1, queue=1)
    with ExitStack() as stack:
        for _ in range(20):
            half = stack.enter_context(closing(socket.create_connection(("127.0.0.1", service.port), PATIENCE)))
            half.sendall(b"GET /v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            unread = stack.enter_context(closing(socket.create_connection(("127.0.0.1", service.port), PATIENCE)))
            unread.sendall(b"GET /v1/documents/tiny-review HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200)
        with closing(service.ask("does it work?")) as connection:
            assert status(connection) == 200


def test_half_a_body_holds_no_place(start: Start) -> None:
    service = start(workers=1, queue=0)
    head = (
        b"POST /v1/answers HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{"
    )
    with ExitStack() as stack:
        for _ in range(5):
            half = stack.enter_context(closing(socket.create_connection(("127.0.0.1", service.port), PATIENCE)))
            half.sendall(head)
        time.sleep(0.2)
        with closing(service.ask("does it work?")) as connection:
            assert status(connection) == 200


def test_told_to_stop_it_finishes_what_is_under_way(start: Start) -> None:
    service = start(workers=2)
    with closing(service.ask("wait one")) as one, closing(service.ask("wait two", "text/event-stream")) as two:
        service.happened("one.begun")
        service.happened("two.begun")
        service.process.send_signal(signal.SIGTERM)
        soon(lambda: refused(service.port), "nobody else is let in")
        service.let("one")
        service.let("two")
        assert status(one) == 200
        told = b""
        while more := two.recv(65536):
            told += more
        assert b"event: answer" in told
    assert service.process.wait(PATIENCE) in (0, -signal.SIGTERM)


def test_told_to_stop_it_does_not_wait_for_ever(start: Start) -> None:
    assert _IN_FLIGHT == 10
    service = start(patience=1)
    with closing(service.ask("wait one")), closing(service.ask("wait two", "text/event-stream")):
        service.happened("one.begun")
        service.happened("two.begun")
        service.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        service.process.wait(3 * PATIENCE)
    assert time.monotonic() - began < 10


def refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return True
    return False
