"""The real assistant in Slack: the ids, markers and quotes that every other surface gives; and the check."""

import json
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.ask import Told
from assistant.compose import Detail
from assistant.values import Answer, Turn
from tests.doubles import Double
from tests.golden.answers import ANSWERS
from tests.material import assistant
from tests.surfaces.slack.fake import BOT_USER, FakeSlack, texts, until
from tests.surfaces.slack.rig import Rig

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GOLDEN = Path(__file__).parents[2] / "golden"
FIRST, THEN = "Does IVIG help in secondary progressive MS?", "And in primary progressive MS?"


def test_a_conversation_gives_the_same_answers(fake: FakeSlack, tmp_path: Path) -> None:
    first = assistant().ask(FIRST)
    then = assistant().ask(THEN, (Turn("user", FIRST), Turn("assistant", first.text)))
    with Rig(fake, tmp_path, assistant(), socket=False) as rig:
        event = rig.hears(f"<@{BOT_USER}> {FIRST}")
        rig.settled()
        rig.hears(f"<@{BOT_USER}> {THEN}", thread=event["ts"])
        rig.settled()
        entries = [json.loads(entry.content or "") for entry in rig.store.custody.entries()]
    assert [said["id"] for said in entries] == [first.id, then.id]
    for answer, message in zip((first, then), fake.answers(), strict=True):
        shown = texts(message["blocks"])
        assert message["metadata"]["event_payload"]["answer"] == answer.id
        starts = [statement.start for statement in answer.statements] + [len(answer.text)]
        for start, end in pairwise(starts):
            assert answer.text[start:end].strip() in shown
        buttons = [
            each["value"] for block in message["blocks"] for each in block.get("elements", ()) if "value" in each
        ]
        places = [(str(c.marker), str(c.start), str(c.end), c.document) for c in (*answer.citations, *answer.nearest)]
        assert [(*value.split("|", 4)[:3], value.split("|", 4)[4]) for value in buttons] == places


class Golden(Double):
    """Gives the answer of this name."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        return ANSWERS[question]


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("streamed", [True, False], ids=["streamed", "posted"])
def test_slack_is_sent_what_the_golden_file_has(fake: FakeSlack, tmp_path: Path, name: str, streamed: bool) -> None:
    golden = json.loads((GOLDEN / f"{name}.slack.json").read_text(encoding="utf-8"))
    if not streamed:
        fake.trouble("chat.startStream", "channel_type_not_supported", times=9)
    with Rig(fake, tmp_path, Golden(), socket=False) as rig:
        rig.hears(name, channel="D1")
        rig.settled()
        for at, value in enumerate(golden["views"]):
            fake.deliver(fake.press({"type": "button", "action_id": "passage-0"}, value), "interactive")
            until(partial(lambda before: len(fake.views) > before, at))
    assert [message["blocks"] for message in fake.answers("D1")] == [each["blocks"] for each in golden["messages"]]
    assert fake.views == list(golden["views"].values())
    if not streamed:
        assert [message["text"] for message in fake.answers("D1")] == [each["text"] for each in golden["messages"]]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("IVIG is beneficial in secondary progressive MS.", "Outside the limits"),
        ("In secondary progressive MS no benefit of IVIG was found.", "Inside the limits"),
    ],
)
def test_the_shortcut_checks_a_claim_for_its_asker_alone(
    fake: FakeSlack, tmp_path: Path, claim: str, verdict: str
) -> None:
    with Rig(fake, tmp_path, assistant(), socket=False) as rig:
        fake.deliver(fake.shortcut(claim))
        rig.settled()
        until(lambda: fake.responses)
    (said,) = fake.responses
    assert said["response_type"] == "ephemeral"
    assert texts(said["blocks"])[0].startswith(verdict)
    assert not fake.answers()


def test_a_message_without_words_or_too_many_is_told(fake: FakeSlack, tmp_path: Path) -> None:
    with Rig(fake, tmp_path, assistant(), socket=False) as rig:
        fake.deliver(fake.shortcut(""))
        fake.deliver(fake.shortcut("word " * 8000))
        rig.settled()
        until(lambda: len(fake.responses) == 2)
    assert {said["text"][:30] for said in fake.responses} == {
        "This message has no words to c",
        "This message has 39,999 charac",
    }
