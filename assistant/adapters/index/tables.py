"""What an index knows, as arrays: built from passages, saved to a folder, loaded in milliseconds.

Sizes: P passages, E entries (a passage's text and each of its asks), R rows (distinct vectors), B blocks, D documents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.durable import read_json
from assistant.adapters.index.lexicon import Lexicon, lexicon
from assistant.ports import Vectors
from assistant.values import Passage

Terms = Callable[[str], list[str]]
Places = NDArray[np.int32]
Digests = NDArray[np.uint8]

_VECTORS, _ARRAYS, _NAMES = "vectors.npy", "arrays.npz", "names.json"


@dataclass(frozen=True, slots=True)
class Tables:
    """An index in memory; the vectors are mapped from the file when it was loaded from one."""

    passages: tuple[str, ...]
    """Ids, `(P,)`."""
    vectors: Vectors
    """Distinct unit vectors, `(R, dimensions)`; two texts that the model cannot tell apart share a row."""
    entry_rows: Places
    """The row of each entry, `(E,)`, a passage's entries together, its own text first."""
    entry_starts: Places
    """Each passage's first entry, `(P,)`."""
    block_of: Places
    """Each passage's block, `(P,)`: the paragraph it stands in."""
    blocks: Vectors
    """The direction of the mean of a block's sentences, `(B, dimensions)`."""
    document_of: Places
    """Each passage's document, `(P,)`."""
    by_passage: Lexicon
    by_document: Lexicon
    digests: Digests
    """Hash of each distinct text, `(T, 16)`; with `digest_rows` the next build finds vectors to keep."""
    digest_rows: Places

    @property
    def entries(self) -> int:
        """How many texts can be found."""
        return len(self.entry_rows)


def entry_texts(passages: Iterable[Passage]) -> list[str]:
    """The distinct texts to embed, in order."""
    return list(dict.fromkeys(text for passage in passages for text in (passage.text, *passage.asks)))


def digest_of(text: str) -> bytes:
    """16 bytes that stand for a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def tables(passages: Sequence[Passage], texts: Sequence[str], vectors: Vectors, terms: Terms) -> Tables:
    """Arrays over the passages; `vectors` are those of `texts`, which `entry_texts` gave."""
    distinct, row_of_text = _distinct(vectors)
    place = {text: int(row) for text, row in zip(texts, row_of_text, strict=True)}
    entries = [[place[text] for text in (passage.text, *passage.asks)] for passage in passages]
    entry_starts = np.cumsum([0, *map(len, entries)])[:-1].astype(np.int32)
    entry_rows = np.array([row for rows in entries for row in rows], dtype=np.int32)
    block_of, document_of = _places(_block_keys(passages)), _places([passage.document for passage in passages])
    found = [[term for text in (passage.text, *passage.asks) for term in terms(text)] for passage in passages]
    return Tables(
        passages=tuple(passage.id for passage in passages),
        vectors=distinct,
        entry_rows=entry_rows,
        entry_starts=entry_starts,
        block_of=block_of,
        blocks=_block_means(distinct[entry_rows[entry_starts]], block_of),
        document_of=document_of,
        by_passage=lexicon(found),
        by_document=lexicon(_joined(found, document_of)),
        digests=np.frombuffer(b"".join(map(digest_of, texts)), dtype=np.uint8).reshape(-1, 16),
        digest_rows=row_of_text,
    )


def save(built: Tables, folder: Path) -> None:
    """Writes three files into an existing folder; raises OSError."""
    np.save(folder / _VECTORS, built.vectors)
    arrays = {name: getattr(built, name) for name in _ARRAY_NAMES}
    for kind, words in (("passage", built.by_passage), ("document", built.by_document)):
        arrays |= {f"{kind}_starts": words.starts, f"{kind}_units": words.units, f"{kind}_weights": words.weights}
    np.savez(folder / _ARRAYS, allow_pickle=False, **arrays)
    names = {"passages": built.passages, "terms": list(built.by_passage.terms), "documents": built.by_document.size}
    (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> Tables:
    """What `save` wrote; the caller has checked the files' hashes. Raises OSError."""
    names = read_json(folder / _NAMES)
    passages = tuple(_strings(names["passages"]))
    columns = {term: column for column, term in enumerate(_strings(names["terms"]))}
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        sizes = (("passage", len(passages)), ("document", int(str(names["documents"]))))
        by_passage, by_document = (
            Lexicon(columns, arrays[f"{kind}_starts"], arrays[f"{kind}_units"], arrays[f"{kind}_weights"], size)
            for kind, size in sizes
        )
        given = {name: arrays[name] for name in _ARRAY_NAMES}
    vectors: Vectors = np.load(folder / _VECTORS, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return Tables(passages=passages, vectors=vectors, by_passage=by_passage, by_document=by_document, **given)


_ARRAY_NAMES = ("entry_rows", "entry_starts", "block_of", "blocks", "document_of", "digests", "digest_rows")


def _distinct(vectors: Vectors) -> tuple[Vectors, Places]:
    """The distinct rows in order of first appearance, and each text's row."""
    rows: dict[bytes, int] = {}
    places = [rows.setdefault(vector.tobytes(), len(rows)) for vector in vectors]
    numbers = np.array(places, dtype=np.int32)
    return vectors[np.unique(numbers, return_index=True)[1]], numbers


def _block_keys(passages: Sequence[Passage]) -> list[int]:
    """Numbers the paragraphs: a new one starts with a document, a section, or a gap of a line or more."""
    keys = [0] if passages else []
    for before, after in pairwise(passages):
        same = (before.document, before.section) == (after.document, after.section)
        keys.append(keys[-1] + (not (same and 0 <= after.start - before.end <= 1)))
    return keys


def _places(keys: Sequence[str] | Sequence[int]) -> Places:
    numbers: dict[str | int, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int32)


def _block_means(sentences: Vectors, block_of: Places) -> Vectors:
    """Unit directions of the sums, `(B, dimensions)`; sentences of a block are neighbours."""
    if not len(block_of):
        return sentences
    sums = np.add.reduceat(sentences, np.flatnonzero(np.diff(block_of, prepend=-1)), axis=0)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.float32(1e-12)))


def _joined(found: Sequence[Sequence[str]], document_of: Places) -> list[list[str]]:
    documents: list[list[str]] = [[] for _ in range(int(document_of.max(initial=-1)) + 1)]
    for document, terms in zip(document_of, found, strict=True):
        documents[document].extend(terms)
    return documents


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return [str(item) for item in value]
