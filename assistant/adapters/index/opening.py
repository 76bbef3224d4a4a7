"""Open the index that fits, or build it; say what was done."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.adapters.durable import LockBusy, only_writer
from assistant.adapters.index.build import Contents, Progress, build
from assistant.adapters.index.generations import Generation, generations
from assistant.adapters.index.ranking import ExactIndex
from assistant.adapters.index.tables import Terms, load
from assistant.errors import IndexBusy, IndexUnusable
from assistant.ports import Embedder, PassageIndex
from assistant.values import Passage

Mode = Literal["auto", "exact", "chroma"]

_LAYOUT = "1"
_EXACT_UP_TO = 20_000
"""Entries. Exact search takes 0.2 ms at 10,000 and 7 ms at 100,000, Chroma 1.6 and 2.0 and 0.5 s to import."""
_SAMPLED = 32


@dataclass(frozen=True, slots=True)
class OpenedIndex:
    """An index ready to search; `message` says what it took, None when there was nothing to do."""

    index: PassageIndex
    message: str | None
    generation: int


def ensure(  # noqa: PLR0913, PLR0917 - the one door of the package
    root: Path,
    passages: Sequence[Passage],
    fingerprint: str,
    embedder: Embedder,
    terms: Terms,
    mode: Mode = "auto",
    progress: Progress | None = None,
    wait: float = 120.0,
    server: str | None = None,
) -> OpenedIndex:
    """The index of these passages: opened when a good generation is on the disk, else built.

    `fingerprint` stands for the corpus and its vocabulary. Needs no write access when there is nothing to build. With
    the address of a Chroma `server`, that one searches the vectors, whatever the mode; the tables, which score what it
    proposes, are of this machine all the same.
    Raises IndexBusy when another process builds for longer than `wait` seconds or the server does not answer, else
    IndexUnusable with its remedy.
    """
    chroma = not server and (mode == "chroma" or (mode == "auto" and _entries(passages) > _EXACT_UP_TO))
    contents = Contents(passages, _fingerprint(passages, fingerprint, embedder, terms), embedder, terms)
    found, troubles = _find(root, contents.fingerprint, chroma=chroma)
    message = f"generation {found.number} of the index is used" if found and troubles else None
    with _readable_failures(root):
        if found is None:
            found = _build(contents, root, progress, wait, chroma=(chroma, mode != "exact" and not server))
            done = "rebuilt" if troubles else "built"
            message = f"index {done}: {_entries(passages)} entries, generation {found.number}"
        index, uploaded = _open(found, contents, server, chroma=chroma)
    said = [*([message, *troubles] if message else []), *([uploaded] if uploaded else [])]
    return OpenedIndex(index, "; ".join(said) or None, found.number)


def _build(
    contents: Contents, root: Path, progress: Progress | None, wait: float, *, chroma: tuple[bool, bool]
) -> Generation:
    """The generation that another process has just finished, or a new one; `chroma`: is needed, is wanted."""
    needed, wanted = chroma
    root.mkdir(parents=True, exist_ok=True)
    with only_writer(root / ".lock", wait):
        found, _ = _find(root, contents.fingerprint, chroma=needed)
        return found or build(contents, root, progress, chroma=wanted)


def _find(root: Path, fingerprint: str, *, chroma: bool) -> tuple[Generation | None, list[str]]:
    """The first good generation with the fingerprint, and what was wrong with those before it."""
    troubles = []
    for found in generations(root):
        if isinstance(found, int):
            troubles.append(f"the manifest of generation {found} is damaged")
        elif found.fingerprint == fingerprint and (found.has_chroma or not chroma):
            if not (damaged := found.damage(chroma=chroma)):
                return found, troubles
            troubles.append(f"{damaged} of generation {found.number} is damaged")
    return None, troubles


def _open(
    found: Generation, contents: Contents, server: str | None, *, chroma: bool
) -> tuple[PassageIndex, str | None]:
    """The index, and what it took beyond reading the disk."""
    tables = load(found.folder)
    if not tables.passages or not (server or chroma):
        return ExactIndex(tables, contents.embedder, contents.terms), None
    if server:
        # Imported here: it imports chromadb, as the one below.
        from assistant.adapters.index.server import ServerIndex

        index = ServerIndex(server, contents.fingerprint, tables, contents.embedder, contents.terms)
        return index, f"{index.uploaded} vectors uploaded to {server}" if index.uploaded else None
    # Imported here: chromadb costs 0.5 s that a small corpus need not pay.
    from assistant.adapters.index.chroma import ChromaIndex

    return ChromaIndex(found.folder / "chroma", tables, contents.embedder, contents.terms), None


def _entries(passages: Sequence[Passage]) -> int:
    return sum(1 + len(passage.asks) for passage in passages)


def _fingerprint(passages: Sequence[Passage], given: str, embedder: Embedder, terms: Terms) -> str:
    """Everything that decides what is in the index; a changed stemmer shows on a sample of the passages."""
    digest = hashlib.sha256("\x1f".join([_LAYOUT, given, embedder.name]).encode())
    for passage in passages:
        place = (passage.id, passage.document, passage.section, str(passage.start), str(passage.end))
        digest.update("\x1f".join([*place, passage.text, *passage.asks, "\n"]).encode("utf-8", "surrogatepass"))
    for passage in passages[:: max(1, len(passages) // _SAMPLED)]:
        digest.update(" ".join(terms(passage.text)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@contextmanager
def _readable_failures(root: Path) -> Iterator[None]:
    try:
        yield
    except LockBusy as error:
        raise IndexBusy("Another process is still building the index.", "Try again in a minute.") from error
    except OSError as error:
        # numpy reports a full disk without a number: "136960 requested and 37856 written".
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, None)
        raise IndexUnusable(
            f"The index in {root} cannot be written: {error.strerror or 'No space left on device'}.",
            "Free some space on that disk; an earlier index is untouched."
            if full
            else "Choose a writable data directory, or run `citebound index` where it is writable.",
        ) from error
