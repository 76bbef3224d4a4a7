"""What is no question gets one clear line or, where nobody asked, nothing; never a traceback, never silence."""

import pytest

from assistant.surfaces.slack import lines
from tests.surfaces.slack.fake import BOT_ID, BOT_USER, TEAM, FakeSlack, until
from tests.surfaces.slack.rig import Rig

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(
    ("text", "more", "line"),
    [
        ("", {}, "Ask a question in words"),
        (f"<@{BOT_USER}>  ", {}, "Ask a question in words"),
        ("", {"subtype": "file_share", "files": [{"id": "F1"}]}, "Files and attachments are not read here"),
        ("", {"attachments": [{"text": "x"}]}, "Files and attachments are not read here"),
        ("x" * 40_000, {}, "Your question has 40,000 characters; the most is 4,000. Ask a shorter one."),
        ("boom", {}, lines.BROKEN),
    ],
    ids=["empty", "mention-only", "file-only", "attachment-only", "long", "bug"],
)
def test_one_line(rig: Rig, fake: FakeSlack, text: str, more: dict[str, object], line: str) -> None:
    rig.hears(text, channel="D1", **more)
    rig.hears(f"<@{BOT_USER}> {text}", **more)
    rig.settled()
    (direct,) = fake.lines("D1")
    (told,) = fake.ephemeral
    assert direct.startswith(line)
    assert told["text"].startswith(line)
    assert "Traceback" not in direct
    assert not fake.answers()


@pytest.mark.parametrize(
    "more",
    [
        {"user": BOT_USER, "bot_id": BOT_ID},
        {"bot_id": "B9OTHER"},
        {"subtype": "bot_message", "bot_id": "B9"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1"}},
        {"hidden": True},
    ],
    ids=["self", "bot", "bot_message", "changed", "deleted", "join", "edited", "hidden"],
)
def test_nobody_asked(rig: Rig, fake: FakeSlack, more: dict[str, object]) -> None:
    rig.hears("Does IVIG work?", channel="D1", **more)
    rig.hears("Does IVIG help?", channel="D2")
    rig.settled()
    assert not fake.answers("D1")
    assert not fake.calls["chat.postMessage"]
    assert len(fake.answers("D2")) == 1


def test_people_who_talk_with_each_other_in_a_channel_are_left_alone(rig: Rig, fake: FakeSlack) -> None:
    body = fake.say("Does IVIG work?")
    body["event"]["type"] = "message"
    fake.deliver(body)
    rig.settled()
    assert not rig.double.asked


def test_a_question_after_an_odd_one_is_answered(rig: Rig, fake: FakeSlack) -> None:
    fake.deliver({"type": "event_callback", "team_id": TEAM, "event_id": "E", "event": {"type": "reaction_added"}})
    fake.deliver({"type": "event_callback", "team_id": TEAM, "event_id": "E2", "event": {"type": "message"}})
    fake.deliver(fake.command(""), "slash_commands")
    rig.hears("Does IVIG work?", channel="D1")
    rig.settled()
    assert len(fake.answers("D1")) == 1
    assert fake.responses[0]["text"].startswith("Ask a question in words: /evidence")


@pytest.mark.parametrize(
    ("where", "event", "line"),
    [
        ({"is_ext_shared_channel": True}, {}, lines.SHARED),
        ({}, {"team": "T9OTHER"}, lines.OUTSIDE),
        ({}, {"user_team": "T9OTHER"}, lines.OUTSIDE),
        ({}, {"source_team": "T9OTHER"}, lines.OUTSIDE),
        ({"team_id": "T9OTHER"}, {}, lines.OUTSIDE),
    ],
    ids=["shared", "team", "user_team", "source_team", "installation"],
)
def test_strangers_are_refused(
    rig: Rig, fake: FakeSlack, where: dict[str, object], event: dict[str, object], line: str
) -> None:
    body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
    body["event"] |= event
    fake.deliver({**body, **where})
    rig.settled()
    assert [said["text"] for said in fake.ephemeral] == [line]
    assert not rig.double.asked


def test_a_stranger_opens_no_passage(rig: Rig, fake: FakeSlack) -> None:
    button = {"type": "button", "action_id": "passage-1"}
    fake.deliver(fake.press(button, "1|0|5|0|tiny-review", team="T9OTHER"), "interactive")
    until(lambda: fake.responses)
    assert fake.responses[0]["text"] == lines.OUTSIDE
    assert not fake.views
