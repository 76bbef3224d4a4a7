"""The assistant and its documents, for the commands; what its start has to say goes to stderr."""

from __future__ import annotations

from pathlib import Path

from assistant import bootstrap
from assistant.ask import Assistant
from assistant.corpus import Corpus
from assistant.errors import UsageError
from assistant.settings import load
from assistant.surfaces.cli.output import complain


def assistant_for(corpus: Path | None, model: str | None = None) -> Assistant:
    """The assistant over this corpus."""
    return bootstrap.build(load(corpus=corpus, model=model), say=complain)


def evidence_of(corpus: Path | None) -> Corpus:
    """The corpus with its limits, without index or model."""
    return bootstrap.evidence(load(corpus=corpus))


def one_of(words: str | None, batch: str | None, name: str) -> None:
    """Either a text or a batch file, not both and not neither."""
    if (words is None) == (batch is None):
        raise UsageError(f"Give either a {name} or --batch FILE.", "See: citebound --help")
