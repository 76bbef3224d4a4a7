"""The service in several processes over one index and one ledger; one of them is killed while all of them answer."""

import asyncio
import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from evals.bench.load import Connection
from evals.bench.served import Served
from tests.adapters.ledger.conftest import Opener
from tests.material import model_folder, small

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SERVING = re.compile(r'"serving", "process": (\d+)')
PATIENCE = 120.0
ASKED = ("Does IVIG help in secondary progressive MS?", "What does ocrelizumab cost?")


def soon(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def serving(served: Served) -> list[int]:
    return [int(number) for number in SERVING.findall(served.said())]


@pytest.fixture
def served(url: str, tmp_path: Path) -> Iterator[Served]:
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(model_folder())
    given = {"corpus": small(tmp_path / "small"), "ledger_url": url, "processes": 2}
    served = Served(data, tmp_path / "log", **given)
    try:
        served.port()
        soon(lambda: len(serving(served)) == 2, "both are there")
        yield served
    finally:
        served.stop()


async def asker(port: int, until: float, answered: Counter[str], lost: list[BaseException]) -> None:
    """One question after the other; a connection that its process leaves is taken up again."""
    while time.monotonic() < until:
        with suppress(OSError, EOFError):
            async with Connection(port) as connection:
                while time.monotonic() < until:
                    question = ASKED[answered.total() % len(ASKED)]
                    reply = await connection.send("POST", "/v1/answers", {"question": question})
                    if reply.status != 200:
                        lost.append(AssertionError(reply.body))
                        return
                    answered[re.search(rb'"id":\s?"(\w+)"', reply.body)[1].decode()] += 1  # type: ignore[index]


async def under_fire(port: int, victim: int) -> tuple[Counter[str], list[BaseException]]:
    answered: Counter[str] = Counter()
    lost: list[BaseException] = []
    until = time.monotonic() + 3
    asking = [asyncio.create_task(asker(port, until, answered, lost)) for _ in range(6)]
    await asyncio.sleep(1)
    os.kill(victim, signal.SIGKILL)
    await asyncio.gather(*asking)
    return answered, lost


async def counted(port: int) -> float:
    async with Connection(port) as connection:
        page = (await connection.send("GET", "/metrics")).body.decode()
    return sum(float(number) for number in re.findall(r"^citebound_answers_total\{.*\} (\S+)$", page, re.MULTILINE))


def test_one_dies_and_nothing_is_lost(served: Served, opening: Opener, url: str) -> None:
    port, before = served.port(), serving(served)
    answered, lost = asyncio.run(under_fire(port, before[0]))
    assert not lost
    assert answered.total() > 10
    soon(lambda: len(serving(served)) == 3, "another takes its place")
    store = opening(url)
    entries = [entry for entry in store.custody.entries() if entry.kind == "answer"]
    kept = Counter(entry.answer_id for entry in entries)
    assert not answered - kept, "acknowledged and lost"
    assert store.custody.verify().faults == ()
    assert len(kept) == len(ASKED), "both answer the same to the same"
    # Of what the dead one counted nothing is missing; whichever is asked says the sum.
    assert {answered.total() <= asyncio.run(counted(port)) <= len(entries) for _ in range(8)} == {True}


def test_without_the_first_they_end(served: Served) -> None:
    numbers = serving(served)
    served.kill()
    soon(lambda: not any(Path(f"/proc/{number}").exists() for number in numbers), "they end")
