import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.adapters.ledger import Store, clock
from assistant.records import Feedback
from assistant.settings import load
from tests.doubles import answered
from tests.surfaces.cli.conftest import Cli


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    monkeypatch.setenv("CITEBOUND_DATA_DIR", str(tmp_path / "data"))
    with bootstrap.store(load()) as opened:
        yield opened


def test_verify_an_untouched_ledger(cli: Cli, store: Store, tmp_path: Path) -> None:
    assert (tmp_path / "data" / "ledger.sqlite3").is_file()
    receipt = store.ledger.record("ann", answered())
    ran = cli("ledger", "verify")
    assert (ran.code, ran.out, ran.err) == (0, f"1 entries, 0 erased; head {receipt.hash}\n", "")
    assert cli("ledger", "verify", "--head", receipt.hash).code == 0
    assert json.loads(cli("ledger", "verify", "--json").out)["faults"] == []


def test_verify_says_what_was_changed(cli: Cli, store: Store) -> None:
    store.ledger.record("ann", answered())
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE citebound_ledger SET content = NULL, salt = NULL")
    ran = cli("ledger", "verify")
    assert (ran.code, ran.err) == (1, "citebound: entry 1: its content is gone, and no erasure says so\n")
    report = json.loads(cli("ledger", "verify", "--json", "--head", "0").out)
    assert [fault["seq"] for fault in report["faults"]] == [1, 1]


def test_export(cli: Cli, store: Store) -> None:
    store.ledger.record("ann", answered())
    store.ledger.record("bob", answered("Another?"))
    store.ledger.rate("ann", Feedback("a1", helpful=False, text="no"))
    store.ledger.erase("bob", "a1")
    lines = [json.loads(line) for line in cli("ledger", "export").out.splitlines()]
    assert [(line["kind"], line["owner"], line["content"] is None) for line in lines] == [
        ("answer", "ann", False),
        ("answer", "bob", True),
        ("feedback", "ann", False),
        ("erasure", "bob", False),
    ]
    assert lines[0]["content"]["question"] == "Does IVIG work?"
    assert len(cli("ledger", "export", "--owner", "ann").out.splitlines()) == 2
    assert cli("ledger", "export", "--since", "2999-01-01").out == ""
    assert cli("ledger", "export", "--since", "yesterday").code == 2


def test_purge(cli: Cli, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        long_ago = clock.written(datetime.now(UTC) - timedelta(days=8))
        earlier.setattr("assistant.adapters.ledger.writer.now", lambda: long_ago)
        store.ledger.record("ann", answered())
    assert cli("ledger", "purge").out == "Nothing is erased: CITEBOUND_RETENTION_DAYS is 0.\n"
    monkeypatch.setenv("CITEBOUND_RETENTION_DAYS", "7")
    assert cli("ledger", "purge").out == "1 entries older than 7 days erased.\n"
    assert json.loads(cli("ledger", "purge", "--json").out) == {"erased": 0, "retention_days": 7}
    assert cli("ledger", "verify").code == 0


def test_keys(cli: Cli, store: Store) -> None:
    assert cli("keys", "list").out == "There are no keys. Make one: citebound keys make NAME\n"
    made = cli("keys", "make", "portal")
    key = store.keys.check(made.out.strip())
    assert key
    assert made.err == f"Key {key.id} for portal. It is not shown again.\n"
    assert cli("keys", "list").out.startswith(f"{key.id}  portal  made ")
    assert cli("keys", "revoke", key.id).out == f"Key {key.id} is revoked.\n"
    assert cli("keys", "revoke", key.id).code == 2
    assert "revoked" in cli("keys", "list").out
    as_json = json.loads(cli("keys", "make", "other", "--json").out)
    assert store.keys.check(as_json["secret"])
    assert [row["name"] for row in json.loads(cli("keys", "list", "--json").out)] == ["portal", "other"]


def test_a_password_is_never_shown(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_LEDGER_URL", "postgresql://u:hunter2@/db?host=/nowhere")
    ran = cli("ledger", "verify")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "hunter2" not in ran.err + repr(load())
