"""Generations on disk: `gen-1/`, `gen-2/` ... each whole and sealed by a manifest, and `CURRENT`, which names one.

A generation is written beside the others under a name nobody reads, synced, and renamed into place; so at every
moment of a crash there is the old index or the new one. Nothing is ever repaired: damaged means built again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.adapters.durable import first_damage, hash_tree, move_into_place, read_json, replace_text, sync_tree

_CURRENT, _MANIFEST, _UNFINISHED = "CURRENT", "manifest.json", ".building"
_KEPT = 3
"""The current generation and two before it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A finished generation: where it is, what it was built from and what its files must hash to."""

    number: int
    folder: Path
    fingerprint: str
    embedder: str
    hashes: Mapping[str, str]

    @property
    def has_chroma(self) -> bool:
        """Whether Chroma's files were built with it."""
        return any(name.startswith("chroma/") for name in self.hashes)

    def damage(self, *, chroma: bool) -> str | None:
        """The first damaged file, or None; Chroma's files count only when they will be read."""
        read = {name: digest for name, digest in self.hashes.items() if chroma or not name.startswith("chroma/")}
        return first_damage(self.folder, read)


def generations(root: Path) -> Iterator[Generation | int]:
    """The current generation first, then the newest; the bare number where a manifest cannot be read."""
    current = _current(root)
    for number in sorted(_numbers(root), key=lambda number: (number != current, -number)):
        yield _read(root / f"gen-{number}", number) or number


def new_folder(root: Path) -> Path:
    """An empty folder to build in, without what a killed builder left. Only under the lock; raises OSError."""
    folder = root / _UNFINISHED
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    return folder


def commit(root: Path, folder: Path, fingerprint: str, embedder: str) -> Generation:
    """Seals `folder` as the next generation, makes it current and removes the oldest. Raises OSError."""
    number = max(_numbers(root), default=0) + 1
    hashes = hash_tree(folder)
    manifest = {"fingerprint": fingerprint, "embedder": embedder, "files": hashes}
    (folder / _MANIFEST).write_text(json.dumps({**manifest, "seal": _seal(manifest)}, indent=1), encoding="utf-8")
    sync_tree(folder)
    target = root / f"gen-{number}"
    move_into_place(folder, target)
    replace_text(root / _CURRENT, target.name)
    for old in sorted(_numbers(root))[:-_KEPT]:
        shutil.rmtree(root / f"gen-{old}", ignore_errors=True)
    return Generation(number, target, fingerprint, embedder, hashes)


def _read(folder: Path, number: int) -> Generation | None:
    try:
        manifest = read_json(folder / _MANIFEST)
    except (OSError, ValueError):
        return None
    files = manifest.get("files")
    if not isinstance(files, dict) or manifest.pop("seal", None) != _seal(manifest):
        return None
    return Generation(number, folder, str(manifest.get("fingerprint")), str(manifest.get("embedder")), files)


def _seal(manifest: Mapping[str, object]) -> str:
    """The manifest's own hash, so that a flipped letter in it is damage and not another fingerprint."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _current(root: Path) -> int | None:
    try:
        return _number(root / (root / _CURRENT).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def _numbers(root: Path) -> set[int]:
    found = (_number(path) for path in root.glob("gen-*"))
    return {number for number in found if number is not None}


def _number(path: Path) -> int | None:
    digits = path.name.removeprefix("gen-")
    return int(digits) if digits.isdecimal() else None
