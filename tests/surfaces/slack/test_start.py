"""`citebound slack`: without what it needs, exit code 3, one line, the remedy; and what it does beside answering."""

from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from assistant import bootstrap
from assistant.adapters.ledger import open_store
from assistant.surfaces import retention
from assistant.surfaces.cli.entry import run
from assistant.surfaces.slack.serve import Line, _close
from tests.doubles import Double
from tests.surfaces.http.test_retention import aged, contents, soon
from tests.surfaces.slack.fake import APP_TOKEN, TOKEN, FakeSlack, until

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def started(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **given: str) -> str:
    for name, value in given.items():
        monkeypatch.setenv(f"CITEBOUND_{name.upper()}", value)
    assert run(["slack"]) == 3
    said = capsys.readouterr().err.splitlines()
    assert not [line for line in said if TOKEN in line or APP_TOKEN in line]
    return said[-1]


def test_a_missing_token_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert started(monkeypatch, capsys).startswith("citebound: CITEBOUND_SLACK_APP_TOKEN is not set. Set it")
    said = started(monkeypatch, capsys, slack_app_token=APP_TOKEN)
    assert said.startswith("citebound: CITEBOUND_SLACK_BOT_TOKEN is not set. Set it")


@pytest.mark.parametrize(
    ("method", "setting"), [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")]
)
def test_a_token_that_slack_refuses_is_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fake: FakeSlack,
    tmp_path: Path,
    method: str,
    setting: str,
) -> None:
    monkeypatch.setattr(bootstrap, "build", lambda settings, say, progress=None: Double())
    fake.trouble(method, "invalid_auth", times=9)
    given = {"slack_bot_token": TOKEN, "slack_app_token": APP_TOKEN, "slack_url": fake.url, "data_dir": str(tmp_path)}
    said = started(monkeypatch, capsys, **given)
    assert said.startswith(f"citebound: Slack refuses CITEBOUND_{setting} (invalid_auth).")


def test_alone_it_erases_what_is_older_than_it_may_be_kept(
    monkeypatch: pytest.MonkeyPatch, fake: FakeSlack, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "build", lambda settings, say, progress=None: Double())
    monkeypatch.setattr(retention, "FIRST", 0.0)
    given = {"slack_bot_token": TOKEN, "slack_app_token": APP_TOKEN, "slack_url": fake.url, "data_dir": str(tmp_path)}
    for name, value in {**given, "retention_days": "30"}.items():
        monkeypatch.setenv(f"CITEBOUND_{name.upper()}", value)
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        aged(store, monkeypatch, 31)
        aged(store, monkeypatch, 29)
        monkeypatch.setattr(Line, "wait", lambda line: soon(lambda: contents(store) == [False, True]))
        assert run(["slack"]) == 0


def test_closed_while_its_session_begins_it_ends_all_the_same() -> None:
    """As Slack's client does it: told to end, its thread clears that when it begins, and is joined for ever."""
    state = SimpleNamespace(terminated=False)
    handler = SimpleNamespace(client=SimpleNamespace(current_session_state=state))
    handler.close = lambda: until(lambda: state.terminated, 60)
    closing = Thread(target=_close, args=(handler,), daemon=True)
    closing.start()
    closing.join(5)
    assert not closing.is_alive()
