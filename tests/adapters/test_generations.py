import errno
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.durable import only_writer
from assistant.adapters.index import Mode, OpenedIndex, ensure, opening
from assistant.adapters.index.chroma import ChromaIndex, build_chroma
from assistant.adapters.index.ranking import ExactIndex
from assistant.errors import CiteboundError, IndexBusy, IndexUnusable
from assistant.ports import Embedder, Hit, Vectors
from assistant.testing import HashingEmbedder, plain_terms
from assistant.values import Passage
from tests.adapters.conftest import Child, make_passages

BUILD = """
import sys
from pathlib import Path
from assistant.adapters.index import ensure
from assistant.ports import Embedder, Hit, Vectors
from assistant.testing import HashingEmbedder, plain_terms
from assistant.values import Passage
from tests.adapters.conftest import make_passages
opened = ensure(Path(sys.argv[1]), make_passages(int(sys.argv[2])), "f", HashingEmbedder(), plain_terms)
print(opened.generation, opened.message)
"""


class CountingEmbedder(HashingEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return super().embed(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


def opened(
    root: Path, passages: Sequence[Passage], embedder: Embedder, fingerprint: str = "f", mode: Mode = "auto"
) -> OpenedIndex:
    return ensure(root, passages, fingerprint, embedder, plain_terms, mode)


def first(result: OpenedIndex) -> tuple[Hit, ...]:
    return result.index.search(["trial 3 ocrelizumab"], 5)[0]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_an_unchanged_corpus_is_opened_and_nothing_is_embedded(tmp_path: Path, embedder: CountingEmbedder) -> None:
    passages = make_passages()
    built = opened(tmp_path, passages, embedder)
    assert (built.generation, built.message) == (1, "index built: 120 entries, generation 1")
    embedder.seen.clear()
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*"))
    again = opened(tmp_path, passages, embedder)
    assert (again.generation, again.message, embedder.seen) == (1, None, [])
    assert sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")) == before
    assert first(again) == first(built)


def test_only_new_texts_are_embedded(tmp_path: Path, embedder: CountingEmbedder) -> None:
    passages = make_passages()
    opened(tmp_path, passages, embedder)
    embedder.seen.clear()
    changed = (replace(passages[0], text="Nothing is as it was."), *passages[1:])
    assert opened(tmp_path, changed, embedder, "g").generation == 2
    assert embedder.seen == ["Nothing is as it was."]


def test_progress_counts_up_to_the_number_of_texts(tmp_path: Path, embedder: CountingEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    ensure(tmp_path, make_passages(60), "f", embedder, plain_terms, progress=lambda *step: seen.append(step))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("change", ["text", "asks", "section", "fingerprint", "embedder", "terms"])
def test_whatever_decides_the_index_decides_its_generation(
    tmp_path: Path, embedder: CountingEmbedder, change: str
) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder)
    first_one = passages[0]
    match change:
        case "text":
            first_one = replace(first_one, text="New.")
        case "asks":
            first_one = replace(first_one, asks=("New?",))
        case "section":
            first_one = replace(first_one, section="New")
    chosen = HashingEmbedder(128) if change == "embedder" else embedder
    terms = str.split if change == "terms" else plain_terms
    given = "g" if change == "fingerprint" else "f"
    assert ensure(tmp_path, (first_one, *passages[1:]), given, chosen, terms).generation == 2


def test_a_corpus_that_comes_back_finds_its_old_generation(tmp_path: Path, embedder: CountingEmbedder) -> None:
    one, two = make_passages(2), make_passages(3)
    opened(tmp_path, one, embedder)
    opened(tmp_path, two, embedder)
    assert (opened(tmp_path, one, embedder).generation, opened(tmp_path, two, embedder).generation) == (1, 2)


def test_two_old_generations_are_kept(tmp_path: Path, embedder: CountingEmbedder) -> None:
    for number in range(5):
        opened(tmp_path, make_passages(2), embedder, str(number))
    assert sorted(path.name for path in tmp_path.glob("gen-*")) == ["gen-3", "gen-4", "gen-5"]
    assert (tmp_path / "CURRENT").read_text() == "gen-5"


@pytest.mark.parametrize("harm", [flip, truncate, Path.unlink], ids=["flipped", "truncated", "missing"])
@pytest.mark.parametrize("name", ["vectors.npy", "arrays.npz", "names.json", "manifest.json"])
def test_a_damaged_generation_is_built_again_and_said(
    tmp_path: Path, embedder: CountingEmbedder, name: str, harm: Callable[[Path], None]
) -> None:
    passages = make_passages(2)
    before = first(opened(tmp_path, passages, embedder))
    harm(tmp_path / "gen-1" / name)
    rebuilt = opened(tmp_path, passages, embedder)
    assert rebuilt.generation == 2
    assert (rebuilt.message or "").startswith("index rebuilt: 20 entries, generation 2; ")
    assert (rebuilt.message or "").endswith("generation 1 is damaged")
    assert first(rebuilt) == before


def test_damage_to_chroma_matters_only_to_those_who_read_it(tmp_path: Path, embedder: CountingEmbedder) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder)
    flip(tmp_path / "gen-1" / "chroma" / "chroma.sqlite3")
    assert opened(tmp_path, passages, embedder, mode="exact").message is None
    said = opened(tmp_path, passages, embedder, mode="chroma").message
    assert said == "index rebuilt: 20 entries, generation 2; chroma/chroma.sqlite3 of generation 1 is damaged"


def test_an_older_good_generation_serves_when_the_current_one_is_damaged(
    tmp_path: Path, embedder: CountingEmbedder
) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder, mode="exact")
    assert opened(tmp_path, passages, embedder, mode="chroma").generation == 2
    flip(tmp_path / "gen-2" / "vectors.npy")
    fallen = opened(tmp_path, passages, embedder, mode="exact")
    assert fallen.generation == 1
    assert fallen.message == "generation 1 of the index is used; vectors.npy of generation 2 is damaged"


@pytest.mark.parametrize("content", ["gen-9", "gen-x", "", "../../etc"])
def test_a_wrong_pointer_does_no_harm(tmp_path: Path, embedder: CountingEmbedder, content: str) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder)
    (tmp_path / "CURRENT").write_text(content)
    assert opened(tmp_path, passages, embedder).generation == 1


def test_a_killed_builder_loses_nothing(tmp_path: Path, embedder: CountingEmbedder) -> None:
    small = opened(tmp_path, make_passages(2), embedder)
    wanted, seed = first(small), random.Random(7)
    started = time.perf_counter()
    Child(BUILD, tmp_path / "timing", 40).output()
    whole = time.perf_counter() - started
    for _ in range(8):
        Child(BUILD, tmp_path, 40).kill_after(whole * seed.uniform(0.3, 1.0))
        assert first(opened(tmp_path, make_passages(2), embedder)) == wanted
    last = opened(tmp_path, make_passages(40), embedder, mode="chroma")
    assert first(last) == first(opened(tmp_path / "fresh", make_passages(40), embedder))
    assert not (tmp_path / ".building").exists()


def test_builders_at_once_build_once(tmp_path: Path) -> None:
    children = [Child(BUILD, tmp_path, 40) for _ in range(3)]
    said = sorted(child.output() for child in children)
    assert {line.split()[0] for line in said} == {"1"}
    assert [path.name for path in tmp_path.glob("gen-*")] == ["gen-1"]


def test_a_builder_that_never_ends_is_not_waited_for(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with only_writer(tmp_path / ".lock", 0), pytest.raises(IndexBusy) as caught:
        ensure(tmp_path, make_passages(2), "f", embedder, plain_terms, wait=0.1)
    assert caught.value.retryable


PLACES = (
    "numpy.save",
    "numpy.savez",
    "assistant.adapters.index.build._write_chroma",
    "assistant.adapters.index.generations.sync_tree",
    "assistant.adapters.index.generations.move_into_place",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_full_disk_leaves_the_last_generation(
    tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(place, full)
    with pytest.raises(IndexUnusable, match="No space left") as caught:
        opened(tmp_path, make_passages(3), embedder)
    assert "Free some space" in caught.value.remedy
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "CURRENT", "gen-1"]
    assert opened(tmp_path, passages, embedder).message is None


def test_a_folder_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path, embedder: CountingEmbedder) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CiteboundError, match="cannot be written") as caught:
        opened(tmp_path / "file" / "index", make_passages(2), embedder)
    assert "writable" in caught.value.remedy


def test_a_good_index_needs_no_writing(
    tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = make_passages(2)
    opened(tmp_path, passages, embedder)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(Path, "write_text", refused)
    assert opened(tmp_path, passages, embedder).message is None
    with pytest.raises(IndexUnusable, match="Read-only"):
        opened(tmp_path, make_passages(3), embedder)


def test_an_index_that_lost_vectors_is_not_taken_into_use(tmp_path: Path) -> None:
    rows = np.eye(8, dtype=np.float32)
    with pytest.raises(IndexUnusable, match="do not find themselves"):
        build_chroma(np.vstack([rows] * 9), tmp_path / "chroma")


@pytest.mark.parametrize(("entries", "kind"), [(20, ExactIndex), (19, ChromaIndex)])
def test_the_size_of_the_corpus_chooses_the_search(
    tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch, entries: int, kind: type
) -> None:
    monkeypatch.setattr(opening, "_EXACT_UP_TO", entries)
    assert type(opened(tmp_path, make_passages(2), embedder).index) is kind


def test_an_empty_corpus_has_an_empty_index(tmp_path: Path, embedder: CountingEmbedder) -> None:
    modes: tuple[Mode, ...] = ("auto", "exact", "chroma")
    for mode in modes:
        assert opened(tmp_path, (), embedder, mode=mode).index.search(["x"], 3) == ((),)


def test_a_small_corpus_is_searched_without_the_heavy_libraries(tmp_path: Path) -> None:
    Child(BUILD, tmp_path, 2).output()
    heavy = "print([name for name in ('chromadb', 'torch', 'sentence_transformers', 'bm25s') if name in sys.modules])"
    assert Child(BUILD + heavy, tmp_path, 2).output().splitlines() == ["1 None", "[]"]
