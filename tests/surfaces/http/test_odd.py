"""Requests that no generator thinks of, and answers that could break out of their line."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message

from assistant.adapters.ledger import open_store
from assistant.ask import Told
from assistant.compose import Detail
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.middleware import BodyLimit
from assistant.values import Answer, Turn
from tests.doubles import HERE, Double

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}
PATIENCE = 30
BREAKING = "\n\nevent: answer\ndata: {}\n\n\r\r\u2028\u2029\x85\x0b\x0c\x00\x1e"


class Echo(Double):
    """Its answers repeat the question in every text, whatever is in it."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        answer = super().ask(question, history, detail, told)
        statements = tuple(replace(statement, text=question) for statement in answer.statements)
        citations = tuple(replace(citation, quote=question, title=question) for citation in answer.citations)
        return replace(answer, text=question, statements=statements, citations=citations)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        app = create_app(Echo(), load(), store.ledger, store.keys)
        with TestClient(app, base_url=HERE, raise_server_exceptions=True) as client:
            yield client


BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 422),
    "blank": (b" ", 422),
    "not JSON": (b"{", 422),
    "not UTF-8": (b'{"question": "\xff"}', 400),
    "UTF-16": ('{"question": "x"}'.encode("utf-16"), 200),
    "byte order mark": (b'\xef\xbb\xbf{"question": "x"}', 200),
    "deep list": (b"[" * 60_000, 400),
    "deep object": (b'{"question":' * 5_000, 400),
    "deep history": (b'{"question": "x", "history": ' + b"[" * 500 + b"]" * 500 + b"}", 422),
    "huge number": (b'{"question": ' + b"9" * 5_000 + b"}", 400),
    "infinite": (b'{"question": Infinity}', 422),
    "not a number": (b'{"question": "x", "history": NaN}', 422),
    "twice": (b'{"question": 1, "question": "x"}', 200),
    "NUL": (b'{"question": "a\\u0000b"}', 200),
    "lone surrogate": (b'{"question": "\\ud800"}', 422),
    "lone surrogate in history": (b'{"question": "x", "history": [{"role": "user", "text": "\\udfff"}]}', 422),
    "lone surrogate in a name": (b'{"question": "x", "\\ud800": 1}', 422),
    "null": (b"null", 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies(client: TestClient, name: str) -> None:
    content, status = BODIES[name]
    response = client.post("/v1/answers", content=content, headers=JSON)
    assert response.status_code == status
    assert response.headers["content-type"] == ("application/json" if status == 200 else PROBLEM)
    assert status == 200 or response.json()["remedy"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "a\u00e9",
        "application/",
    ],
)
def test_another_media_type_is_refused(client: TestClient, kind: str) -> None:
    response = client.post(
        "/v1/answers", content=b'{"question": "x"}', headers=[(b"Content-Type", kind.encode("latin-1"))]
    )
    assert (response.status_code, response.headers["content-type"]) == (422, PROBLEM)


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/xml", ",,;q=", ""])
def test_any_accept_gets_json(client: TestClient, accept: str) -> None:
    response = client.post("/v1/answers", json={"question": "x"}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    "id_",
    ["%00", "%ff%fe", "%ed%a0%80", "%0d%0aX-Evil:%201", "x" * 60_000, "%e2%80%ae", "'--", "%25", "%f0"],
)
def test_ids(client: TestClient, method: str, id_: str) -> None:
    for path in ("/v1/answers/", "/v1/documents/"):
        response = client.request(method, path + id_)
        assert response.status_code == (405 if method == "DELETE" and "documents" in path else 404)
        assert response.headers["content-type"] == PROBLEM
        assert "x-evil" not in response.headers


@pytest.mark.parametrize("id_", ["\x00", "x" * 64, "\n", "'; drop table citebound_ledger; --"])
def test_feedback_on_odd_ids(client: TestClient, id_: str) -> None:
    said = {"answer": id_, "helpful": True, "text": "a\x00b"}
    response = client.post("/v1/feedback", content=json.dumps(said).encode(), headers=JSON)
    assert (response.status_code, response.headers["content-type"]) == (404, PROBLEM)


def test_feedback_with_odd_text(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": "x"}).json()["id"]
    for text, status in ((BREAKING, 201), ("\ud800", 422)):
        said = json.dumps({"answer": answer, "helpful": True, "text": text}).encode()
        assert client.post("/v1/feedback", content=said, headers=JSON).status_code == status


def test_another_method_is_told_all_that_there_are(client: TestClient) -> None:
    response = client.put("/v1/answers/x")
    assert (response.status_code, response.headers["allow"]) == (405, "DELETE, GET")


def test_nothing_breaks_out_of_its_event(client: TestClient) -> None:
    """Read as a browser does: a line ends with LF, CR or both, and with nothing else."""
    response = client.post("/v1/answers", json={"question": f"q{BREAKING}"}, headers={"Accept": "text/event-stream"})
    assert b"\r" not in response.content
    assert b"\x00" not in response.content
    blocks = response.content.removesuffix(b"\n\n").split(b"\n\n")
    names = []
    for block in blocks:
        name, data = block.split(b"\n")
        names.append(name.removeprefix(b"event: ").decode())
        assert json.loads(data.removeprefix(b"data: "))
    assert names == [*["status"] * 3, *["citation", "statement"] * 3, "answer"]
    assert json.loads(data.removeprefix(b"data: "))["text"] == f"q{BREAKING}"


@pytest.mark.parametrize("given", ["a\u2028b", "x\x85y", "\u00e9", "a b", "a,b", ""])
def test_no_header_is_taken_over(client: TestClient, given: str) -> None:
    response = client.get("/livez", headers=[(b"X-Request-ID", given.encode())])
    assert response.headers["x-request-id"].isalnum()


def test_a_bug_in_a_stream_repeats_nothing(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for accept in ("text/event-stream", "application/json"):
        response = client.post("/v1/answers", json={"question": "boom Jane\n"}, headers={"Accept": accept})
        assert "Jane" not in response.text
    assert "Jane" not in caplog.text
    assert len(caplog.records) >= 2


def test_a_body_that_never_comes_is_given_up() -> None:
    told: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(PATIENCE)
        raise AssertionError

    async def send(message: Message) -> None:
        told.append(message)

    scope = {"type": "http", "headers": []}
    asyncio.run(BodyLimit(Starlette(), 100, seconds=0.01)(scope, receive, send))
    assert told[0]["status"] == 408
