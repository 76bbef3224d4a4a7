import errno
import shutil
from pathlib import Path

import pytest

from assistant.adapters import export
from assistant.adapters.durable import only_writer
from assistant.adapters.export import ensure_model
from assistant.errors import ModelError


@pytest.fixture
def exports(monkeypatch: pytest.MonkeyPatch, model_dir: Path) -> list[str]:
    """Exporting copies the finished model; the child process itself made `model_dir`."""
    calls: list[str] = []

    def copy(model: Path, fresh: Path, name: str, change: Path | None) -> None:
        calls.append(name)
        shutil.copytree(model_dir, fresh, dirs_exist_ok=True)

    monkeypatch.setattr(export, "_run_child", copy)
    return calls


def test_the_model_is_exported_once(tmp_path: Path, exports: list[str]) -> None:
    first, second = ensure_model(tmp_path), ensure_model(tmp_path)
    assert first == second
    assert len(exports) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", first.name]


@pytest.mark.parametrize("name", ["model.onnx", "model.onnx.data", "tokenizer.json", "embedder.json"])
def test_a_damaged_export_is_made_again(tmp_path: Path, exports: list[str], name: str) -> None:
    file = ensure_model(tmp_path) / name
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert (ensure_model(tmp_path) / name).read_bytes() == whole
    assert len(exports) == 2


def test_the_weights_lie_in_a_file_that_can_be_mapped(model_dir: Path) -> None:
    graph, weights = (model_dir / name for name in ("model.onnx", "model.onnx.data"))
    assert graph.stat().st_size < 5_000_000 < 80_000_000 < weights.stat().st_size
    assert graph.stat().st_mode == weights.stat().st_mode


def test_another_exporter_makes_an_export_of_its_own(
    tmp_path: Path, exports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ensure_model(tmp_path)
    newer = tmp_path / "newer.py"
    newer.write_text("# writes another form")
    monkeypatch.setattr(export, "_EXPORTER", newer)
    assert ensure_model(tmp_path) != first
    assert len(exports) == 2


def test_another_model_gets_another_folder(tmp_path: Path, exports: list[str]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "modules.json").write_text("[]")
    assert ensure_model(tmp_path, other) != ensure_model(tmp_path)


def test_each_change_of_a_model_gets_a_folder_of_its_own(tmp_path: Path, exports: list[str]) -> None:
    change = tmp_path / "learned.npz"
    folders = [ensure_model(tmp_path)]
    for learned in (b"one", b"two"):
        change.write_bytes(learned)
        folders.append(ensure_model(tmp_path, change=change))
    assert len({*folders}) == len(exports) == 3
    assert ["learned" in folder.name for folder in folders] == [False, True, True]


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a sentence-transformers model"):
        ensure_model(tmp_path, tmp_path / "nothing")


def test_a_model_that_cannot_be_exported_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match="cannot be exported") as caught:
        ensure_model(tmp_path / "cache", tmp_path / "bad")
    assert caught.value.remedy
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [".lock"]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(model: Path, fresh: Path, name: str, change: Path | None) -> None:
        (fresh / "model.onnx").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "_run_child", full)
    with pytest.raises(ModelError, match="No space left"):
        ensure_model(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_folder_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot be written") as caught:
        ensure_model(tmp_path / "file" / "models")
    assert "writable" in caught.value.remedy


def test_a_second_exporter_waits_a_bounded_time(tmp_path: Path) -> None:
    with only_writer(tmp_path / ".lock", 0), pytest.raises(ModelError, match="Another process"):
        ensure_model(tmp_path, wait=0.1)
