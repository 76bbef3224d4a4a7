"""`citebound check`: over the corpus's vocabulary and limits alone; no index, no model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.check import Checked, check
from assistant.corpus import Corpus, load_corpus
from assistant.errors import UsageError
from assistant.render.checked_json import checked_json, checked_text
from assistant.settings import load, shipped_corpus
from assistant.surfaces.checkable import checkable
from assistant.surfaces.cli import batch as batches
from assistant.surfaces.cli.opening import one_of
from assistant.surfaces.cli.output import show, show_json


def run(
    sentence: str | None, batch: str | None, corpus: Path | None, as_json: bool, context: str, quotes: Sequence[str]
) -> int:
    """Check one sentence (exit code 1 unless it is allowed), or every line of a file."""
    one_of(sentence, batch, "sentence")
    if batch is not None:
        if context or quotes:
            raise UsageError("--context and --quote are for one sentence.", "Put them in the lines of the file.")
        opened = _corpus(corpus)
        return batches.run(batch, lambda item: checked_json(_item(item, opened)))
    item = {"text": sentence, "context": context, "quotes": list(quotes) or None}
    checked = _item(item, _corpus(corpus))
    if as_json:
        show_json(checked_json(checked))
    else:
        show(checked_text(checked))
    return 0 if checked.verdict == "allow" else 1


def _corpus(folder: Path | None) -> Corpus:
    return load_corpus(load(corpus=folder).corpus, shipped_corpus())


def _item(item: batches.Item, corpus: Corpus) -> Checked:
    text, context, quotes = checkable(item)
    return check(text, corpus, quotes, context)
