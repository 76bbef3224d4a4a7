"""kill -9 at each point of the way, then a restart: one answer a question, none lost; and what the log holds."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.surfaces.slack.fake import APP_TOKEN, BOT_USER, TOKEN, FakeSlack, until

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
HELD = 1.0
ROOT = Path(__file__).parents[3]


@contextmanager
def process(fake: FakeSlack, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    before = fake.calls["apps.connections.open"]
    with (folder / "log").open("ab") as log:
        command = [sys.executable, "-m", "tests.surfaces.slack.killable", fake.url, str(folder), str(HELD)]
        bot = subprocess.Popen(command, stderr=log, cwd=ROOT)
        try:
            until(lambda: fake.calls["apps.connections.open"] > before, 30)
            yield bot
        finally:
            bot.kill()
            bot.wait()


@pytest.mark.parametrize(
    ("method", "after"),
    [("chat.startStream", 0), ("chat.appendStream", 2), ("chat.stopStream", 0)],
)
def test_killed_while_it_answers(fake: FakeSlack, tmp_path: Path, method: str, after: int) -> None:
    with process(fake, tmp_path) as bot:
        fake.trouble(method, "kill", after=after, seconds=bot.pid)
        body = fake.say(f"<@{BOT_USER}> Does IVIG work?")
        fake.deliver(body)
        bot.wait(20)
    thread = body["event"]["ts"]
    with process(fake, tmp_path):
        until(lambda: any(a["blocks"][-1]["block_id"] == "feedback" for a in fake.answers(thread=thread)), 30)
        until(lambda: not fake.answers(thread=thread)[0]["streaming"])
        time.sleep(2 * HELD)
    assert len(fake.answers(thread=thread)) == 1


def test_killed_before_it_answers_and_nothing_of_it_in_the_log(fake: FakeSlack, tmp_path: Path) -> None:
    (tmp_path / "wait").touch()
    with process(fake, tmp_path):
        events = [fake.say(f"<@{BOT_USER}> Does IVIG wait? {number} Jane Roe") for number in range(5)]
        envelopes = [fake.deliver(body) for body in events]
        until(lambda: all(envelope in fake.acknowledged for envelope in envelopes))
    assert not fake.answers()
    (tmp_path / "wait").unlink()
    with process(fake, tmp_path):
        until(lambda: len(fake.answers()) == 5, 30)
        until(lambda: len(fake.ephemeral) == 5)
    assert all(len(fake.answers(thread=body["event"]["ts"])) == 1 for body in events)
    log = (tmp_path / "log").read_text()
    assert '"answered"' in log
    assert not [word for word in ("IVIG", "Jane", "secondary", TOKEN, APP_TOKEN) if word in log]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.sqlite3*"))
    assert b"[name]" in kept
    assert b"Jane" not in kept
