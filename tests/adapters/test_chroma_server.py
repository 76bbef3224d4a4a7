"""Chroma's server in a process of its own, on loopback, as `chroma run` starts it."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import chromadb
import httpx
import numpy as np
import pytest
from chromadb.api import ClientAPI
from chromadb.config import Settings
from starlette.testclient import TestClient

from assistant import bootstrap
from assistant.adapters.index import OpenedIndex, ensure, server
from assistant.adapters.index.chroma import ChromaIndex
from assistant.adapters.index.server import ServerIndex
from assistant.ask import Assistant
from assistant.corpus import load_corpus
from assistant.errors import CiteboundError, IndexBusy, IndexUnusable
from assistant.language.tokens import terms
from assistant.ports import Hit
from assistant.settings import load, shipped_corpus
from assistant.surfaces.http.app import create_app
from assistant.testing import HashingEmbedder, plain_terms
from tests.adapters.conftest import DRUGS, EFFECTS, Child, make_passages
from tests.doubles import HERE

PROGRAM = shutil.which("chroma", path=str(Path(sys.executable).parent)) or shutil.which("chroma")
pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(PROGRAM is None, reason="no `chroma` command beside this Python: pip install chromadb"),
]
QUERIES = [f"What does {drug} do to the {effect} in trial {n}?" for n, drug in enumerate(DRUGS) for effect in EFFECTS]
TOLD = ("id", "outcome", "text", "statements", "citations")
WORKER = """
import sys
from pathlib import Path
from assistant.adapters.index import ensure
from assistant.testing import HashingEmbedder, plain_terms
from tests.adapters.conftest import make_passages
passages = make_passages(60)
opened = ensure(Path(sys.argv[1]), passages, "f", HashingEmbedder(), plain_terms, server=sys.argv[2])
print([hit.passage for hit in opened.index.search(["trial 3 cladribine"], 5)[0]], opened.index.uploaded)
"""


class Chroma:
    """A server on a port and a folder of its own, which outlive its process."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.start()

    def start(self) -> None:
        command = [str(PROGRAM), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not self._answers():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def client(self) -> ClientAPI:
        return chromadb.HttpClient("127.0.0.1", self.port, settings=Settings(anonymized_telemetry=False))

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).is_success
        except httpx.TransportError:
            return False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroma]:
    started = Chroma(tmp_path_factory.mktemp("server") / "chroma")
    yield started
    started.kill()


@pytest.fixture
def chroma(running: Chroma) -> Chroma:
    """The server, running and empty."""
    if running.process.poll() is not None:
        running.start()
    client = running.client()
    for each in client.list_collections():
        client.delete_collection(each.name)
    return running


def opened(root: Path, url: str | None, documents: int = 12, fingerprint: str = "f") -> OpenedIndex:
    return ensure(root, make_passages(documents), fingerprint, HashingEmbedder(), plain_terms, server=url)


def remote(root: Path, url: str, documents: int = 12, fingerprint: str = "f") -> ServerIndex:
    index = opened(root, url, documents, fingerprint).index
    assert isinstance(index, ServerIndex)
    return index


def first(index: ServerIndex) -> tuple[Hit, ...]:
    return index.search(["trial 3 cladribine"], 5)[0]


def names(chroma: Chroma) -> list[str]:
    return sorted(each.name for each in chroma.client().list_collections())


def test_the_server_gives_the_hits_of_the_index_in_process(tmp_path: Path, chroma: Chroma) -> None:
    asked = opened(tmp_path / "here", chroma.url, 60)
    passages = make_passages(60)
    inside = ensure(tmp_path / "there", passages, "f", HashingEmbedder(), plain_terms, "chroma").index
    exact = ensure(tmp_path / "there", passages, "f", HashingEmbedder(), plain_terms, "exact").index
    assert isinstance(inside, ChromaIndex)
    assert asked.message
    assert asked.message.endswith(f"generation 1; {len(asked.index.tables.vectors)} vectors uploaded to {chroma.url}")  # type: ignore[attr-defined]
    assert not (tmp_path / "here" / "gen-1" / "chroma").exists()
    found = asked.index.search(QUERIES, 10)
    assert found == inside.search(QUERIES, 10)
    assert found == exact.search(QUERIES, 10)
    assert opened(tmp_path / "here", chroma.url, 60).message is None


def test_workers_that_start_at_once_share_one_collection(tmp_path: Path, chroma: Chroma) -> None:
    workers = [Child(WORKER, tmp_path / f"worker{number}", chroma.url) for number in range(2)]
    said = [worker.output().rpartition(" ") for worker in workers]
    assert said[0][0] == said[1][0]
    assert len(names(chroma)) == 1
    late = opened(tmp_path / "late", chroma.url, 60)
    assert "uploaded" not in (late.message or "")
    assert str([hit.passage for hit in late.index.search(["trial 3 cladribine"], 5)[0]]) == said[0][0]


def test_the_service_outlives_the_server(tmp_path: Path, chroma: Chroma) -> None:
    corpus = load_corpus(shipped_corpus(), shipped_corpus())
    reading = partial(terms, vocabulary=corpus.vocabulary)
    passages, embedder = tuple(corpus.passages.values()), HashingEmbedder()
    index = ensure(tmp_path / "index", passages, corpus.sha256, embedder, reading, server=chroma.url).index
    question = {"question": "Does IVIG help in secondary progressive MS?"}
    with TestClient(create_app(Assistant(corpus, index, embedder=embedder), load()), base_url=HERE) as client:
        before = client.post("/v1/answers", json=question)
        assert before.status_code == 200
        chroma.kill()
        down = client.post("/v1/answers", json=question)
        assert down.status_code == 503
        assert "127.0.0.1" not in down.text
        assert down.headers["Retry-After"]
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["parts"]["index"] != "ready"
        assert client.get("/livez").status_code == 200
        chroma.start()
        deadline = time.monotonic() + 10
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < deadline
        after = client.post("/v1/answers", json=question)
        assert after.status_code == 200
        assert [after.json()[part] for part in TOLD] == [before.json()[part] for part in TOLD]


def test_a_restart_between_two_questions_is_not_noticed(tmp_path: Path, chroma: Chroma) -> None:
    index = remote(tmp_path, chroma.url)
    before = first(index)
    chroma.kill()
    chroma.start()
    assert first(index) == before
    assert index.uploaded == len(index.tables.vectors)


def test_a_server_that_lost_the_collection_gets_it_again(tmp_path: Path, chroma: Chroma) -> None:
    index = remote(tmp_path, chroma.url)
    before = first(index)
    chroma.kill()
    shutil.rmtree(chroma.folder)
    chroma.start()
    assert first(index) == before
    [name] = names(chroma)
    chroma.client().delete_collection(name)
    assert first(index) == before
    assert index.uploaded == 3 * len(index.tables.vectors)


def test_an_unfinished_upload_is_finished(tmp_path: Path, chroma: Chroma) -> None:
    index = remote(tmp_path, chroma.url)
    before, total = first(index), len(index.tables.vectors)
    [name] = names(chroma)
    collection = chroma.client().get_collection(name)
    collection.modify(metadata={"made": 1.0})
    collection.delete(ids=[str(row) for row in range(0, total, 2)])
    again = remote(tmp_path, chroma.url)
    assert again.uploaded == len(range(0, total, 2))
    assert names(chroma) == [name]
    assert first(again) == before


@pytest.mark.parametrize("harm", ["lost", "strange", "replaced"])
def test_a_damaged_collection_is_built_anew_under_the_next_name(tmp_path: Path, chroma: Chroma, harm: str) -> None:
    index = remote(tmp_path, chroma.url)
    before = first(index)
    [name] = names(chroma)
    collection = chroma.client().get_collection(name)
    match harm:
        case "lost":
            collection.delete(ids=["3"])
        case "strange":
            collection.add(ids=["x"], embeddings=np.ones((1, 256), dtype=np.float32))
        case "replaced":
            total = len(index.tables.vectors)
            collection.update(ids=[str(n) for n in range(total)], embeddings=index.tables.vectors[::-1])
    again = remote(tmp_path, chroma.url)
    assert first(again) == before
    assert names(chroma) == [name, f"{name[:-1]}2"]
    assert remote(tmp_path, chroma.url).uploaded == 0


def test_a_server_that_loses_whatever_it_is_given_is_told(
    tmp_path: Path, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "lost_rows", lambda *_: 1)
    for _ in range(3):
        with pytest.raises(IndexUnusable, match="does not find the vectors"):
            opened(tmp_path, chroma.url)
    assert len(names(chroma)) <= 3


def test_the_two_newest_collections_are_kept_and_others_are_let_alone(tmp_path: Path, chroma: Chroma) -> None:
    for name in ("citebound-notes", "other"):
        chroma.client().create_collection(name, embedding_function=None)
    made: list[str] = []
    for number in range(4):
        remote(tmp_path / str(number), chroma.url, 2, fingerprint=str(number))
        made += [name for name in names(chroma) if name not in ("citebound-notes", "other", *made)]
    assert names(chroma) == sorted([*made[-2:], "citebound-notes", "other"])


def test_a_server_that_stalls_does_not_hold_a_question(
    tmp_path: Path, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_TIMEOUT", httpx.Timeout(0.5))
    index = remote(tmp_path, chroma.url)
    before = first(index)
    chroma.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(IndexBusy):
        first(index)
    with pytest.raises(IndexBusy):
        opened(tmp_path, chroma.url)
    assert time.monotonic() - started < 4
    chroma.process.send_signal(signal.SIGCONT)
    assert first(index) == before


class Other(BaseHTTPRequestHandler):
    """Something else on the port."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>It works!</html>")

    def log_message(self, *_: object) -> None: ...


def test_an_address_where_no_chroma_answers_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Other) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        taken = other.server_address[1]
        for port in (taken, 9):
            with pytest.raises(IndexBusy, match=f"127.0.0.1:{port} does not answer") as caught:
                opened(tmp_path, f"http://127.0.0.1:{port}", 2)
            assert caught.value.retryable
            assert "chroma run" in caught.value.remedy
            assert "\n" not in str(caught.value)
        other.shutdown()


def test_an_empty_corpus_asks_no_server(tmp_path: Path) -> None:
    index = ensure(tmp_path, (), "f", HashingEmbedder(), plain_terms, server="http://127.0.0.1:9").index
    assert index.search(["x"], 3) == ((),)


@pytest.mark.parametrize(
    "url",
    [
        "chroma",
        "chroma:8000",
        "ftp://chroma:1",
        "http://",
        "http://chroma",
        "http://a:1/x",
        "http://u:p@a:1",
        "http://a:x",
    ],
)
def test_a_garbage_address_stops_the_start(url: str) -> None:
    with pytest.raises(CiteboundError, match="CITEBOUND_CHROMA_URL"):
        load(chroma_url=url)


def test_an_exact_search_has_no_server() -> None:
    with pytest.raises(CiteboundError, match="INDEX_MODE"):
        bootstrap.build(load(chroma_url="http://127.0.0.1:9", index_mode="exact"), print)
