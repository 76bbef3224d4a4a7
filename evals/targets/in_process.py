"""The assistant itself, asked without a network; its corpus can be edited."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from time import perf_counter
from typing import Literal

import numpy as np

import assistant
from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.adapters.index.build import embed
from assistant.adapters.index.ranking import ExactIndex
from assistant.adapters.index.tables import digest_of, entry_texts, tables
from assistant.adapters.remembering import RememberingEmbedder
from assistant.ask import Assistant
from assistant.bootstrap import build, writer
from assistant.check import Checked
from assistant.corpus import Corpus
from assistant.errors import CiteboundError
from assistant.generate import Writer
from assistant.language.tokens import terms
from assistant.ports import Embedder, Vectors
from assistant.settings import Settings, shipped_prompts
from assistant.values import Turn
from evals.case import Edit
from evals.reply import Reply
from evals.targets.editing import KEPT, Editor
from evals.targets.replies import failed, of_answer

Say = Callable[[str], None]


class InProcess:
    """`Target` over an assistant; without a `workshop` its corpus cannot be changed."""

    kind: Literal["in-process"] = "in-process"

    def __init__(self, asked: Assistant, workshop: Workshop | None = None, model: str = "none") -> None:
        self._asked = asked
        self._workshop = workshop
        self._model = model
        self.name = "in process"

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """All that an answer depends on."""
        package = Path(assistant.__file__).parent
        return {
            "corpus": self._asked.corpus.sha256,
            "limits": self._asked.corpus.limits_sha256,
            "prompts": sha_of(sorted(shipped_prompts().glob("*.md"))),
            "code": sha_of(sorted((*package.rglob("*.py"), *package.rglob("*.txt")))),
            "model": self._model,
        }

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """The answer."""
        began = perf_counter()
        try:
            answer = self._asked.ask(question, history)
        except CiteboundError as error:
            return failed(str(error), perf_counter() - began)
        return of_answer(answer, perf_counter() - began)

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """Its own claim check."""
        return self._asked.check(text, quotes, context)

    def edited(self, edit: Edit) -> InProcess | None:
        """The same assistant over the edited corpus; EditError where the corpus does not bear it."""
        return InProcess(self._workshop.assistant(edit), model=self._model) if self._workshop else None


class Workshop:
    """Makes assistants over edited corpora: the embedder is one, and a text is embedded once."""

    def __init__(self, editor: Editor, embedder: Callable[[], Embedder], writing: Writer | None, longest: int) -> None:
        self._editor = editor
        self._open = embedder
        self._writing = writing
        self._longest = longest
        self._known: dict[bytes, Vectors] = {}
        self.assistant = lru_cache(KEPT)(self._made)
        """The assistant after an edit."""

    @cached_property
    def _embedder(self) -> Embedder:
        return self._open()

    def _made(self, edit: Edit) -> Assistant:
        corpus = self._editor.corpus(edit)
        index = self._index(corpus)
        return Assistant(corpus, index, embedder=self._embedder, writer=self._writing, longest=self._longest)

    def _index(self, corpus: Corpus) -> ExactIndex:
        """In memory, ranked as the shipped one."""
        passages, spelled = tuple(corpus.passages.values()), partial(terms, vocabulary=corpus.vocabulary)
        texts = entry_texts(passages)
        vectors = embed(texts, self._embedder, self._known)
        self._known |= dict(zip(map(digest_of, texts), np.asarray(vectors), strict=True))
        return ExactIndex(tables(passages, texts, vectors, spelled), self._embedder, spelled)


def in_process(settings: Settings, editor: Editor, say: Say) -> InProcess:
    """The assistant that the settings describe; `editor` is over the same folder."""

    def embedder() -> Embedder:
        model = ensure_model(settings.data_dir / "models", settings.embedding_model)
        return RememberingEmbedder(OnnxEmbedder(model))

    workshop = Workshop(editor, embedder, writer(settings), settings.max_question)
    return InProcess(build(settings, say), workshop, settings.model or "none")


def sha_of(files: Sequence[Path]) -> str:
    """One hash of the files' names and contents."""
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()
