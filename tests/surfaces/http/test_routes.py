import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.render.answer_json import to_json
from assistant.values import Turn
from tests.doubles import DOCUMENT, SUGGESTED, Double, answered

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}


def test_an_answer_is_the_contracts(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "Does IVIG work?"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.text == json.dumps(to_json(answered("Does IVIG work?")), ensure_ascii=False, separators=(",", ":"))


def test_history_and_detail_reach_the_flow(client: TestClient, assistant_double: Double) -> None:
    history = [{"role": "user", "text": "a"}, {"role": "assistant", "content": "b"}]
    client.post("/v1/answers", json={"question": "c", "history": history, "detail": "full"})
    assert assistant_double.asked == [("c", (Turn("user", "a"), Turn("assistant", "b")), "full")]


def test_documents(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()
    assert (listed["title"], listed["suggested"]) == ("A tiny corpus", list(SUGGESTED))
    assert [document["id"] for document in listed["documents"]] == ["tiny-review"]
    whole = client.get("/v1/documents/tiny-review").json()
    assert (whole["text"], whole["sha256"]) == (DOCUMENT.text, DOCUMENT.sha256)


def test_health(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {
        "status": "ready",
        "documents": 1,
        "parts": {"index": "ready", "model": "ready", "ledger": "off"},
    }


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "  "}, "question"),
        ({"question": "x" * 5000}, "too long"),
        ({"question": 1}, "question"),
        ({"question": "x", "extra": 1}, "extra"),
        ({"question": "x", "detail": "long"}, "detail"),
        ({"question": "x", "history": [{"role": "system", "text": "y"}]}, "history"),
        ({"question": "x", "history": [{"role": "user", "text": "y"}] * 51}, "50 earlier turns"),
        ([], "body"),
    ],
    ids=str,
)
def test_a_wrong_body_is_a_problem(client: TestClient, body: object, said: str) -> None:
    response = client.post("/v1/answers", json=body)
    assert (response.status_code, response.headers["content-type"]) == (422, PROBLEM)
    assert said in response.json()["detail"]


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"question": "\\ud800"}'])
def test_what_is_no_json_text_is_a_problem(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/answers", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == PROBLEM


def test_a_problem_repeats_nothing_of_the_question(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "x", "detail": "Jane Roe"})
    assert "Jane" not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/documents/nope", 404),
        ("GET", "/nope", 404),
        ("GET", "/v1/answers", 405),
        ("GET", "/page/no.js", 404),
    ],
)
def test_other_refusals_are_problems(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    assert response.json()["status"] == status


def test_a_path_cannot_leave_the_page_folder(client: TestClient) -> None:
    assert client.get("/page/%2e%2e/app.py").status_code == 404


def test_a_bug_tells_its_place_and_not_the_question(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    response = client.post("/v1/answers", json={"question": "boom Jane"}, headers={"X-Request-ID": "r-1"})
    assert (response.status_code, response.headers["x-request-id"]) == (500, "r-1")
    assert response.json()["request_id"] == "r-1"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "Jane" not in response.text
    assert "Jane" not in caplog.text
    assert "r-1 failed with RuntimeError" in caplog.text


def test_a_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    response = client.post("/v1/answers", content=b"x" * 70_000)
    assert (response.status_code, response.headers["content-type"]) == (413, PROBLEM)


def test_a_large_body_of_unknown_length_is_refused(client: TestClient) -> None:
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1
            yield b"x" * 1000

    assert client.post("/v1/answers", content=body()).status_code == 413


@pytest.mark.parametrize(("given", "kept"), [("abc-1", True), ("bad id\t", False), ("x" * 65, False)])
def test_request_ids(client: TestClient, given: str, kept: bool) -> None:
    returned = client.get("/livez", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert (returned == given) is kept
    assert returned


@pytest.mark.parametrize("path", ["/", "/docs", "/livez", "/v1/documents", "/nope", "/page/page.js"])
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["cache-control"] == ("no-store" if path.startswith("/v1") else "no-cache")


def test_the_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/docs"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "://" not in page.text
        assert "style=" not in page.text
        assert "<script>" not in page.text


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("/v1/answers", {"content": '{"question": "x"}'}, "Content-Type: application/json"),
        ("/v1/answers", {"content": '{"question": ', "headers": JSON}, "no JSON, from character 13 on"),
        ("/v1/answers", {"json": ["x"]}, "no JSON object"),
        ("/v1/check", {"json": {"items": []}}, "body.items: "),
        ("/v1/check", {"json": {"items": [{"id": 1}]}}, "body.items.0.text: Field required"),
        ("/v1/check", {"json": {"txt": "x"}}, "body.text: Field required; body.txt: Extra"),
    ],
    ids=["media type", "torn", "a list", "empty batch", "batch", "single"],
)
def test_an_error_is_about_what_was_meant(client: TestClient, path: str, sent: dict[str, Any], said: str) -> None:
    response = client.post(path, **sent)
    assert response.status_code == 422
    told = response.json()
    assert said in f"{told['detail']} {told['remedy']}"


@pytest.mark.parametrize("path", ["/", "/docs", "/widget.js", "/livez", "/readyz"])
def test_whether_it_is_there_can_be_asked_without_reading_it(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.headers["content-type"] == get.headers["content-type"]


def test_an_unknown_route_leads_to_those_there_are(client: TestClient) -> None:
    for response in (client.get("/v2/answers"), client.put("/v1/answers")):
        assert response.json()["remedy"] == "See /docs."
