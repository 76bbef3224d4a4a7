"""The inbox: each delivery once, held by one process at a time, and empty of content when it is answered."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from assistant.adapters.inbox import HELD, SqlInbox, open_inbox
from assistant.adapters.ledger import open_store
from assistant.records import Said


@pytest.fixture
def inbox(url: str) -> Iterator[SqlInbox]:
    with closing(open_inbox(url)) as inbox:
        yield inbox


def test_a_delivery_is_taken_once_by_its_key_and_by_its_message(inbox: SqlInbox) -> None:
    assert inbox.accept("e1", "m1", "{}")
    assert not inbox.accept("e1", "m2", "{}")
    assert not inbox.accept("e2", "m1", "{}")
    assert inbox.accept("e3", "m3", "{}")


def test_it_is_known_after_a_restart_and_once_it_is_finished(url: str, inbox: SqlInbox) -> None:
    assert inbox.accept("e1", "m1", "{}")
    inbox.finish("e1")
    with closing(open_inbox(url)) as again:
        assert not again.accept("e1", "m1", "{}")
        assert again.claim(9) == ()


def test_twenty_at_once_are_one(inbox: SqlInbox) -> None:
    with ThreadPoolExecutor(20) as threads:
        taken = list(threads.map(lambda number: inbox.accept(f"e{number % 2}", f"m{number % 2}", "{}"), range(20)))
    assert sum(taken) == 2


def test_what_is_held_is_not_claimed_until_its_holder_is_silent(
    inbox: SqlInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    inbox.accept("e1", "m1", "one")
    now += HELD - 1
    assert inbox.claim(9) == ()
    inbox.hold(["e1"])
    now += HELD - 1
    assert inbox.claim(9) == ()
    now += 2
    (taken,) = inbox.claim(9)
    assert (taken.key, taken.payload, taken.attempts) == ("e1", "one", 2)
    assert inbox.claim(9) == ()


def test_the_oldest_are_claimed_first_and_each_by_one(inbox: SqlInbox) -> None:
    for number in range(6):
        inbox.accept(f"e{number}", f"m{number}", "")
        inbox.release(f"e{number}", -1)
    with ThreadPoolExecutor(3) as threads:
        groups = list(threads.map(lambda _: [taken.key for taken in inbox.claim(2)], range(3)))
    assert sorted(key for group in groups for key in group) == [f"e{number}" for number in range(6)]


def test_what_is_finished_keeps_no_content_and_stays_finished(inbox: SqlInbox) -> None:
    inbox.accept("e1", "m1", "what was asked")
    inbox.finish("e1")
    inbox.hold(["e1"])
    inbox.release("e1", -1)
    assert inbox.claim(9) == ()
    with inbox._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT payload FROM citebound_inbox").all() == [(None,)]


def test_posts_are_parts_of_an_answer(inbox: SqlInbox) -> None:
    inbox.accept("e1", "m1", "")
    inbox.answered("e1", "slack:x", "a1")
    inbox.posted("e1", "C1", "10.1")
    inbox.posted("e1", "C1", "9.1")
    assert inbox.posts("e1") == ("10.1", "9.1")
    assert inbox.said("C1", "9.1") == Said("slack:x", "a1", 1)
    assert inbox.said("C2", "9.1") is None


def test_what_is_long_finished_is_forgotten(inbox: SqlInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.accept("old", "m1", "")
    inbox.posted("old", "C1", "1.1")
    inbox.accept("waiting", "m2", "")
    inbox.finish("old")
    monkeypatch.setattr("assistant.adapters.inbox._KEPT", -1.0)
    inbox.accept("new", "m3", "")
    inbox.finish("new")
    assert inbox.said("C1", "1.1") is None
    assert inbox.accept("old", "m1", "")
    assert not inbox.accept("waiting", "m2", "")


def test_it_stands_beside_the_ledger_and_outside_of_its_chain(url: str, inbox: SqlInbox) -> None:
    inbox.accept("e1", "m1", "{}")
    with open_store(url) as store:
        assert store.custody.verify().faults == ()
