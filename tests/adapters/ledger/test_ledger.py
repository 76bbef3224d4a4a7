"""What is kept, for whom, and what is left when it is erased."""

import json
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import ports
from assistant.adapters.ledger import Store, clock
from assistant.errors import LedgerBusy, LedgerUnusable, UsageError
from assistant.records import Feedback
from assistant.render.answer_json import from_json
from tests.adapters.conftest import Child
from tests.adapters.ledger.conftest import Opener, answer, sql, tamper


def test_an_answer_is_given_back(store: Store) -> None:
    ledger: ports.Ledger = store.ledger
    kept = answer(question="Quotes \" ' \\ \x00 \ud800 \U0001f9e0 and % :name")
    receipt = ledger.record("ann", kept)
    found = ledger.find("ann", "a1")
    assert found
    assert (found.seq, found.at, found.hash) == (receipt.seq, receipt.at, receipt.hash)
    assert (found.kind, found.owner, found.answer_id) == ("answer", "ann", "a1")
    assert from_json(json.loads(found.content or "")) == kept


def test_the_latest_record_is_found(store: Store) -> None:
    store.ledger.record("ann", answer(question="first"))
    store.ledger.record("ann", answer(question="second"))
    found = store.ledger.find("ann", "a1")
    assert found
    assert json.loads(found.content or "")["question"] == "second"


def test_the_same_answer_of_two_users_is_two(store: Store) -> None:
    """An answer's id is a hash of the question: knowing it opens nothing."""
    store.ledger.record("ann", answer(question="of ann"))
    assert store.ledger.find("bob", "a1") is None
    assert store.ledger.rate("bob", Feedback("a1", helpful=False)) is None
    assert store.ledger.erase("bob", "a1") is False
    store.ledger.record("bob", answer(question="of bob"))
    assert store.ledger.erase("ann", "a1") is True
    assert store.ledger.find("ann", "a1") is None
    found = store.ledger.find("bob", "a1")
    assert found
    assert json.loads(found.content or "")["question"] == "of bob"


@pytest.mark.parametrize("owner", ["", "x" * 201, "a\x00b", "a\nb", "\ud800", " \u202e"])
def test_an_owner_that_cannot_be_kept(store: Store, owner: str) -> None:
    with pytest.raises(UsageError):
        store.ledger.record(owner, answer())
    assert store.ledger.find(owner, "a1") is None
    assert store.ledger.find("ann", owner) is None
    assert store.ledger.rate(owner, Feedback("a1", helpful=True)) is None
    assert store.ledger.erase(owner, "a1") is False
    assert store.custody.verify().entries == 0


def test_sql_in_an_id_is_an_id(store: Store) -> None:
    owner = "'; DROP TABLE citebound_ledger; -- % :x"
    store.ledger.record(owner, answer())
    assert store.ledger.find(owner, "a1")
    assert store.ledger.find("%", "a1") is None


def test_erased_content_is_nowhere(store: Store) -> None:
    secret = "Mrs Unmistakable"
    for question in (secret, f"again {secret}"):
        store.ledger.record("ann", answer(question=question))
    store.ledger.rate("ann", Feedback("a1", helpful=False, reason="wrong", text=f"told by {secret}"))
    store.ledger.record("ann", answer(2))
    assert store.ledger.erase("ann", "a1") is True
    assert store.ledger.erase("ann", "a1") is False
    assert store.ledger.find("ann", "a1") is None
    assert store.ledger.rate("ann", Feedback("a1", helpful=True)) is None
    entries = list(store.custody.entries())
    assert [(entry.kind, entry.content is None, entry.salt is None) for entry in entries] == [
        ("answer", True, True),
        ("answer", True, True),
        ("feedback", True, True),
        ("answer", False, False),
        ("erasure", False, False),
    ]
    assert json.loads(entries[-1].content or "") == {"erased": [[1, 3]], "why": "asked for"}
    checked = store.custody.verify()
    assert (checked.entries, checked.erased, checked.faults) == (5, 3, ())
    if store.database.file:
        files = list(store.database.file.parent.glob("ledger.sqlite3*"))
        assert not any(secret.encode() in file.read_bytes() for file in files)


def test_a_reader_delays_scrubbing_and_nobody_else(tmp_path: Path, opening: Opener) -> None:
    secret, file = "Mrs Unmistakable", tmp_path / "ledger.sqlite3"
    store = opening(f"sqlite:///{file}")
    store.ledger.record("ann", answer(question=secret))
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM citebound_ledger").fetchone()
    assert store.ledger.erase("ann", "a1") is True
    assert store.database.stained
    store.ledger.record("ann", answer(2))
    reader.execute("COMMIT")
    reader.close()
    store.ledger.alive()
    assert not store.database.stained
    assert not any(secret.encode() in each.read_bytes() for each in tmp_path.glob("ledger.sqlite3*"))


def test_asked_again_after_erasure_it_is_there_again(store: Store) -> None:
    store.ledger.record("ann", answer())
    store.ledger.erase("ann", "a1")
    store.ledger.record("ann", answer())
    assert store.ledger.find("ann", "a1")
    assert store.custody.verify().faults == ()


def test_export_by_owner_and_time(store: Store) -> None:
    began = datetime.now(UTC)
    store.ledger.record("ann", answer(1))
    store.ledger.record("bob", answer(2))
    second = list(store.custody.entries())[1]
    assert [entry.seq for entry in store.custody.entries(owner="bob")] == [2]
    assert [entry.seq for entry in store.custody.entries(since=datetime.fromisoformat(second.at))] == [2]
    assert [entry.seq for entry in store.custody.entries(since=began)] == [1, 2]
    assert list(store.custody.entries(since=began + timedelta(days=1))) == []


def test_purge_erases_what_is_old(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = clock.written(datetime.now(UTC) - timedelta(days=31))
    with monkeypatch.context() as earlier:
        earlier.setattr("assistant.adapters.ledger.writer.now", lambda: long_ago)
        for number in range(1, 8):
            store.ledger.record("ann", answer(number))
        store.ledger.rate("ann", Feedback("a7", helpful=True, text="old"))
        store.ledger.erase("ann", "a3")
    store.ledger.record("bob", answer(9))
    monkeypatch.setattr("assistant.adapters.ledger.custody._ERASED_AT_ONCE", 4)
    assert store.custody.purge(0) == 0
    assert store.custody.purge(32) == 0
    assert store.custody.purge(30) == 7
    assert store.custody.purge(30) == 0
    said = [json.loads(entry.content or "") for entry in store.custody.entries() if entry.kind == "erasure"]
    assert [each["erased"] for each in said] == [[[3, 3]], [[1, 2], [4, 5]], [[6, 8]]]
    assert said[1]["why"] == "older than 30 days"
    assert store.ledger.find("ann", "a1") is None
    assert store.ledger.find("bob", "a9")
    checked = store.custody.verify()
    assert (checked.erased, checked.faults) == (8, ())


def test_alive(store: Store) -> None:
    store.ledger.alive()
    store.ledger.record("ann", answer())
    store.writer.failed = True
    store.ledger.alive()
    assert store.writer.failed is False
    tamper(store, "DROP TABLE citebound_head")
    with pytest.raises(LedgerUnusable):
        store.ledger.alive()
    with pytest.raises(LedgerUnusable):
        store.ledger.record("ann", answer())


def test_a_closed_ledger_says_so(store: Store) -> None:
    store.ledger.record("ann", answer())
    store.writer.close()
    with pytest.raises(LedgerUnusable, match="closed"):
        store.ledger.record("ann", answer())


def test_it_is_there_when_opened_again(url: str, opening: Opener, tmp_path: Path) -> None:
    with opening(url) as first:
        first.ledger.record("ann", answer())
    again = opening(url)
    assert again.ledger.find("ann", "a1")
    again.ledger.record("ann", answer(2))
    assert again.custody.verify().faults == ()
    if again.database.file:
        assert again.database.file.stat().st_mode & 0o077 == 0
        sql(again, "INSERT INTO citebound_keys (id, name, salt, secret_hash, created) VALUES ('x', 'y', 'z', '', '')")


def test_one_purges_at_a_time(store: Store, url: str, opening: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other is told at once; what the first one took is free again when it has ended, or died."""
    other = opening(url)
    tried: list[str] = []

    def second(_: object) -> int:
        with pytest.raises(LedgerBusy) as caught:
            other.custody.purge(1)
        tried.append(str(caught.value))
        return 5

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store.custody, "_purged", second)
        assert store.custody.purge(1) == 5
    assert len(tried) == 1
    assert other.custody.purge(1) == 0
    child = Child(HOLD, url)
    assert child.process.stdout
    assert child.process.stdout.readline() == "held\n"
    second(None)
    child.kill_after(0)
    deadline = time.monotonic() + 20
    while True:  # PostgreSQL finds out in a moment
        with suppress(LedgerBusy):
            assert store.custody.purge(1) == 0
            break
        assert time.monotonic() < deadline
        time.sleep(0.05)


HOLD = """
import sys, time
from assistant.adapters.ledger import open_store
from assistant.adapters.ledger.alone import alone
with open_store(sys.argv[1]) as store, alone(store.database, "purge"):
    print("held", flush=True)
    time.sleep(60)
"""
