"""What is older than it may be kept is erased by the service itself."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.adapters.ledger import Store, clock, open_store
from assistant.errors import LedgerBusy, LedgerUnavailable
from assistant.settings import load
from assistant.surfaces import retention
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.metrics import forget_the_dead
from tests.doubles import HERE, Double, answered


def soon(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def aged(store: Store, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    then = clock.written(datetime.now(UTC) - timedelta(days=days))
    with monkeypatch.context() as earlier:
        earlier.setattr("assistant.adapters.ledger.writer.now", lambda: then)
        store.ledger.record("local", answered())


def contents(store: Store) -> list[bool]:
    return [entry.content is not None for entry in store.custody.entries() if entry.kind == "answer"]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "FIRST", 0.0)
    monkeypatch.setattr(retention, "HOUR", 0.05)


@pytest.mark.usefixtures("at_once")
def test_old_contents_go_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"sqlite:///{tmp_path / 'ledger.sqlite3'}") as store:
        aged(store, monkeypatch, 31)
        aged(store, monkeypatch, 29)
        app = create_app(Double(), load(retention_days=30), store.ledger, store.keys, store.custody.purge)
        with TestClient(app, base_url=HERE):
            soon(lambda: contents(store) == [False, True])
            aged(store, monkeypatch, 40)
            soon(lambda: contents(store) == [False, True, False])
        assert store.custody.verify().faults == ()


@pytest.mark.usefixtures("at_once")
def test_nothing_goes_that_may_be_kept_for_ever() -> None:
    asked = iter([1])
    with TestClient(create_app(Double(), load(), purge=lambda _: next(asked)), base_url=HERE):
        time.sleep(0.2)
    assert next(asked) == 1


@pytest.mark.usefixtures("at_once")
def test_trouble_is_said_and_it_goes_on(lines: StringIO) -> None:
    """That another process is at it is no trouble."""
    meets = [LedgerBusy("x"), LedgerUnavailable("The ledger is full.", "Free it."), RuntimeError("Jane Roe")]

    def purge(days: int) -> int:
        if meets:
            raise meets.pop(0)
        return days

    with TestClient(create_app(Double(), load(retention_days=3), purge=purge), base_url=HERE):
        soon(lambda: '"erased": 3' in lines.getvalue())
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    troubles = [(line["kind"], line["trouble"]) for line in said if line["event"] == "not purged"]
    assert troubles == [("LedgerUnavailable", "The ledger is full. Free it."), ("RuntimeError", "")]


def test_what_the_dead_had_under_way_is_forgotten(tmp_path: Path) -> None:
    ours = os.getpid()
    names = {f"{kind}_{number}.db" for kind in ("gauge_livesum", "counter") for number in (ours, 2**30)}
    for name in names:
        (tmp_path / name).touch()
    forget_the_dead(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names - {f"gauge_livesum_{2**30}.db"}
    forget_the_dead(None)
