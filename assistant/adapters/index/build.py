"""Passages to a finished generation: embed what is new, write, prove, seal."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.adapters.index.generations import Generation, commit, generations, new_folder
from assistant.adapters.index.tables import Tables, Terms, digest_of, entry_texts, load, save, tables
from assistant.errors import IndexUnusable
from assistant.ports import Embedder, Vectors
from assistant.values import Passage

Progress = Callable[[int, int], None]

_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index is made of; `fingerprint` stands for all of it."""

    passages: Sequence[Passage]
    fingerprint: str
    embedder: Embedder
    terms: Terms


def build(contents: Contents, root: Path, progress: Progress | None = None, *, chroma: bool = True) -> Generation:
    """A new current generation in `root`; the caller holds the writer's lock.

    Vectors of texts that an earlier generation of the same embedder knows are kept. Raises IndexUnusable when an entry
    cannot be found again, OSError when the disk fails; either way the unfinished folder is gone and the last
    generation is as it was.
    """
    texts, embedder = entry_texts(contents.passages), contents.embedder
    vectors = embed(texts, embedder, _known(root, embedder.name), progress)
    folder = new_folder(root)
    try:
        built = tables(contents.passages, texts, vectors, contents.terms)
        save(built, folder)
        _prove(built, load(folder))
        if chroma and len(built.vectors):
            _write_chroma(built.vectors, folder / "chroma")
        return commit(root, folder, contents.fingerprint, embedder.name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def embed(
    texts: Sequence[str], embedder: Embedder, known: dict[bytes, Vectors], progress: Progress | None = None
) -> Vectors:
    """Vectors of `texts`, `(len(texts), dimensions)`; shortest first, so that little is padded."""
    digests = [digest_of(text) for text in texts]
    new = sorted((at for at, digest in enumerate(digests) if digest not in known), key=lambda at: len(texts[at]))
    found = {digest: known[digest] for digest in digests if digest in known}
    for start in range(0, len(new), _CHUNK):
        chunk = new[start : start + _CHUNK]
        found.update(zip((digests[at] for at in chunk), embedder.embed([texts[at] for at in chunk]), strict=True))
        if progress:
            progress(len(texts) - len(new) + start + len(chunk), len(texts))
    return np.stack([found[digest] for digest in digests]) if texts else embedder.embed([])


def _known(root: Path, embedder: str) -> dict[bytes, Vectors]:
    """Vectors of the latest undamaged generation of this embedder, by the hash of their text."""
    for found in generations(root):
        if isinstance(found, Generation) and found.embedder == embedder and not found.damage(chroma=False):
            old = load(found.folder)
            rows = zip(old.digests, old.digest_rows, strict=True)
            return {digest.tobytes(): old.vectors[row] for digest, row in rows}
    return {}


def _prove(built: Tables, written: Tables) -> None:
    """Every entry finds itself by exact search, in what was read back from the disk.

    Of distinct unit vectors each is nearest to itself (Cauchy-Schwarz), so it is enough that they are unit vectors,
    came back as they were, and that every passage's entries point at them.
    """
    lengths = np.linalg.norm(written.vectors, axis=1)
    whole = np.array_equal(built.vectors, written.vectors) and np.array_equal(built.entry_rows, written.entry_rows)
    if not whole or not np.allclose(lengths, 1.0, atol=1e-4) or written.passages != built.passages:
        what = "The index that was written cannot find its own entries."
        raise IndexUnusable(what, "Build it again: citebound index.")


def _write_chroma(vectors: Vectors, folder: Path) -> None:
    # Imported here: chromadb costs 0.5 s and 50 MB, and a small corpus is searched without it.
    from assistant.adapters.index.chroma import build_chroma

    build_chroma(vectors, folder)
