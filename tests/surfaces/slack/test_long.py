"""Answers in several messages: whole and in order in a thread, and where a command cannot show all of it, said."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.ask import Told
from assistant.compose import Detail
from assistant.render.slack import to_messages
from assistant.surfaces.slack import lines
from assistant.values import Answer, Turn
from tests.doubles import Double
from tests.render.test_slack import long
from tests.surfaces.slack.fake import BOT_USER, FakeSlack, texts
from tests.surfaces.slack.rig import Rig

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Long(Double):
    """Answers in several messages."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        return long(2000, 15)


def numbers(fake: FakeSlack) -> list[str]:
    """The markers at the ends of the statements, in order."""
    blocks = [block for message in fake.answers() for block in message["blocks"]]
    said = [texts([block])[0] for block in blocks if block["block_id"].startswith("statement-")]
    return [text.rpartition(" ")[2] for text in said]


@pytest.mark.parametrize(
    "troubles",
    [
        [],
        [("chat.startStream", "cut", 1)],
        [("chat.startStream", "message_not_in_streaming_state", 1)],
        [("chat.stopStream", "cut", 0), ("chat.update", "cut", 0)],
        [("chat.appendStream", "message_not_in_streaming_state", 3), ("chat.postMessage", "cut", 0)],
    ],
    ids=["no trouble", "cut between", "refused between", "cut twice", "expired and cut"],
)
def test_an_answer_in_several_messages_is_whole_and_in_order(
    fake: FakeSlack, tmp_path: Path, troubles: list[tuple[str, str, int]]
) -> None:
    for method, kind, after in troubles:
        fake.trouble(method, kind, after=after)
    with Rig(fake, tmp_path, Long(), socket=False) as rig:
        rig.hears(f"<@{BOT_USER}> Does IVIG work?")
        rig.settled()
    assert len(fake.answers()) == len(to_messages(long(2000, 15))) > 2
    assert numbers(fake) == [f"[{number}]" for number in range(1, 16)]


class Endless(Double):
    """Answers in more messages than a command can show; its asker is named."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        return long(2800, 40)


def test_an_answer_that_a_command_cannot_show_whole_says_so_and_the_notice_still_comes(
    fake: FakeSlack, tmp_path: Path
) -> None:
    with Rig(fake, tmp_path, Endless(), socket=False) as rig:
        fake.deliver(fake.command("Does IVIG help Jane Roe?"), "slash_commands")
        rig.settled()
    *shown, notice = fake.responses
    assert 2 < len(shown) < len(to_messages(long(2800, 40)))
    assert [lines.CUT in "".join(texts(said["blocks"])) for said in shown] == [False] * (len(shown) - 1) + [True]
    assert texts(shown[-1]["blocks"])[-1].endswith(lines.CUT)
    assert notice["text"].startswith("Personal details (name) were taken out of your question")
    assert not fake.calls["chat.postMessage"]


def test_an_answer_that_a_command_just_shows_whole_does_not(fake: FakeSlack, tmp_path: Path) -> None:
    with Rig(fake, tmp_path, Long(), socket=False) as rig:
        fake.deliver(fake.command("Does IVIG work?"), "slash_commands")
        rig.settled()
    assert len(fake.responses) == len(to_messages(long(2000, 15))) > 2
    assert fake.responses[-1]["blocks"][-1]["block_id"] == "feedback"
    assert not [text for said in fake.responses for text in texts(said["blocks"]) if lines.CUT in text]


def test_where_a_command_can_no_longer_be_replied_to_its_asker_is_told_in_private(rig: Rig, fake: FakeSlack) -> None:
    command = fake.command("Does IVIG work?")
    fake.taken[urlsplit(command["response_url"]).path] = 5
    fake.deliver(command, "slash_commands")
    rig.settled()
    assert not fake.responses
    assert fake.lines("U1") == [lines.GIVEN_UP]
