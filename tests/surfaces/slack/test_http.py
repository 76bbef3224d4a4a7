"""The bot under the service: Slack's signature first, then the same answers; the real application as ASGI."""

import contextlib
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.testclient import TestClient

from assistant.adapters.ledger import open_store
from assistant.errors import CiteboundError
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from tests.doubles import HERE, Double
from tests.surfaces.slack.fake import BOT_USER, SECRET, FakeSlack, until
from tests.surfaces.slack.rig import settings_for

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def service(fake: FakeSlack, tmp_path: Path) -> Iterator[TestClient]:
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        app = create_app(Double(), settings_for(fake, tmp_path), store.ledger)
        with TestClient(app, base_url=HERE) as client:
            yield client


def signed(body: str, secret: str = SECRET, age: int = 0, kind: str = "application/json") -> dict[str, str]:
    at = str(int(time.time()) - age)
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    assert signature
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature, "Content-Type": kind}


def test_a_signed_event_is_answered_once(service: TestClient, fake: FakeSlack) -> None:
    body = json.dumps(fake.say(f"<@{BOT_USER}> Does IVIG work?"))
    for retry in range(3):
        headers = {**signed(body), "X-Slack-Retry-Num": str(retry)}
        assert service.post("/slack/events", content=body, headers=headers).status_code == 200
    until(fake.answers)
    until(lambda: not fake.answers()[0]["streaming"])
    assert len(fake.answers()) == 1


@pytest.mark.parametrize(("secret", "age"), [("another secret", 0), (SECRET, 301)], ids=["forged", "old"])
def test_what_slack_did_not_sign_just_now_is_refused(
    service: TestClient, fake: FakeSlack, secret: str, age: int
) -> None:
    body = json.dumps(fake.say("Does IVIG work?", channel="D1"))
    assert service.post("/slack/events", content=body, headers=signed(body, secret, age)).status_code == 401
    assert service.post("/slack/events", content=body).status_code == 401
    assert not fake.calls["chat.startStream"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"", b"{", b"[]", b"payload=%7B"])
def test_rubbish_is_refused_in_one_line(service: TestClient, body: bytes) -> None:
    reply = service.post("/slack/events", content=body, headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.text) == (401, "")
    with contextlib.suppress(UnicodeDecodeError):
        reply = service.post("/slack/events", content=body, headers=signed(body.decode()))
        assert reply.status_code in (200, 400, 404)
        assert "Traceback" not in reply.text


def test_slack_can_verify_the_address(service: TestClient) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})
    assert "abc" in service.post("/slack/events", content=body, headers=signed(body)).text


def test_the_longest_message_is_told_that_it_is_too_long(service: TestClient, fake: FakeSlack) -> None:
    body = json.dumps(fake.say("ä" * 40_000, channel="D1", blocks=[{"text": "ä" * 40_000}]))
    assert len(body) > 400_000
    assert service.post("/slack/events", content=body, headers=signed(body)).status_code == 200
    until(lambda: fake.lines("D1"))
    assert fake.lines("D1")[0].startswith("Your question has 40,000 characters")


def test_what_became_of_messages_is_counted(service: TestClient, fake: FakeSlack) -> None:
    for text in ("Does IVIG work?", "What does it cost?", "boom", "", "x" * 5000):
        body = json.dumps(fake.say(text, channel="D1"))
        service.post("/slack/events", content=body, headers=signed(body))

    def counted() -> dict[str, float]:
        page = service.get("/metrics").text
        return {name: float(number) for name, number in re.findall(r"^(\w+{outcome=\S+}) (\S+)$", page, re.MULTILINE)}

    wanted = {"answered": 1, "not_covered": 1, "failed": 1, "refused": 2}
    slack = {f'citebound_slack_messages_total{{outcome="{name}"}}': number for name, number in wanted.items()}
    until(lambda: slack.items() <= counted().items())
    assert counted()['citebound_answers_total{outcome="answered"}'] == 1


def test_commands_come_as_forms(service: TestClient, fake: FakeSlack) -> None:
    kind = "application/x-www-form-urlencoded"
    body = urlencode(fake.command("Does IVIG work?"))
    assert service.post("/slack/events", content=body, headers=signed(body, kind=kind)).status_code == 200
    until(lambda: fake.responses)
    body = urlencode({"payload": json.dumps(fake.press({"type": "button", "action_id": "passage-0"}, "x"))})
    assert service.post("/slack/events", content=body, headers=signed(body, kind=kind)).status_code == 200
    until(lambda: len(fake.responses) == 2)


def test_until_slack_says_who_the_bot_is_nothing_is_acknowledged(service: TestClient, fake: FakeSlack) -> None:
    fake.trouble("auth.test", "internal_error")
    body = json.dumps(fake.say("Does IVIG work?", channel="D1"))
    assert service.post("/slack/events", content=body, headers=signed(body)).status_code == 503
    assert service.post("/slack/events", content=body, headers=signed(body)).status_code == 200
    until(lambda: fake.answers("D1"))


def test_without_the_secret_there_is_no_such_address() -> None:
    with TestClient(create_app(Double(), load()), base_url=HERE) as client:
        assert client.post("/slack/events", content="{}").status_code == 404


def test_a_secret_without_a_token_stops_the_start(tmp_path: Path) -> None:
    wrong = pytest.raises(CiteboundError, match="CITEBOUND_SLACK_BOT_TOKEN is not set")
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store, wrong:
        create_app(Double(), load(slack_signing_secret="x"), store.ledger)
