"""Chroma as the vector search of large corpora; importing this file costs 0.5 s, so `open` and `build` do it late.

Chroma 1.5.9 writes to its folder even when it is only read, and two processes on one folder corrupt it. So a
generation's folder is a sealed original, as its manifest says, and each reader opens a private copy.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

import chromadb
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from assistant.adapters.index.near import NearIndex
from assistant.adapters.index.tables import Tables, Terms
from assistant.errors import IndexUnusable
from assistant.ports import Embedder, Vectors

_COLLECTION = "entries"
GRAPH: CreateCollectionConfiguration = {
    "hnsw": {"space": "ip", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
}
_BATCH = 1000
_REMEDY = "Check the disk's free space, then build the index again: citebound index."


class ChromaIndex(NearIndex):
    """Chroma in this process, on a private copy of its folder."""

    def __init__(self, folder: Path, tables: Tables, embedder: Embedder, terms: Terms) -> None:
        """Copies `folder` aside and opens the copy, which goes when the index does."""
        super().__init__(tables, embedder, terms)
        copy = Path(tempfile.mkdtemp(prefix="citebound-chroma-"))
        with ExitStack() as opened:
            opened.callback(shutil.rmtree, copy, ignore_errors=True)
            shutil.copytree(folder, copy, dirs_exist_ok=True)
            with _readable_failures("opened"):
                client = opened.enter_context(_client(copy))
                self._collection = client.get_collection(_COLLECTION, embedding_function=None)
            weakref.finalize(self, opened.pop_all().close)

    def rows_near(self, vector: Vectors, count: int) -> Sequence[str]:
        """The nearest rows, as Chroma finds them."""
        with _readable_failures("searched"):
            return self._collection.query(query_embeddings=vector[None], n_results=count, include=[])["ids"][0]


def build_chroma(vectors: Vectors, folder: Path) -> None:
    """Writes the rows into a new Chroma folder, each under its number, and shows that each finds itself.

    Raises IndexUnusable when one does not: `count()` is right even where vectors are lost.
    """
    with _readable_failures("built"), _client(folder) as client:
        collection = client.create_collection(_COLLECTION, configuration=GRAPH, embedding_function=None)
        add_rows(collection, vectors, range(len(vectors)), _BATCH)
        if lost := lost_rows(collection, vectors, range(len(vectors)), _BATCH):
            raise IndexUnusable(f"{lost} of {len(vectors)} entries do not find themselves in Chroma.", _REMEDY)


def add_rows(collection: Collection, vectors: Vectors, rows: Sequence[int], batch: int) -> None:
    """Adds these rows, each under its number; what is there under one of the numbers stays."""
    for start in range(0, len(rows), batch):
        part = rows[start : start + batch]
        collection.add(ids=[str(row) for row in part], embeddings=vectors[list(part)])


def lost_rows(collection: Collection, vectors: Vectors, rows: Sequence[int], batch: int) -> int:
    """How many of these rows are not found by their own vector."""
    lost = 0
    for start in range(0, len(rows), batch):
        part = rows[start : start + batch]
        found = collection.query(query_embeddings=vectors[list(part)], n_results=3, include=[])["ids"]
        lost += sum(str(row) not in ids for row, ids in zip(part, found, strict=True))
    return lost


def _client(folder: Path) -> Client:
    return cast(Client, chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))


@contextmanager
def _readable_failures(done: str) -> Iterator[None]:
    try:
        yield
    except ChromaError as error:
        raise IndexUnusable(f"The Chroma index cannot be {done}: {error}.", _REMEDY) from error
