"""Settings -> the assistant; the only place where concrete parts are chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from assistant.adapters.abstract_reader import WEIGHTS as OF_ABSTRACTS
from assistant.adapters.abstract_reader import OnnxAbstractReader
from assistant.adapters.chat import open_model
from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.adapters.index import ensure
from assistant.adapters.local_model import NAME as LOCAL
from assistant.adapters.local_model import LocalModel
from assistant.adapters.memory import give_back
from assistant.adapters.remembering import RememberingEmbedder
from assistant.adapters.second_reader import WEIGHTS as OF_LIMITS
from assistant.adapters.second_reader import OnnxSecondReader, trained_for
from assistant.ask import Assistant
from assistant.corpus import Corpus, load_corpus
from assistant.errors import CiteboundError
from assistant.generate import Writer
from assistant.language.tokens import terms
from assistant.ports import AbstractReader, SecondReader
from assistant.prompts import load_prompts
from assistant.settings import Settings, shipped_corpus, shipped_prompts

if TYPE_CHECKING:
    from assistant.adapters.inbox import SqlInbox
    from assistant.adapters.ledger import Store

Say = Callable[[str], None]
Progress = Callable[[int, int], None]


def build(settings: Settings, say: Say, progress: Progress | None = None) -> Assistant:
    """The assistant over the settings' corpus, its index brought up to date; `say` hears what that took."""
    if settings.chroma_url and settings.index_mode == "exact":
        wrong = "CITEBOUND_INDEX_MODE=exact searches in this process, and CITEBOUND_CHROMA_URL names a server for it."
        raise CiteboundError(wrong, "Unset one of the two.")
    corpus = _corpus(settings)
    model = OnnxEmbedder(ensure_model(settings.data_dir / "models", settings.embedding_model))
    embedder = RememberingEmbedder(model)
    opened = ensure(
        settings.data_dir / "index" / hashlib.sha256(str(settings.corpus).encode()).hexdigest()[:12],
        tuple(corpus.passages.values()),
        corpus.sha256,
        embedder,
        partial(terms, vocabulary=corpus.vocabulary),
        settings.index_mode,
        progress,
        server=settings.chroma_url,
    )
    if opened.message:
        say(opened.message)
    built = Assistant(
        corpus,
        opened.index,
        embedder=embedder,
        writer=writer(settings),
        longest=settings.max_question,
        second=second_reader(settings, corpus),
        abstracts=abstract_reader(settings),
    )
    give_back()
    return built


def writer(settings: Settings) -> Writer | None:
    """The chat model that the settings name, with its prompts."""
    if settings.model is None:
        return None
    prompts = load_prompts(shipped_prompts())
    seconds = settings.model_timeout
    local = settings.model == LOCAL
    model = LocalModel(seconds) if local else open_model(settings.model, settings.model_base_url, seconds)
    return Writer(model, prompts, seconds)


def second_reader(settings: Settings, corpus: Corpus) -> SecondReader | None:
    """The reader that learned from sentences about these limits, loaded when it first reads; None for other limits."""
    return OnnxSecondReader(settings.data_dir / "models") if trained_for(corpus.limits) else None


def abstract_reader(settings: Settings) -> AbstractReader:
    """The reader that learned from answers to questions about abstracts, loaded when it first reads."""
    return OnnxAbstractReader(settings.data_dir / "models")


def prepare(settings: Settings, corpus: Corpus) -> None:
    """Exports what would otherwise be exported when it is first wanted."""
    for change in (OF_ABSTRACTS, *([OF_LIMITS] if trained_for(corpus.limits) else [])):
        ensure_model(settings.data_dir / "models", change=change)


def evidence(settings: Settings) -> Corpus:
    """The corpus with its limits; no model, no index."""
    return _corpus(settings)


def store(settings: Settings) -> Store:
    """The ledger and the API keys; close what this gives."""
    # Imported here: SQLAlchemy costs 0.2 s that `citebound ask` need not pay.
    from assistant.adapters.ledger import open_store

    return open_store(_ledger_url(settings))


def inbox(settings: Settings) -> SqlInbox:
    """What chat services delivered, beside the ledger; close what this gives."""
    # Imported here: SQLAlchemy costs 0.2 s that `citebound ask` need not pay.
    from assistant.adapters.inbox import open_inbox

    return open_inbox(_ledger_url(settings))


def _ledger_url(settings: Settings) -> str:
    url = settings.ledger_url.get_secret_value() if settings.ledger_url else None
    return url or f"sqlite:///{settings.data_dir / 'ledger.sqlite3'}"


def _corpus(settings: Settings) -> Corpus:
    return load_corpus(settings.corpus, shipped_corpus())
