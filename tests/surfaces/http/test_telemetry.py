"""Traces and metrics go where OpenTelemetry's usual variables point, and hold no word of what was asked."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest

from assistant.surfaces.http.app import exporting

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ROOT = Path(__file__).parents[3]
NAME = "Oksana Zubkov"
PATIENCE = 30.0


class Collector(BaseHTTPRequestHandler):
    """Takes what is exported."""

    taken: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    taken: list[tuple[str, bytes]] = []
    handler = type("Taking", (Collector,), {"taken": taken})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", taken
        server.shutdown()


@contextmanager
def service(folder: Path, **environment: str) -> Iterator[str]:
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.surfaces.http.slow", str(folder), "10"],
            env={**os.environ, "CITEBOUND_PORT": "0", **environment},
            cwd=ROOT,
            stderr=stream,
        )
    try:
        soon(lambda: "Ctrl-C" in log.read_text() or process.poll() is not None)
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        assert found, log.read_text()
        yield found.group()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def soon(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def use(address: str) -> None:
    """Everything that holds words: questions that are answered, wrong, a bug; a stream; what was said of an answer."""
    asked = [{"question": f"Does IVIG help {NAME}?"}, {"question": f"boom {NAME}"}, {"question": 1, NAME: NAME}]
    for body in asked:
        for accept in ("application/json", "text/event-stream"):
            httpx2.post(f"{address}/v1/answers", json=body, headers={"Accept": accept})
    httpx2.post(f"{address}/v1/feedback", json={"answer": "a1", "helpful": True, "text": f"Good for {NAME}."})
    httpx2.get(f"{address}/v1/documents", params={"q": NAME})


@pytest.mark.skipif(not exporting(), reason="pip install 'citebound[telemetry]'")
def test_no_word_goes_there(tmp_path: Path, collector: tuple[str, list[tuple[str, bytes]]]) -> None:
    endpoint, taken = collector
    given = {"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_BSP_SCHEDULE_DELAY": "50"}
    with service(tmp_path, **given, OTEL_METRIC_EXPORT_INTERVAL="200") as address:
        use(address)
        soon(lambda: any(b"/v1/feedback" in body for path, body in taken if path == "/v1/traces"))
        soon(lambda: any(path == "/v1/metrics" for path, _ in taken))
    said = b"".join(body for _, body in taken)
    assert b"/v1/answers" in said
    assert b"Zubkov" not in said
    assert b"IVIG" not in said


def test_nothing_goes_anywhere_by_itself(
    tmp_path: Path, collector: tuple[str, list[tuple[str, bytes]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        monkeypatch.delenv(name)
    with service(tmp_path, OTEL_BSP_SCHEDULE_DELAY="50") as address:
        use(address)
        time.sleep(0.3)
    assert collector[1] == []


def test_what_is_missing_for_it_is_said(tmp_path: Path) -> None:
    """The service goes on; but an operator who waits for traces learns why there are none."""
    hiding = tmp_path / "opentelemetry" / "exporter" / "otlp" / "proto" / "http" / "trace_exporter"
    hiding.mkdir(parents=True)
    (hiding / "__init__.py").write_text("raise ImportError")
    given = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "PYTHONPATH": str(tmp_path)}
    with service(tmp_path, **given) as address:
        soon(lambda: httpx2.get(f"{address}/livez").status_code == 200)
        assert "pip install 'citebound[telemetry]'" in (tmp_path / "log").read_text()
