from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.index import ensure
from assistant.adapters.index.chroma import ChromaIndex, build_chroma
from assistant.adapters.index.ranking import ExactIndex, nearest
from assistant.adapters.index.tables import entry_texts, load, save, tables
from assistant.testing import HashingEmbedder, MemoryIndex, plain_terms
from tests.adapters.conftest import make_passages

QUERIES = (
    "What does natalizumab do to lesion count?",
    "infection risk of cladribine",
    "trial 7",
    "something else entirely",
    "",
)


def test_every_entry_finds_its_own_passage() -> None:
    passages = make_passages()
    index = MemoryIndex(passages)
    own = index.search([passage.text for passage in passages], 1)
    assert [hits[0].passage for hits in own] == [passage.id for passage in passages]
    asked = index.search([passage.asks[0] for passage in passages], 3)
    assert all(hits[0].semantic == pytest.approx(1) for hits in asked)


def test_scores_fall_and_ties_go_by_id() -> None:
    passages = make_passages(2)
    twin = [replace(passage, id=f"z{passage.id}", document=f"z{passage.document}") for passage in passages]
    (hits,) = MemoryIndex([*twin, *passages]).search(["relapse rate"], 20)
    assert [(-hit.score, hit.passage) for hit in hits] == sorted((-hit.score, hit.passage) for hit in hits)
    assert len({hit.score for hit in hits}) < len(hits)


def test_a_query_is_answered_alike_alone_and_among_others(onnx: OnnxEmbedder) -> None:
    index = MemoryIndex(make_passages(), onnx)
    assert index.search(QUERIES, 10) == tuple(index.search([query], 10)[0] for query in QUERIES)


@pytest.mark.parametrize("k", [0, 1, 7, 1000])
def test_at_most_k_hits(k: int) -> None:
    (hits,) = MemoryIndex(make_passages()).search(["relapse"], k)
    assert len(hits) == min(k, 60)


def test_an_empty_index_finds_nothing() -> None:
    assert MemoryIndex([]).search(["anything", ""], 5) == ((), ())


def test_the_semantic_part_is_the_best_of_the_text_and_its_questions() -> None:
    passages = [replace(passage, asks=()) for passage in make_passages(3)]
    passages[4] = replace(passages[4], asks=("Is it safe to drive?", "Can one travel?"))
    (hits,) = MemoryIndex(passages).search(["Is it safe to drive?"], 1)
    assert hits[0].passage == passages[4].id
    assert hits[0].semantic == pytest.approx(1)


def test_the_words_around_a_sentence_decide_between_equals() -> None:
    first, second = make_passages(2)[0], make_passages(2)[5]
    same = [replace(first, text="It fell.", asks=()), replace(second, text="It fell.", asks=())]
    about = replace(second, id="about", start=second.end + 1, end=second.end + 30, text="Only pregnancy.", asks=())
    (hits,) = MemoryIndex([*same, about]).search(["did it fell in pregnancy"], 3)
    ranks = [hit.passage for hit in hits]
    assert ranks.index(second.id) < ranks.index(first.id)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, onnx: OnnxEmbedder) -> tuple[ExactIndex, ChromaIndex]:
    """The exact and the Chroma index over the same 300 passages, with the model's vectors."""
    passages = make_passages(60)
    texts = entry_texts(passages)
    built = tables(passages, texts, onnx.embed(texts), plain_terms)
    folder = tmp_path_factory.mktemp("both")
    save(built, folder)
    build_chroma(built.vectors, folder / "chroma")
    read = load(folder)
    return ExactIndex(read, onnx, plain_terms), ChromaIndex(folder / "chroma", read, onnx, plain_terms)


@pytest.mark.parametrize("k", [1, 10, 40])
def test_chroma_and_exact_search_give_the_same_hits(both: tuple[ExactIndex, ChromaIndex], k: int) -> None:
    exact, chroma = both
    assert exact.search(QUERIES, k) == chroma.search(QUERIES, k)


def test_reading_through_chroma_leaves_the_generation_as_it_was(tmp_path: Path) -> None:
    passages, embedder = make_passages(4), HashingEmbedder()
    for _ in range(2):
        opened = ensure(tmp_path, passages, "f", embedder, plain_terms, "chroma")
        opened.index.search(QUERIES, 5)
    assert ensure(tmp_path, passages, "f", embedder, plain_terms, "chroma").message is None


def test_saved_tables_come_back_as_they_were(tmp_path: Path) -> None:
    passages, embedder = make_passages(), HashingEmbedder()
    texts = entry_texts(passages)
    built = tables(passages, texts, embedder.embed(texts), plain_terms)
    save(built, tmp_path)
    read = load(tmp_path)
    assert read.passages == built.passages
    assert np.array_equal(read.vectors, built.vectors)
    for name in ("entry_rows", "entry_starts", "block_of", "blocks", "document_of", "digests", "digest_rows"):
        assert np.array_equal(getattr(read, name), getattr(built, name))
    assert ExactIndex(read, embedder, plain_terms).search(QUERIES, 9) == MemoryIndex(passages).search(QUERIES, 9)


def test_few_passages_are_compared_as_all_are() -> None:
    passages = make_passages()
    texts = entry_texts(passages)
    embedder = HashingEmbedder()
    made = tables(passages, texts, embedder.embed(texts), plain_terms)
    (vector,) = embedder.embed(["Is there a risk of infection?"])
    everything = np.arange(len(passages))
    together = nearest(made, everything, vector)
    assert together.tolist() == [float(nearest(made, np.array([one]), vector)[0]) for one in everything]
    ends = [*made.entry_starts[1:].tolist(), made.entries]
    rows = [made.entry_rows[start:end] for start, end in zip(made.entry_starts, ends, strict=True)]
    assert together.tolist() == [max(float(np.vecdot(made.vectors[r], vector)) for r in each) for each in rows]
