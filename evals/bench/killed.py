"""kill -9 while it answers, takes feedback, erases and re-indexes: `python -m evals.bench.killed FOLDER [ROUNDS]`.

In each round the corpus changes, `citebound index` builds its new generation beside the service that is asked, and both
are killed, each at a moment of its own. Afterwards every acknowledged record is in the ledger, nothing that was erased
is back, the chain verifies, and the service that is started on what is left answers as it did to this corpus before.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from assistant.adapters.ledger import open_store
from assistant.settings import shipped_corpus
from evals.bench.load import Connection, Reply
from evals.bench.served import CITEBOUND, ROOT, Served, environment

ASKED = ("Does IVIG help in secondary progressive MS?", "What dose of IVIG was given?", "What does ocrelizumab cost?")
_LONGEST = 2.0
"""Seconds of work after which at the latest the service is killed."""
_REINDEX = 7.0
"""Seconds that an index takes, about: some are killed before they build, some in the middle, some have done it."""
_STATES = 3
"""Of the corpus. That of a round was not indexed in the round before, and what was is removed."""
_BUILT = "index built"
_LOSS = (OSError, EOFError)


@dataclass
class Acknowledged:
    """What the service said it had done."""

    answers: Counter[str] = field(default_factory=Counter)
    feedback: Counter[str] = field(default_factory=Counter)
    erased: int = 0


class Scene:
    """A data folder, and a corpus that goes from one state to the next in each round."""

    def __init__(self, folder: Path, corpus: Path, seed: int) -> None:
        self._data, self._corpus, self._log = folder / "data", folder / "corpus", folder / "service.log"
        self._random = random.Random(seed)  # noqa: S311 - moments of death, no secrets
        self._acknowledged = Acknowledged()
        self._answers: dict[int, dict[str, dict[str, object]]] = {}
        self._state = 0
        self._running: Served | None = None
        self._indexing: subprocess.Popen[bytes] | None = None
        self._counted: Counter[str] = Counter()
        shutil.copytree(corpus, self._corpus)
        self._document = min((self._corpus / "documents").glob("*.md"))
        self._text = self._document.read_text(encoding="utf-8")

    def run(self, rounds: int) -> Counter[str]:
        """What was acknowledged, by kind; AssertionError where any of it does not hold."""
        try:
            return self._rounds(rounds)
        finally:
            if self._running:
                self._running.kill()
            if self._indexing:
                self._indexing.kill()
                self._indexing.wait()

    def _rounds(self, rounds: int) -> Counter[str]:
        for state in reversed(range(_STATES)):
            self._write(state)
            served = self._started()
            self._same_answers(served.port())
            served.stop()
        for _ in range(rounds):
            self._round()
        served = self._started()
        self._same_answers(served.port())
        served.stop()
        self._verified()
        said = self._acknowledged
        done = Counter(answers=said.answers.total(), feedback=said.feedback.total(), erased=said.erased, killed=rounds)
        return done + self._counted

    def _round(self) -> None:
        """Two deaths at work. What the index lacks afterwards is built by the next start."""
        served = self._started()
        self._same_answers(served.port())
        self._counted["indexes_built_by_a_start"] += _BUILT in served.said()
        self._write((self._state + 1) % _STATES)
        self._forget()
        asyncio.run(self._work(served, served.port()))
        self._verified()

    def _started(self) -> Served:
        self._running = Served(self._data, self._log, corpus=self._corpus)
        return self._running

    def _write(self, state: int) -> None:
        self._state = state
        more = f"\nIn further trial number {state} nothing was found.\n" if state else ""
        self._document.write_text(self._text + more, encoding="utf-8")

    def _forget(self) -> None:
        """Only the current generation stays, or nothing would have to be built."""
        for root in (self._data / "index").iterdir():
            current = (root / "CURRENT").read_text(encoding="utf-8").strip()
            for old in root.glob("gen-*"):
                if old.name != current:
                    shutil.rmtree(old)

    async def _work(self, served: Served, port: int) -> None:
        """Four clients beside an indexer, until the service is killed under them, and it too."""
        self._indexing = indexing = self._indexer()
        dying = asyncio.create_task(self._dying(indexing))
        await asyncio.sleep(self._random.uniform(0, _REINDEX - _LONGEST))
        clients = [asyncio.create_task(self._client(port, number)) for number in range(4)]
        await asyncio.sleep(self._random.uniform(0.02, _LONGEST))
        self._counted["services_killed_while_indexing"] += indexing.poll() is None
        served.kill()
        await asyncio.gather(*clients, dying)

    def _indexer(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as stream:
            return subprocess.Popen(  # noqa: S603 - our own command line
                [*CITEBOUND, "index"],
                env=environment(self._data, corpus=self._corpus),
                cwd=ROOT,
                stdout=stream,
                stderr=stream,
            )

    async def _dying(self, indexing: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + self._random.uniform(0.3, _REINDEX)
        while indexing.poll() is None and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        indexing.kill()
        ended = indexing.wait()
        assert ended in (0, -signal.SIGKILL), f"citebound index ended with {ended}; see {self._log}"  # noqa: S101
        self._counted["indexes_killed" if ended else "indexes_built_beside_the_service"] += 1

    async def _client(self, port: int, number: int) -> None:
        said = self._acknowledged
        with suppress(*_LOSS):
            async with Connection(port) as connection:
                while True:
                    question = f"{ASKED[number % len(ASKED)]} Patient {number}, visit {self._random.random()}."
                    id_ = str(_read(await connection.send("POST", "/v1/answers", {"question": question}))["id"])
                    said.answers[id_] += 1
                    rated = {"answer": id_, "helpful": True}
                    _read(await connection.send("POST", "/v1/feedback", rated), 201)
                    said.feedback[id_] += 1
                    if self._random.random() < 0.3:
                        _expect(await connection.send("DELETE", f"/v1/answers/{id_}"), 204)
                        said.erased += 1

    def _same_answers(self, port: int) -> None:
        now = asyncio.run(_answers(port))
        for body in now.values():
            self._acknowledged.answers[str(body["id"])] += 1
        before = self._answers.setdefault(self._state, now)
        assert _bytes(now) == _bytes(before), "the service answers otherwise than before"  # noqa: S101

    def _verified(self) -> None:
        with open_store(f"sqlite:///{self._data / 'ledger.sqlite3'}") as store:
            checked = store.custody.verify()
            entries = list(store.custody.entries())
        assert not checked.faults, checked.faults  # noqa: S101
        for kind, said in (("answer", self._acknowledged.answers), ("feedback", self._acknowledged.feedback)):
            lost = said - Counter(entry.answer_id for entry in entries if entry.kind == kind)
            assert not lost, f"acknowledged and lost: {lost}"  # noqa: S101
        erasures = sum(entry.kind == "erasure" for entry in entries)
        assert erasures >= self._acknowledged.erased, "an erasure was lost"  # noqa: S101


async def _answers(port: int) -> dict[str, dict[str, object]]:
    """The whole answers, but for the times in them."""
    found = {}
    async with Connection(port) as connection:
        for question in ASKED:
            body = dict(_read(await connection.send("POST", "/v1/answers", {"question": question})))
            body.pop("timing_ms")
            found[question] = body
    return found


def _bytes(answers: Mapping[str, object]) -> bytes:
    return json.dumps(answers).encode()


def _read(reply: Reply, status: int = 200) -> Mapping[str, object]:
    _expect(reply, status)
    read: dict[str, object] = json.loads(reply.body)
    return read


def _expect(reply: Reply, status: int) -> None:
    assert reply.status == status, (reply.status, reply.body)  # noqa: S101


if __name__ == "__main__":
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    sys.stdout.write(json.dumps(Scene(Path(sys.argv[1]), shipped_corpus(), 5).run(rounds)) + "\n")
