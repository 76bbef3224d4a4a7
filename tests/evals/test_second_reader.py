"""Training the second reader: its batches, its curve, and that what is written is what was trained."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.export import packaged
from assistant.ports import Suspicion
from evals import lowrank, second_reader
from tests.material import shipped

TEXTS = ["ivig helps in progressive disease.", "Does it help? || No.", "It does.", "ivig failed."]


def test_every_row_is_in_one_batch() -> None:
    batches = list(lowrank.batches(range(100), 32, 2, random.Random(1)))
    assert sorted(row for batch in batches for row in batch) == list(range(100))
    assert max(map(len, batches)) == 32


def test_it_learns_what_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lowrank, "_WARMUP", 1)
    model = second_reader.train(TEXTS * 8, [True, False, True, False] * 8, [0, 1, 2, 3] * 8, epochs=8)
    asserted, denied, *_ = model.sure(TEXTS)
    assert asserted > denied + 0.1


def test_what_is_written_is_what_was_trained(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from assistant.adapters.torch_export import changed

    model = second_reader.Trainee(4)
    for change in model.changed.changes.values():
        change.up.data.normal_(std=0.02)
    lowrank.write(model.changed, second_reader.learned(model, shipped()), tmp_path / "learned.npz")
    plain = SentenceTransformer(str(packaged()), device="cpu", local_files_only=True)
    before = plain.encode(["ivig failed."], normalize_embeddings=True)
    changed(plain, tmp_path / "learned.npz")
    after = plain.encode(["ivig failed."], normalize_embeddings=True)
    assert np.abs(after - before).max() > 1e-3
    with np.load(tmp_path / "learned.npz") as learned:
        logit = after @ learned["head"][0] + learned["bias"][0]
    assert 1 / (1 + np.exp(-logit[0])) == pytest.approx(model.sure(["ivig failed."])[0], abs=2e-3)


class Knowing:
    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        return [Suspicion(0.9 if "helps" in text else 0.0, "") for text in texts]


def test_a_curve_shows_what_a_reader_that_knows_would_do() -> None:
    rows = [
        {"text": "IVIG helps in SPMS.", "label": "violation"},
        {"text": "IVIG, in SPMS, is a blind alley.", "label": "permitted"},
    ]
    head, *lines = second_reader.curve(rows, Knowing(), shipped()).splitlines()
    assert "permitted not allowed" in head
    assert all(line.count("0/1 = 0.0%") == 2 for line in lines)


def test_the_held_files_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        second_reader.main(["--files", "held.yaml"])
    assert "figure alone" in capsys.readouterr().err


def test_the_open_files_and_the_table_are_read_and_each_sentence_once() -> None:
    rows = second_reader.labelled([*second_reader.OPEN, second_reader.TABLE])
    assert len(rows) > 8000
    assert len({(row["text"], row.get("context") or "") for row in rows}) == len(rows)
    assert {row["label"] for row in rows} == {"violation", "permitted"}
    assert any(row["context"] for row in second_reader.labelled([second_reader.TABLE]))
