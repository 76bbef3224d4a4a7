"""Chroma's server as the vector search of several workers; importing this file costs 0.5 s, so `opening` does it late.

A collection belongs to one index fingerprint: `citebound-FINGERPRINT-1`, its rows under their numbers. Whoever finds it
missing or incomplete uploads what is missing, several at once without harm. When every row has found itself the
collection is marked as proven; one that was proven and has lost rows is never repaired: the next number is built.
"""

from __future__ import annotations

import re
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.fastapi import FastAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from assistant.adapters.index.chroma import GRAPH, add_rows, lost_rows
from assistant.adapters.index.near import NearIndex
from assistant.adapters.index.tables import Tables, Terms
from assistant.errors import IndexBusy, IndexUnusable
from assistant.ports import Embedder, Vectors

_OURS = re.compile(r"citebound-[0-9a-f]{32}-(\d+)")
_KEPT = 2
"""The newest collections of this product, whatever their fingerprint: that of today and that of yesterday."""
_BATCH = 250
_PAGE = 5000
_TIMEOUT = httpx.Timeout(5.0, connect=2.0)
"""Seconds. Chroma's client waits for ever by itself, and a question would hang with it."""
_PATIENCE = 2.0
"""Seconds that a question waits while another one opens the collection anew."""
_SAMPLE = 512
"""Rows of a proven collection that must find themselves at each opening; each takes up to 2.7 ms. Where Chroma loses
rows it loses 3 % and more, and that the sample misses those has a chance of less than one in a million."""


class ServerIndex(NearIndex):
    """The server proposes, this process scores; it survives the server's restarts and losses."""

    def __init__(self, url: str, fingerprint: str, tables: Tables, embedder: Embedder, terms: Terms) -> None:
        """Raises IndexBusy where no Chroma answers at `url`, IndexUnusable where it loses what it is given."""
        super().__init__(tables, embedder, terms)
        self._url = url
        self._fingerprint = fingerprint[:32]
        self._lock = threading.Lock()
        self.uploaded = 0
        """Rows that this process has uploaded."""
        with _told(url):
            self._client = _connected(url)
            session = _session(self._client)
        session.timeout = _TIMEOUT
        weakref.finalize(self, session.close)
        self._opened: Collection | None = self._open()

    def rows_near(self, vector: Vectors, count: int) -> Sequence[str]:
        """The nearest rows, as the server finds them; where it fails, once more on a collection opened anew."""
        collection = self._opened
        if collection:
            with suppress(IndexBusy), _told(self._url):
                return _nearest(collection, vector, count)
        # Down, stalled, without the collection, or unable to read it: opening it anew finds out which.
        collection = self._open_again(collection)
        with _told(self._url):
            return _nearest(collection, vector, count)

    def _open_again(self, failed: Collection | None) -> Collection:
        """One thread opens, the others wait a little; then the next question tries."""
        if not self._lock.acquire(timeout=_PATIENCE):
            raise IndexBusy(f"The index is being opened again on {self._url}.", "Try again in a moment.")
        try:
            if self._opened is failed:
                self._opened = None
                self._opened = self._open()
            return cast(Collection, self._opened)
        finally:
            self._lock.release()

    def _open(self) -> Collection:
        """The latest collection of the fingerprint, whole; where it is damaged, the next one."""
        prefix = f"citebound-{self._fingerprint}-"
        with _told(self._url):
            numbers = [int(name.rpartition("-")[2]) for name in _ours(self._client) if name.startswith(prefix)]
            latest = max(numbers, default=1)
            for number in (latest, latest + 1):
                collection = self._named(f"{prefix}{number}")
                if self._whole(collection):
                    return collection
            _tidy(self._client, collection.name)
        lost = f"The Chroma server at {self._url} does not find the vectors that were uploaded to it."
        raise IndexUnusable(lost, "Check its log and its disk, and start it again.")

    def _named(self, name: str) -> Collection:
        """The collection of this name, made where there is none."""
        return self._client.get_or_create_collection(
            name, configuration=GRAPH, metadata={"made": time.time()}, embedding_function=None
        )

    def _whole(self, collection: Collection) -> bool:
        """Whether every row is there and finds itself, once the missing ones of an unfinished upload are added."""
        vectors = self.tables.vectors
        total, known = len(vectors), collection.metadata or {}
        proven = known.get("proven") == total
        try:
            there = _rows(collection)
        except (ChromaError, ValueError) as error:
            return _damaged(error)
        missing = sorted(set(range(total)) - there)
        if (missing and proven) or len(there) + len(missing) > total:
            return False
        add_rows(collection, vectors, missing, _BATCH)
        self.uploaded += len(missing)
        sampled = np.random.default_rng().permutation(total)[:_SAMPLE].tolist() if proven else range(total)
        try:
            if lost_rows(collection, vectors, sampled, _BATCH):
                return False
        except ChromaError as error:
            return _damaged(error)
        if not proven:
            collection.modify(metadata={**known, "proven": total})
            _tidy(self._client, collection.name)
        return True


def _damaged(error: Exception) -> bool:
    """False: what cannot be read is damaged; but a collection that is gone was removed by another worker just now."""
    if isinstance(error, NotFoundError):
        raise error
    return False


def _nearest(collection: Collection, vector: Vectors, count: int) -> Sequence[str]:
    return collection.query(query_embeddings=vector[None], n_results=count, include=[])["ids"][0]


def _rows(collection: Collection) -> set[int]:
    """The numbers that are there; ValueError when something else is."""
    found: set[int] = set()
    while page := collection.get(limit=_PAGE, offset=len(found), include=[])["ids"]:
        found.update(map(int, page))
    return found


def _ours(client: ClientAPI) -> dict[str, float]:
    """The collections of this product, and when each was made."""
    found: list[Collection] = []
    while page := client.list_collections(limit=100, offset=len(found)):
        found += page
    made = {each.name: (each.metadata or {}).get("made") for each in found if _OURS.fullmatch(each.name)}
    return {name: float(at) if isinstance(at, (int, float)) else 0.0 for name, at in made.items()}


def _tidy(client: ClientAPI, current: str) -> None:
    """Removes all but the newest collections and the current one."""
    made = _ours(client)
    for name in sorted(made, key=lambda name: -made[name])[_KEPT:]:
        if name != current:
            with suppress(NotFoundError):  # another worker was quicker
                client.delete_collection(name)


def _connected(url: str) -> ClientAPI:
    """A client. Nothing ends its own first calls, so the server has to show signs of life before."""
    httpx.get(f"{url}/api/v2/heartbeat", timeout=_TIMEOUT).raise_for_status()
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
    return chromadb.HttpClient(
        host, int(parts.port or 0), ssl=parts.scheme == "https", settings=Settings(anonymized_telemetry=False)
    )


def _session(client: ClientAPI) -> httpx.Client:
    """What the client speaks through; it offers neither a time-out nor an end to it."""
    return cast(FastAPI, cast(Client, client)._server)._session


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Whatever fails between us and the server is one line; its client raises everything down to plain Exception."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise IndexBusy(
            f"The Chroma server at {url} does not answer as it should: {reason:.200}.",
            "Start it (chroma run --path FOLDER), or correct CITEBOUND_CHROMA_URL.",
        ) from error
