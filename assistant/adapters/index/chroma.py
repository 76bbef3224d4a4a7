"""Chroma as the vector search of large corpora; importing this file costs 0.5 s, so `open` and `build` do it late.

Chroma 1.5.9 writes to its folder even when it is only read, and two processes on one folder corrupt it. So a
generation's folder is a sealed original, as its manifest says, and each reader opens a private copy.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError

from assistant.adapters.index.lexicon import Scores
from assistant.adapters.index.ranking import HybridIndex, Numbers, top
from assistant.adapters.index.tables import Tables, Terms
from assistant.errors import IndexUnusable
from assistant.ports import Embedder, Vectors

_COLLECTION = "entries"
_GRAPH: CreateCollectionConfiguration = {
    "hnsw": {"space": "ip", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
}
_BATCH = 1000
_NEIGHBOURS = 200
_REMEDY = "Check the disk's free space, then build the index again: citebound index."


class ChromaIndex(HybridIndex):
    """Chroma proposes the nearest entries, the words propose as many passages; the scores are then exact."""

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
        owners = np.repeat(np.arange(len(tables.passages)), np.diff(tables.entry_starts, append=tables.entries))
        order = np.argsort(tables.entry_rows, kind="stable")
        self._owners = owners[order]
        self._owner_starts = np.searchsorted(tables.entry_rows[order], np.arange(len(tables.vectors) + 1))

    def propose(self, vector: Vectors, words: Scores, count: int) -> Numbers:
        """The owners of the nearest entries, and the passages whose words fit best."""
        wanted = min(max(_NEIGHBOURS, count), len(self.tables.vectors))
        with _readable_failures("searched"):
            found = self._collection.query(query_embeddings=vector[None], n_results=wanted, include=[])["ids"][0]
        owners = [self._owners[slice(*self._owner_starts[int(row) : int(row) + 2])] for row in found]
        return np.unique(np.concatenate([*owners, top(words, wanted)]))


def build_chroma(vectors: Vectors, folder: Path) -> None:
    """Writes the rows into a new Chroma folder, each under its number, and shows that each finds itself.

    Raises IndexUnusable when one does not: `count()` is right even where vectors are lost.
    """
    with _readable_failures("built"), _client(folder) as client:
        collection = client.create_collection(_COLLECTION, configuration=_GRAPH, embedding_function=None)
        numbers = [str(row) for row in range(len(vectors))]
        for start in range(0, len(vectors), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(ids=numbers[part], embeddings=vectors[part])
        for start in range(0, len(vectors), _BATCH):
            part = slice(start, start + _BATCH)
            found = collection.query(query_embeddings=vectors[part], n_results=3, include=[])["ids"]
            lost = [number for number, ids in zip(numbers[part], found, strict=True) if number not in ids]
            if lost:
                raise IndexUnusable(f"{len(lost)} of {len(vectors)} entries do not find themselves in Chroma.", _REMEDY)


def _client(folder: Path) -> Client:
    return cast(Client, chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))


@contextmanager
def _readable_failures(done: str) -> Iterator[None]:
    try:
        yield
    except ChromaError as error:
        raise IndexUnusable(f"The Chroma index cannot be {done}: {error}.", _REMEDY) from error
