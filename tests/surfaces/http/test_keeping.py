"""Answers kept before anybody sees them, feedback, erasure; streams; what is measured and logged."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.adapters.ledger import Store, open_store
from assistant.errors import LedgerUnavailable
from assistant.records import Receipt
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.logs import JsonFormatter
from assistant.values import Answer
from tests.doubles import HERE, Double

QUESTION = "Does IVIG work?"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        yield store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(Double(), load(), store.ledger, store.keys), base_url=HERE) as client:
        yield client


def ask(client: TestClient) -> dict[str, object]:
    answer: dict[str, object] = client.post("/v1/answers", json={"question": QUESTION}).json()
    return answer


def test_an_answer_is_kept_as_it_was_given(client: TestClient, store: Store) -> None:
    answer = ask(client)
    assert client.get(f"/v1/answers/{answer['id']}").json() == answer
    assert store.custody.verify().faults == ()


def test_feedback_is_kept_without_names(client: TestClient, store: Store) -> None:
    said = {"answer": ask(client)["id"], "helpful": False, "reason": "wrong", "text": "Not right for Jane Roe."}
    assert client.post("/v1/feedback", json=said).status_code == 201
    kept = [entry for entry in store.custody.entries() if entry.kind == "feedback"]
    assert "Not right for [name]." in str(kept[0].content)


@pytest.mark.parametrize(
    "changed",
    [{"answer": ""}, {"helpful": "perhaps"}, {"reason": "because"}, {"text": "x" * 2001}, {"more": 1}],
    ids=lambda changed: next(iter(changed)),
)
def test_feedback_that_is_none_is_said(client: TestClient, changed: dict[str, object]) -> None:
    said = {"answer": "0" * 32, "helpful": True, **changed}
    assert client.post("/v1/feedback", json=said).status_code == 422


def test_feedback_on_what_is_not_there_is_404(client: TestClient) -> None:
    assert client.post("/v1/feedback", json={"answer": "0" * 32, "helpful": True}).status_code == 404


def test_erased_content_is_gone_and_the_chain_holds(client: TestClient, store: Store) -> None:
    answer = ask(client)
    assert client.delete(f"/v1/answers/{answer['id']}").status_code == 204
    assert client.get(f"/v1/answers/{answer['id']}").status_code == 404
    assert client.delete(f"/v1/answers/{answer['id']}").status_code == 404
    assert store.custody.verify().faults == ()
    assert QUESTION not in str([entry.content for entry in store.custody.entries()])


class Lost:
    """A ledger that cannot be written."""

    def record(self, owner: str, answer: Answer) -> Receipt:
        raise LedgerUnavailable("The ledger cannot be written: the disk is full.", "Free some space.")

    def alive(self) -> None:
        raise LedgerUnavailable("The ledger cannot be written: the disk is full.", "Free some space.")


def test_what_cannot_be_kept_is_not_answered() -> None:
    with TestClient(create_app(Double(), load(), Lost()), base_url=HERE) as client:  # type: ignore[arg-type]
        response = client.post("/v1/answers", json={"question": QUESTION})
        assert (response.status_code, response.json()["type"]) == (503, "urn:citebound:problem:ledger")
        assert "statements" not in response.text
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
        assert client.get("/livez").status_code == 200


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_a_stream_has_each_citation_before_its_statement_and_the_answer_last(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION}, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    found = events(response.text)
    assert [name for name, _ in found] == [*["status"] * 3, *["citation", "statement"] * 3, "answer"]
    assert [said["citations"] for name, said in found if name == "statement"] == [[1], [2], [3]]
    assert found[-1][1] | {"timing_ms": 0} == ask(client) | {"timing_ms": 0}


@pytest.mark.parametrize(("question", "status"), [(" ", 422), ("boom", 500)], ids=["empty", "bug"])
def test_what_fails_in_a_stream_is_its_last_event(client: TestClient, question: str, status: int) -> None:
    response = client.post("/v1/answers", json={"question": question}, headers={"Accept": "text/event-stream"})
    name, said = events(response.text)[-1]
    assert (name, said["status"]) == ("error", status)
    assert "secret" not in response.text


def test_figures_hold_counts_and_no_words(client: TestClient) -> None:
    ask(client)
    page = client.get("/metrics").text
    assert 'citebound_answers_total{outcome="answered"} 1.0' in page
    assert 'citebound_limits_total{action="stated",limit=' in page
    assert 'route="/v1/answers",status="200"} 1.0' in page
    assert "IVIG" not in page


def test_the_log_has_ids_and_times_and_no_words(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "citebound.request"):
        answer = ask(client)
        client.post("/v1/answers", json={"question": f"{QUESTION} boom"})
        client.get("/livez")
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records if hasattr(record, "fields")]
    assert [line["status"] for line in lines] == [200, 500]
    assert lines[0] | {"answer": answer["id"], "outcome": "answered", "caller": "local"} == lines[0]
    assert len(lines[0]["question"]) == 16
    assert "IVIG" not in str(lines)
