"""The product in a process that may connect to nothing but itself: `python -m tests.surfaces.http.guarded FOLDER`.

It starts as it is shipped, asks, streams, checks, keeps and rates; whatever is tried outside is printed, one a line.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any

TRIED: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: it sees what C code does through Python's own socket module too, and cannot be taken off."""
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        place = arguments[0] if event.startswith("socket.geth") or event.endswith("info") else arguments[1]
        host = place[0] if isinstance(place, tuple) else place
        if host not in ("127.0.0.1", "::1", "localhost", None) and not str(host).startswith(("/", "\0")):
            TRIED.append(f"{event} {host}")
            raise OSError("nothing outside")


def main(folder: Path) -> None:
    sys.addaudithook(watch)
    if os.environ.get("SOCKET_GUARD_PROOF"):
        try:
            socket.create_connection(("192.0.2.1", 80), 0.1)
        except OSError:
            return

    from starlette.testclient import TestClient

    from assistant import bootstrap
    from assistant.settings import load
    from assistant.surfaces.http.app import create_app
    from assistant.surfaces.http.serve import listen

    settings = load(data_dir=folder)
    with listen(settings.host, 0), bootstrap.store(settings) as store:
        app = create_app(bootstrap.build(settings, lambda said: None), settings, store.ledger, store.keys)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            asked = {"question": "Does IVIG help in secondary progressive MS? See https://example.com/paper"}
            answer = client.post("/v1/answers", json=asked)
            assert answer.status_code == 200, answer.text
            streamed = client.post("/v1/answers", json=asked, headers={"Accept": "text/event-stream"})
            assert "event: answer" in streamed.text
            chat = {"model": "citebound", "messages": [{"role": "user", "content": asked["question"]}], "stream": True}
            assert "[DONE]" in client.post("/v1/chat/completions", json=chat).text
            said = {"answer": answer.json()["id"], "helpful": True, "text": "https://example.com"}
            assert client.post("/v1/feedback", json=said).status_code == 201
            text = "IVIG helps in secondary progressive MS; see https://example.com."
            assert client.post("/v1/check", json={"text": text, "quotes": [text]}).status_code == 200
            for path in ("/", "/docs", "/readyz", "/metrics", "/v1/documents", "/widget.js", "/openapi.json"):
                assert client.get(path).status_code == 200, path
            assert client.delete(f"/v1/answers/{answer.json()['id']}").status_code == 204
        assert not store.custody.verify().faults


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    sys.stdout.write("\n".join(TRIED))
