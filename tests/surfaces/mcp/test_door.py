"""`/mcp` is the service's own door: its callers, origins, rates, limits, redaction, ledger and log."""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import jsonrpc_message_adapter
from starlette.testclient import TestClient

from assistant.adapters.ledger import Store, open_store
from assistant.ask import SearchHit, Told
from assistant.compose import Detail
from assistant.errors import IndexBusy, LedgerUnavailable
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.values import Answer, Turn
from tests.doubles import HERE, Double
from tests.surfaces.http.portal import ORIGIN, Portal, bearer, service
from tests.surfaces.mcp.speaking import ERAS, over_http, served, text
from tests.surfaces.mcp.test_alone import Waiting

ACCEPT = {"Accept": "application/json, text/event-stream"}


def call(tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's call as the handshake era writes it."""
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}


ASKED = call("ask_evidence", question="Does IVIG work?")


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def opened(tmp_path: Path, portal: Portal) -> Iterator[tuple[TestClient, Store]]:
    with service(tmp_path, portal) as found:
        yield found


@pytest.fixture
def local() -> Iterator[TestClient]:
    with TestClient(create_app(Double(), load()), base_url=HERE, headers=ACCEPT) as client:
        yield client


def test_without_a_key_nothing_is_told(opened: tuple[TestClient, Store]) -> None:
    for method in ("initialize", "tools/list", "resources/list", "ping"):
        response = opened[0].post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": method}, headers=ACCEPT)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.json()["error"]["message"] == "No key or token was given. Send Authorization: Bearer ...."


def test_an_answer_is_kept_for_its_caller_alone(opened: tuple[TestClient, Store], portal: Portal) -> None:
    client, _ = opened
    one, other = (bearer(portal.token(user), Origin=ORIGIN, **ACCEPT) for user in ("one", "other"))
    response = client.post("/mcp", json=ASKED, headers=one)
    assert response.headers["cache-control"] == "no-store"
    id_ = response.json()["result"]["structuredContent"]["id"]
    assert client.get(f"/v1/answers/{id_}", headers=one).json()["id"] == id_
    assert client.get(f"/v1/answers/{id_}", headers=other).status_code == 404


def test_a_request_takes_no_session_of_another(opened: tuple[TestClient, Store], portal: Portal) -> None:
    """There are none: any process takes any request, and nobody can guess into one."""
    response = opened[0].post("/mcp", json=ASKED, headers=bearer(portal.token(), **ACCEPT, **{"Mcp-Session-Id": "x"}))
    assert response.status_code == 200
    assert "mcp-session-id" not in response.headers


def test_the_rate_is_the_one_of_the_other_routes(tmp_path: Path, portal: Portal) -> None:
    with service(tmp_path, portal, rate=3) as (client, _):
        mine = bearer(portal.token(), **ACCEPT)
        assert client.post("/v1/answers", json={"question": "Does IVIG work?"}, headers=mine).status_code == 200
        said = [client.post("/mcp", json=ASKED, headers=mine).json()["result"] for _ in range(2)]
        assert [each["isError"] for each in said] == [False, False]
        for over in (ASKED, call("search", query="dose")):
            result = client.post("/mcp", json=over, headers=mine).json()["result"]
            assert result["isError"]
            assert result["content"][0]["text"] == "More than 3 questions a minute. Ask again later."
        assert client.post("/v1/answers", json={"question": "Does IVIG work?"}, headers=mine).status_code == 429


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_origin_is_refused(local: TestClient, origin: str) -> None:
    response = local.post("/mcp", json=ASKED, headers={"Origin": origin})
    assert (response.status_code, response.json()["error"]["code"]) == (403, -32600)


def test_a_page_elsewhere_cannot_lend_its_name_to_loopback() -> None:
    with TestClient(create_app(Double(), load()), base_url="http://evil.example", headers=ACCEPT) as client:
        assert client.post("/mcp", json=ASKED).status_code == 403


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_nothing_but_post(local: TestClient, method: str) -> None:
    assert local.request(method, "/mcp").status_code == 405


@pytest.mark.parametrize("era", [{}, {"MCP-Protocol-Version": "2025-06-18"}, {"MCP-Protocol-Version": "2026-07-28"}])
@pytest.mark.parametrize("body", ["no JSON: Jane Roe", "", "[]", '{"x": "Jane Roe"}', "\udcff", "[" * 9999])
def test_what_is_no_message_gets_one_clear_line(local: TestClient, body: str, era: dict[str, str]) -> None:
    sent = body.encode("utf-8", "surrogateescape")
    response = local.post("/mcp", content=sent, headers={"Content-Type": "application/json", **era})
    assert (response.status_code, response.headers["cache-control"]) == (400, "no-store")
    assert response.json()["error"]["code"] in (-32700, -32600)
    assert response.json()["id"] is None
    assert "Jane Roe" not in response.text


def test_a_body_beyond_the_limit_is_told_in_the_protocol(local: TestClient) -> None:
    response = local.post("/mcp", json=call("ask_evidence", question="ä" * 40_000))
    assert response.status_code == 413
    jsonrpc_message_adapter.validate_python(response.json())
    assert response.json()["error"]["message"] == "The body is larger than 65536 bytes. Send a shorter one."


def test_a_bug_is_one_line_without_the_question(local: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = local.post(
            "/mcp", json=call("ask_evidence", question="boom Jane Roe"), headers={"X-Request-ID": "r1"}
        )
    result = response.json()["result"]
    assert result["isError"]
    assert result["content"][0]["text"].endswith("It is a bug. Report it with the request id. r1")
    assert "Jane Roe" not in response.text + caplog.text


def test_the_log_has_a_keyed_hash_of_the_question(local: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        local.post("/mcp", json=ASKED)
    (line,) = [record for record in caplog.records if record.name == "citebound.request"]
    fields = line.fields  # type: ignore[attr-defined]
    assert (fields["route"], fields["status"], fields["caller"]) == ("/mcp", 200, "local")
    assert (fields["outcome"], len(fields["question"])) == ("answered", 16)
    assert "Does IVIG work" not in json.dumps(fields) + caplog.text


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("era", ERAS)
def test_the_official_client_says_what_the_service_refuses(tmp_path: Path, era: str) -> None:
    async def talk(address: str, secret: str) -> None:
        async with over_http(address, era, Authorization=f"Bearer {secret}") as client:
            result = await client.call_tool("ask_evidence", {"question": "Does IVIG work?"})
            assert result.structured_content["id"] == "a1"
            with pytest.raises(MCPError, match=r"The body is larger than 65536 bytes\. Send a shorter one\."):
                await client.call_tool("ask_evidence", {"question": "ä" * 40_000})

    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        key = store.keys.make("an assistant").secret
        with served(create_app(Double(), load(auth="required"), store.ledger, store.keys)) as address:
            anyio.run(talk, address, key)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_work_stops_when_whoever_asked_has_left() -> None:
    double = Waiting()

    async def leave(address: str) -> None:
        async with over_http(address) as client:
            with anyio.move_on_after(5):
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(client.call_tool, "ask_evidence", {"question": "wait"})
                    await anyio.to_thread.run_sync(double.begun.wait, 5)
                    tasks.cancel_scope.cancel()
        assert await anyio.to_thread.run_sync(double.stopped.wait, 5)

    with served(create_app(double, load())) as address:
        anyio.run(leave, address)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_what_takes_too_long_and_what_finds_no_room_are_told() -> None:
    double = Waiting()

    async def talk(address: str) -> None:
        async with over_http(address) as one, over_http(address) as other, anyio.create_task_group() as tasks:

            async def late() -> None:
                result = await one.call_tool("ask_evidence", {"question": "wait"})
                assert text(result) == "The answer took too long. Ask again, or ask for less at a time."

            tasks.start_soon(late)
            await anyio.to_thread.run_sync(double.begun.wait, 5)
            with pytest.raises(MCPError, match=r"All workers are busy and the queue is full\. Ask again in a moment\."):
                await other.call_tool("ask_evidence", {"question": "me too"})

    with served(create_app(double, load(timeout=1, workers=1, queue=0))) as address:
        anyio.run(talk, address)


class Full(Double):
    """Whose ledger, or index, says where it stands."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        raise LedgerUnavailable("The disk of the ledger /srv/secret/l.sqlite3 is full.", "Free some space on it.")

    def search(self, query: str, k: int = 10) -> tuple[SearchHit, ...]:
        raise IndexBusy("http://chroma.internal:8000 does not answer.")


def test_what_is_wrong_behind_the_service_is_for_its_log_alone(caplog: pytest.LogCaptureFixture) -> None:
    with TestClient(create_app(Full(), load()), base_url=HERE, headers=ACCEPT) as client:
        for asked in (ASKED, call("search", query="IVIG")):
            (said,) = client.post("/mcp", json=asked).json()["result"]["content"]
            assert said["text"].endswith("cannot be used now. Ask again in a moment.") or "searched now" in said["text"]
            assert "secret" not in said["text"]
            assert "internal" not in said["text"]
    full, busy = (record.__dict__["fields"]["trouble"] for record in caplog.records if record.msg == "unable")
    assert "/srv/secret/l.sqlite3" in full
    assert "chroma.internal" in busy


@pytest.mark.parametrize("id_", [None, True, 1.5, {"a": 1}, []], ids=repr)
def test_a_request_without_a_usable_id_is_not_met_with_silence(local: TestClient, id_: object) -> None:
    response = local.post("/mcp", json={**ASKED, "id": id_})
    assert (response.status_code, response.json()["id"]) == (400, None)
    assert response.json()["error"]["message"] == "A request needs an id: a string or a whole number."


def test_a_body_that_is_not_called_json(local: TestClient) -> None:
    response = local.post("/mcp", content=json.dumps(ASKED), headers={"Content-Type": "text/plain"})
    assert response.status_code == 415
    assert response.json()["error"]["message"] == ("The body is not called JSON. Send Content-Type: application/json.")
