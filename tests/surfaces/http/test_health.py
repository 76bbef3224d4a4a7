"""What whoever watches is told when a part hangs; what the log holds when things go wrong."""

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.testclient import TestClient

from assistant.errors import CiteboundError, IndexBusy, IndexUnusable, LedgerUnavailable, LedgerUnusable
from assistant.records import Receipt
from assistant.settings import load
from assistant.surfaces.http import health
from assistant.surfaces.http.answering import Answering, Question
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.callers import Caller
from assistant.surfaces.http.entrance import Entrance
from assistant.surfaces.http.metrics import Metrics
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.rate import Rate
from assistant.values import Answer
from tests.doubles import HERE, Double

NAME = "Jane Roe"


class Hanging:
    """A ledger behind a lock."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.looks = 0

    def alive(self) -> None:
        self.looks += 1
        self.free.wait(30)

    def record(self, owner: str, answer: Answer) -> Receipt:
        raise RuntimeError(f"cannot keep {answer.question}")


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    ledger = Hanging()
    yield ledger
    ledger.free.set()


def test_a_part_that_hangs_is_said_in_time(hanging: Hanging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    with TestClient(create_app(Double(), load(), hanging), base_url=HERE) as client:  # type: ignore[arg-type]
        for _ in range(3):
            response = client.get("/readyz")
            assert response.status_code == 503
            assert response.json()["parts"]["index"] == "ready"
            assert "does not answer" in response.json()["parts"]["ledger"]
        assert hanging.looks == 1, "those who ask meanwhile wait for the same look"
        hanging.free.set()
        monkeypatch.setattr(health, "PATIENCE", 10)
        assert client.get("/readyz").status_code == 200


def test_questions_on_their_way_are_counted_until_they_are_answered() -> None:
    """What comes in while others are let in is refused before anything is done for it."""

    async def scene() -> list[int]:
        gate, told = asyncio.Event(), []

        async def inner(scope: object, receive: object, send: object) -> None:
            await gate.wait()

        async def ask() -> None:
            async def send(message: dict[str, object]) -> None:
                if "status" in message:
                    told.append(message["status"])

            await entrance({"type": "http", "method": "POST", "path": "/v1/answers"}, None, send)  # type: ignore[arg-type]

        entrance = Entrance(inner, Pool(workers=1, queue=1))
        inside = [asyncio.create_task(ask()) for _ in range(2)]
        await asyncio.sleep(0)
        await ask()
        gate.set()
        await asyncio.gather(*inside)
        await ask()
        return told  # type: ignore[return-value]

    assert asyncio.run(scene()) == [503]


def test_no_error_brings_words_into_the_log(hanging: Hanging, lines: StringIO) -> None:
    hanging.free.set()
    bodies = (
        {"question": f"{NAME} boom"},
        {"question": NAME},
        {"question": NAME * 1000},
        {"question": "x", "detail": NAME},
        {NAME: NAME},
        [NAME],
    )
    app = create_app(Double(), load(), hanging)  # type: ignore[arg-type]
    with TestClient(app, base_url=HERE) as client:
        for body in bodies:
            for accept in ("application/json", "text/event-stream"):
                headers = {"Accept": accept, "X-Request-ID": NAME, "Origin": f"https://{NAME}"}
                client.post("/v1/answers", json=body, headers={"Accept": accept, "X-Request-ID": NAME})
                client.post("/v1/answers", json=body, headers=headers)
        client.post("/v1/answers", content=f'{{"question": "{NAME}'.encode())
        client.get(f"/v1/documents/{NAME}?q={NAME}")
        client.get(f"/{NAME}?q={NAME}")
    said = lines.getvalue()
    assert "Jane" not in said
    read = [json.loads(line) for line in said.splitlines()]
    assert {"failed with RuntimeError" in line["event"] for line in read} == {True, False}
    assert {line.get("status") for line in read} >= {403, 404, 422, 500}


def test_a_lost_error_is_logged_without_its_words(lines: StringIO) -> None:
    logging.getLogger("asyncio").error("never retrieved: %r", RuntimeError(NAME))
    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("somebody").exception(NAME)
    said = lines.getvalue()
    assert "Jane" not in said
    assert "ValueError" in said


def test_no_error_of_a_stream_is_lost() -> None:
    """Whoever asked has gone at the moment in which the work fails."""
    lost: list[object] = []

    async def scene() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: lost.append(context))
        pool = Pool(1, 1)
        answering = Answering(Double(), None, pool, Rate(0, 0), Metrics(), 5)
        steps = answering.steps(Question(Caller("local", "local"), f"boom {NAME}", (), "brief"))
        async for _ in steps:
            break
        while answering._metrics.under_way._value.get():
            await asyncio.sleep(0.01)
        await steps.aclose()  # type: ignore[attr-defined]
        pool.close()

    asyncio.run(scene())
    assert lost == []


class Elsewhere:
    """A ledger at an address, and its trouble."""

    def __init__(self, trouble: Exception | None) -> None:
        self.trouble = trouble

    def alive(self) -> None:
        if self.trouble:
            raise self.trouble

    def record(self, owner: str, answer: Answer) -> Receipt:
        self.alive()
        return Receipt(1, "", "")


ADDRESS = "postgresql://citebound@db.internal:5432/answers and /srv/secret/ledger.sqlite3"


@pytest.mark.parametrize(
    ("trouble", "status", "state"),
    [
        (LedgerUnavailable(f"The ledger {ADDRESS} does not answer.", f"See {ADDRESS}."), 503, health.SILENT),
        (LedgerUnusable(f"The ledger {ADDRESS} is damaged.", f"Restore {ADDRESS}."), 500, health.BROKEN),
        (IndexBusy(f"The Chroma server at {ADDRESS} does not answer.", f"Start {ADDRESS}."), 503, health.SILENT),
        (IndexUnusable(f"The index in {ADDRESS} is damaged.", f"Look at {ADDRESS}."), 500, health.BROKEN),
        (OSError(ADDRESS), 500, health.BROKEN),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_no_address_is_told_to_who_asks(trouble: Exception, status: int, state: str, lines: StringIO) -> None:
    """It stands in the log, and there once until something changes."""
    ledger = Elsewhere(trouble)
    asked = {"question": "Does IVIG work?"}
    with TestClient(create_app(Double(), load(), ledger), base_url=HERE) as client:  # type: ignore[arg-type]
        told = [client.get("/readyz") for _ in range(3)]
        assert {each.status_code for each in told} == {503}
        assert told[0].json()["parts"] == {"index": "ready", "model": "ready", "ledger": state}
        refused = client.post("/v1/answers", json=asked)
        assert refused.status_code == status
        streamed = client.post("/v1/answers", json=asked, headers={"Accept": "text/event-stream"})
        assert "event: error" in streamed.text
        ledger.trouble = None
        assert client.get("/readyz").status_code == 200
    for text in (*(each.text for each in told), refused.text, streamed.text):
        assert not any(word in text for word in ("internal", "5432", "citebound@", "secret", "sqlite", "chroma"))
    noted = [json.loads(line) for line in lines.getvalue().splitlines()]
    readiness = [line["trouble"] for line in noted if line["event"] == "readiness"]
    assert len(readiness) == 2
    assert readiness[1] is None
    if isinstance(trouble, CiteboundError):
        assert ADDRESS in readiness[0]
        assert [ADDRESS in line["trouble"] for line in noted if line["event"] == "unable"] == [True, True]
