"""One answer a question and none lost: retries, duplicates, load, expired streams, a dropped socket, a limited API, and
a process that is killed."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.ask import Told
from assistant.compose import Detail
from assistant.errors import LedgerUnavailable
from assistant.surfaces.slack import lines
from assistant.values import Answer, Turn
from tests.doubles import SPMS, Double
from tests.surfaces.slack.fake import BOT_USER, FakeSlack, texts, until
from tests.surfaces.slack.rig import Rig

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PATIENCE = 3.0
"""Seconds after which Slack takes a delivery as failed."""


class Gated(Double):
    """Answers once it may."""

    def __init__(self) -> None:
        super().__init__()
        self.open = False
        self.broken: Callable[[], None] = lambda: None

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        self.broken()
        until(lambda: self.open)
        return super().ask(question, history, detail, told)


@contextmanager
def open_rig(fake: FakeSlack, folder: Path, **more: object) -> Iterator[tuple[Rig, Gated]]:
    gated = Gated()
    with Rig(fake, folder, gated, **more) as rig:  # type: ignore[arg-type]
        try:
            yield rig, gated
        finally:
            gated.open = True


def whole(fake: FakeSlack, thread: str, channel: str = "C1") -> bool:
    """Exactly one answer, with its end."""
    answers = fake.answers(channel, thread)
    return len(answers) == 1 and answers[0]["blocks"][-1]["block_id"] == "feedback" and not answers[0]["streaming"]


def test_a_delivery_that_comes_four_times_is_answered_once(connected: Rig, fake: FakeSlack) -> None:
    body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
    for retry in range(4):
        fake.deliver(body, envelope=f"e{retry}", retry=retry)
    connected.settled()
    assert whole(fake, body["event"]["ts"])
    assert len(connected.double.asked) == 1


def test_one_message_told_as_two_events_is_answered_once(rig: Rig, fake: FakeSlack) -> None:
    body = fake.say("Does IVIG work?", channel="D1")
    fake.deliver(body)
    fake.deliver({**body, "event_id": "EvOther", "event": {**body["event"], "type": "app_mention"}})
    rig.settled()
    assert whole(fake, body["event"]["ts"], "D1")


def test_what_was_delivered_before_a_restart_is_not_answered_again(fake: FakeSlack, tmp_path: Path) -> None:
    body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
    for _ in range(2):
        with Rig(fake, tmp_path, socket=False) as rig:
            fake.deliver(body)
            rig.settled()
    assert whole(fake, body["event"]["ts"])


def test_thirty_threads_at_once_are_acknowledged_in_time_and_answered_once_each(
    connected: Rig, fake: FakeSlack
) -> None:
    events = [connected.hears(f"<@{BOT_USER}> Does IVIG work? {number}") for number in range(30)]
    connected.settled()
    assert all(whole(fake, event["ts"]) for event in events)
    slowest = max(fake.acknowledged[envelope] - sent for envelope, sent in fake.sent.items())
    assert slowest < PATIENCE, slowest


def test_acknowledged_in_time_while_every_thread_is_at_work(fake: FakeSlack, tmp_path: Path) -> None:
    with open_rig(fake, tmp_path, slack_workers=2, queue=50) as (rig, gated):
        events = [rig.hears(f"<@{BOT_USER}> Does IVIG work? {number}") for number in range(30)]
        until(lambda: len(fake.acknowledged) == 30, PATIENCE)
        assert not fake.answers()
        gated.open = True
        rig.settled()
    assert all(whole(fake, event["ts"]) for event in events)


def test_beyond_the_queue_the_asker_is_told(fake: FakeSlack, tmp_path: Path) -> None:
    with open_rig(fake, tmp_path, slack_workers=1, queue=1, socket=False) as (rig, gated):
        events = [rig.hears(f"<@{BOT_USER}> Does IVIG work? {number}") for number in range(4)]
        until(lambda: len(fake.ephemeral) == 2)
        gated.open = True
        rig.settled()
    assert [said["text"] for said in fake.ephemeral] == [lines.BUSY] * 2
    assert sum(whole(fake, event["ts"]) for event in events) == 2


def test_a_dropped_socket_is_opened_again_and_what_was_not_acknowledged_comes_again(
    connected: Rig, fake: FakeSlack
) -> None:
    body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
    fake.deaf = True
    envelope = fake.deliver(body)
    until(fake.answers)
    fake.drop()
    fake.deaf = False
    fake.deliver(body, envelope=envelope, retry=1)
    later = connected.hears(f"<@{BOT_USER}> Does IVIG help?")
    connected.settled()
    assert whole(fake, body["event"]["ts"])
    assert whole(fake, later["ts"])
    assert fake.calls["apps.connections.open"] >= 2


@pytest.mark.parametrize("after", [0, 2])
def test_a_stream_that_outlives_its_five_minutes_is_completed_in_place(rig: Rig, fake: FakeSlack, after: int) -> None:
    fake.trouble("chat.appendStream", "message_not_in_streaming_state", after=after)
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])
    assert fake.calls["chat.update"] == 1
    assert any(SPMS in text for text in texts(fake.answers()[0]["blocks"]))


def test_a_stream_that_expires_before_it_is_stopped(rig: Rig, fake: FakeSlack) -> None:
    fake.trouble("chat.stopStream", "message_not_in_streaming_state")
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])


def test_where_nothing_streams_it_is_posted(rig: Rig, fake: FakeSlack) -> None:
    fake.trouble("chat.startStream", "channel_type_not_supported")
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])
    assert fake.calls["chat.postMessage"] == 1


@pytest.mark.parametrize(
    "method", ["chat.startStream", "chat.appendStream", "chat.stopStream", "conversations.replies"]
)
def test_a_limited_api_is_waited_for_as_long_as_it_says(rig: Rig, fake: FakeSlack, method: str) -> None:
    first = rig.hears("Does IVIG work?", channel="D1")
    rig.settled()
    fake.trouble(method, "ratelimited", times=1, seconds=1)
    began = time.perf_counter()
    rig.hears("And the dose?", channel="D1", thread=first["ts"])
    rig.settled()
    assert time.perf_counter() - began >= 1
    assert len(fake.answers("D1")) == 2
    assert not fake.lines("D1")


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
def test_a_line_cut_after_slack_did_it_makes_no_second_answer(rig: Rig, fake: FakeSlack, method: str) -> None:
    fake.trouble(method, "cut")
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])


def test_a_post_whose_line_is_cut_makes_no_second_answer(rig: Rig, fake: FakeSlack) -> None:
    fake.trouble("chat.startStream", "channel_type_not_supported")
    fake.trouble("chat.postMessage", "cut")
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])


def test_slack_down_for_a_while_is_waited_for(rig: Rig, fake: FakeSlack) -> None:
    for method in ("chat.startStream", "chat.postMessage"):
        fake.trouble(method, "internal_error", times=2)
    event = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert whole(fake, event["ts"])


def test_where_the_answer_cannot_be_brought_the_asker_is_told(rig: Rig, fake: FakeSlack) -> None:
    for method in ("chat.startStream", "chat.postMessage"):
        fake.trouble(method, "is_archived", times=9)
    rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    assert [said["text"] for said in fake.ephemeral] == [lines.GIVEN_UP]


def test_a_ledger_that_is_away_is_told(fake: FakeSlack, tmp_path: Path) -> None:
    with open_rig(fake, tmp_path, socket=False) as (rig, gated):

        def broken() -> None:
            raise LedgerUnavailable("It is locked.", "Wait.")

        gated.broken = broken
        rig.hears("Does IVIG work?", channel="D1")
        rig.settled()
    assert fake.lines("D1") == [lines.UNREACHABLE]


def test_too_long_at_work_is_told(fake: FakeSlack, tmp_path: Path) -> None:
    with Rig(fake, tmp_path, socket=False, timeout=0.000001) as rig:
        rig.hears("Does IVIG work?", channel="D1")
        rig.settled()
    assert fake.lines("D1") == [lines.TOO_LONG]


def test_what_cannot_be_taken_in_is_not_acknowledged(rig: Rig, fake: FakeSlack) -> None:
    def full(key: str, message: str, payload: str) -> bool:
        raise LedgerUnavailable("The disk is full.", "Free some.")

    accept, rig.inbox.accept = rig.inbox.accept, full  # type: ignore[method-assign]
    body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
    assert fake.deliver(body, envelope="first") not in fake.acknowledged
    rig.inbox.accept = accept  # type: ignore[method-assign]
    fake.deliver(body, envelope="first")
    rig.settled()
    assert whole(fake, body["event"]["ts"])


def test_stopped_with_questions_waiting_they_are_answered_by_whoever_starts_next(
    fake: FakeSlack, tmp_path: Path
) -> None:
    with open_rig(fake, tmp_path, slack_workers=1, queue=20, socket=False) as (rig, gated):
        events = [rig.hears(f"<@{BOT_USER}> Does IVIG work? {number}") for number in range(5)]
        assert not fake.answers()
        gated.open = True
    with Rig(fake, tmp_path, socket=False) as rig:
        rig.settled()
    assert all(whole(fake, event["ts"]) for event in events)
