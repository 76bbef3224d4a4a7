"""Mentions, direct messages, threads, the agent view, the command, the shortcut and the buttons."""

import json

import pytest

from assistant.surfaces.slack import lines
from assistant.values import Turn
from tests.doubles import BENEFIT, DOSE, SHA256, SPMS, TEXT, answered
from tests.surfaces.slack.fake import BOT_USER, TEAM, FakeSlack, texts, until
from tests.surfaces.slack.rig import Rig

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_mention_is_answered_in_its_thread(connected: Rig, fake: FakeSlack) -> None:
    event = connected.hears(f"<@{BOT_USER}> Does IVIG work?")
    connected.settled()
    (answer,) = fake.answers(thread=event["ts"])
    shown = "\n".join(texts(answer["blocks"]))
    assert all(f"{words} [{number}]" in shown for number, words in enumerate((SPMS, BENEFIT, DOSE), start=1))
    assert "[1][2][3] A tiny review (undated · review · certainty not graded)" in shown
    assert "possible unit error" in shown
    assert connected.double.asked == [("Does IVIG work?", (), "brief")]
    assert answer["metadata"]["event_payload"] == {"answer": "a1"}
    assert fake.statuses[0]["thread_ts"] == event["ts"]


def test_statements_stream_one_by_one_and_only_when_the_answer_is_whole(rig: Rig, fake: FakeSlack) -> None:
    rig.hears("Does IVIG work?", channel="D1")
    rig.settled()
    assert fake.calls["chat.startStream"] == 1
    # The outcome starts it; then come three statements, and two remarks on limits, one after the other.
    assert fake.calls["chat.appendStream"] == 5
    assert fake.calls["chat.stopStream"] == 1
    assert fake.calls["chat.postMessage"] == fake.calls["chat.update"] == 0
    assert not fake.answers("D1")[0]["streaming"]


def test_a_follow_up_gets_the_thread_as_its_history(rig: Rig, fake: FakeSlack) -> None:
    first = rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    fake.say("I had lunch", thread=first["ts"])
    rig.hears(f"And the dose <@{BOT_USER}>?", thread=first["ts"], user="U2")
    rig.settled()
    assert rig.double.asked[1] == (
        "And the dose ?",
        (Turn("user", "Does IVIG work?"), Turn("assistant", answered().text)),
        "brief",
    )


def test_in_a_direct_conversation_every_message_is_a_turn_and_lines_are_none(rig: Rig, fake: FakeSlack) -> None:
    first = rig.hears("Does IVIG work?", channel="D1")
    rig.settled()
    rig.hears("", channel="D1", thread=first["ts"])
    rig.settled()
    rig.hears("And the dose?", channel="D1", thread=first["ts"])
    rig.settled()
    assert len(fake.lines("D1")) == 1
    assert [turn.role for turn in rig.double.asked[1][1]] == ["user", "assistant"]


def test_what_the_ledger_no_longer_has_is_read_from_the_message(rig: Rig, fake: FakeSlack) -> None:
    first = rig.hears("Does IVIG work?", channel="D1")
    rig.settled()
    (entry,) = rig.store.custody.entries()
    assert rig.store.ledger.erase(entry.owner, entry.answer_id)
    rig.hears("And the dose?", channel="D1", thread=first["ts"])
    rig.settled()
    assert rig.double.asked[1][1][1] == Turn("assistant", " ".join(answered().text.split()))


def test_the_agent_view_suggests_questions(rig: Rig, fake: FakeSlack) -> None:
    event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}
    fake.deliver({"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event})
    until(lambda: fake.prompts)
    assert [prompt["message"] for prompt in fake.prompts[0]["prompts"]] == list(rig.assistant.corpus.suggested)
    assert "thread_ts" not in fake.prompts[0]


def test_the_command_answers_its_asker_alone(rig: Rig, fake: FakeSlack) -> None:
    fake.deliver(fake.command("Does IVIG work?"), "slash_commands")
    rig.settled()
    (said,) = fake.responses
    assert said["response_type"] == "ephemeral"
    assert any(SPMS in text for text in texts(said["blocks"]))
    assert not fake.answers()


def passage_button(fake: FakeSlack, number: int) -> tuple[dict[str, str], str]:
    rows = [block for block in fake.answers()[0]["blocks"] if block["type"] == "actions"]
    button = rows[0]["elements"][number]
    return button, button["value"]


def test_a_passage_opens_with_its_neighbours_flag_offsets_and_hash(rig: Rig, fake: FakeSlack) -> None:
    rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    button, value = passage_button(fake, 0)
    fake.deliver(fake.press(button, value), "interactive")
    until(lambda: fake.views)
    shown = texts(fake.views[0]["blocks"])
    start = TEXT.index(SPMS)
    assert [SPMS in shown, BENEFIT in shown, DOSE in shown] == [True] * 3
    assert f"tiny-review, characters {start} to {start + len(SPMS)}" in shown
    assert f"SHA-256 of its text {SHA256}" in shown
    button, value = passage_button(fake, 2)
    fake.deliver(fake.press(button, value), "interactive")
    until(lambda: len(fake.views) == 2)
    assert any("possible unit error in the source" in text for text in texts(fake.views[1]["blocks"]))


def test_a_passage_that_changed_is_told(rig: Rig, fake: FakeSlack) -> None:
    button = {"type": "button", "action_id": "passage-1"}
    for value in ("1|0|5|0000|tiny-review", "1|0|5|0000|nothing", "rubbish", ""):
        fake.deliver(fake.press(button, value), "interactive")
    until(lambda: len(fake.responses) == 4)
    assert {said["text"] for said in fake.responses} == {lines.CHANGED}


def test_feedback_goes_into_the_ledger_of_who_asked_and_no_other(rig: Rig, fake: FakeSlack) -> None:
    rig.hears(f"<@{BOT_USER}> Does IVIG work?")
    rig.settled()
    element = {"type": "feedback_buttons", "action_id": "feedback"}
    fake.deliver(fake.press(element, "yes|a1", user="U2"), "interactive")
    until(lambda: fake.responses)
    assert fake.responses[0]["text"] == lines.NOT_YOURS
    fake.deliver(fake.press(element, "no|a1"), "interactive")
    until(lambda: fake.views)
    view = {**fake.views[0], "id": "V1", "state": {"values": {}}}
    view["state"]["values"] = {
        "reason": {"reason": {"selected_option": {"value": "wrong"}}},
        "words": {"words": {"value": "Jane Roe disagrees"}},
    }
    user = {"id": "U1", "team_id": TEAM}
    fake.deliver({"type": "view_submission", "view": view, "user": user, "team": {"id": TEAM}}, "interactive")
    until(lambda: len(list(rig.store.custody.entries())) == 3)
    kept = [json.loads(entry.content or "") for entry in rig.store.custody.entries() if entry.kind == "feedback"]
    assert [(said["helpful"], said["reason"]) for said in kept] == [(False, None), (False, "wrong")]
    assert kept[1]["text"] == "[name] disagrees"


def test_identifiers_are_kept_out_and_their_asker_is_told_alone(rig: Rig, fake: FakeSlack) -> None:
    kept: list[str] = []
    accept = rig.inbox.accept

    def noted(key: str, message: str, payload: str) -> bool:
        kept.append(payload)
        return accept(key, message, payload)

    rig.inbox.accept = noted  # type: ignore[method-assign]
    rig.hears(f"<@{BOT_USER}> Does IVIG help Jane Roe?")
    rig.settled()
    assert "Jane" not in kept[0]
    assert "[name]" in kept[0]
    until(lambda: fake.ephemeral)
    assert fake.ephemeral[0]["user"] == "U1"
    assert fake.ephemeral[0]["text"].startswith("Personal details (name) were")
    assert "Jane" not in fake.ephemeral[0]["text"]


def test_without_identifiers_nothing_is_told(rig: Rig, fake: FakeSlack) -> None:
    rig.hears(f"<@{BOT_USER}> Does  IVIG work?")
    rig.settled()
    assert not fake.ephemeral
