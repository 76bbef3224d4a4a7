"""kill -9 while it answers, takes feedback, erases and re-indexes: `python -m evals.bench.killed FOLDER [ROUNDS]`.

Every acknowledged record is in the ledger afterwards, nothing that was erased is back, the chain verifies, and the
service that is started on what is left answers as before.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
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
from evals.bench.served import Served

ASKED = ("Does IVIG help in secondary progressive MS?", "What dose of IVIG was given?", "What does ocrelizumab cost?")
_LONGEST = 0.6
"""Seconds of work after which at the latest the service is killed."""
_REINDEX = 2.0
"""Seconds that a start with another corpus takes, about."""
_LOSS = (OSError, EOFError)


@dataclass
class Acknowledged:
    """What the service said it had done."""

    answers: Counter[str] = field(default_factory=Counter)
    feedback: Counter[str] = field(default_factory=Counter)
    erased: int = 0


class Scene:
    """A data folder and a corpus that changes between two states."""

    def __init__(self, folder: Path, corpus: Path, seed: int) -> None:
        self._data, self._corpus = folder / "data", folder / "corpus"
        self._random = random.Random(seed)  # noqa: S311 - moments of death, no secrets
        self._acknowledged = Acknowledged()
        self._answers: dict[bool, dict[str, dict[str, object]]] = {}
        self._changed = False
        self._running: Served | None = None
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

    def _rounds(self, rounds: int) -> Counter[str]:
        for changed in (True, False):
            self._write(changed)
            served = self._started()
            self._same_answers(served.port())
            served.stop()
        for number in range(rounds):
            self._round(reindex=number % 3 == 1)
        served = self._started()
        self._same_answers(served.port())
        served.stop()
        self._verified()
        said = self._acknowledged
        return Counter(answers=said.answers.total(), feedback=said.feedback.total(), erased=said.erased, killed=rounds)

    def _round(self, reindex: bool) -> None:
        """One death at work; where `reindex`, one more while the next start builds an index."""
        served = self._started()
        self._same_answers(served.port())
        asyncio.run(self._work(served, served.port()))
        if reindex:
            self._write(not self._changed)
            self._forget()
            dying = self._started()
            time.sleep(self._random.uniform(0.3, _REINDEX))
            dying.kill()
        self._verified()

    def _started(self) -> Served:
        self._running = Served(self._data, self._data.parent / "service.log", corpus=self._corpus)
        return self._running

    def _write(self, changed: bool) -> None:
        self._changed = changed
        more = "\nIn a further trial nothing was found.\n" if changed else ""
        self._document.write_text(self._text + more, encoding="utf-8")

    def _forget(self) -> None:
        """Only the current generation stays, or the next start would find the one it has to build."""
        for root in (self._data / "index").iterdir():
            current = (root / "CURRENT").read_text(encoding="utf-8").strip()
            for old in root.glob("gen-*"):
                if old.name != current:
                    shutil.rmtree(old)

    async def _work(self, served: Served, port: int) -> None:
        """Four clients, until the process is killed under them."""
        clients = [asyncio.create_task(self._client(port, number)) for number in range(4)]
        await asyncio.sleep(self._random.uniform(0.02, _LONGEST))
        served.kill()
        await asyncio.gather(*clients)

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
        before = self._answers.setdefault(self._changed, now)
        assert now == before, "the service answers otherwise than before"  # noqa: S101

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


def _read(reply: Reply, status: int = 200) -> Mapping[str, object]:
    _expect(reply, status)
    read: dict[str, object] = json.loads(reply.body)
    return read


def _expect(reply: Reply, status: int) -> None:
    assert reply.status == status, (reply.status, reply.body)  # noqa: S101


if __name__ == "__main__":
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    sys.stdout.write(json.dumps(Scene(Path(sys.argv[1]), shipped_corpus(), 5).run(rounds)) + "\n")
