"""`citebound check`: over the corpus's vocabulary and limits, with the second reader; no index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from assistant import bootstrap
from assistant.check import Checked, check
from assistant.errors import UsageError
from assistant.render.checked_json import checked_json, checked_text
from assistant.settings import load
from assistant.surfaces.checkable import checkable
from assistant.surfaces.cli import batch as batches
from assistant.surfaces.cli.opening import one_of
from assistant.surfaces.cli.output import show, show_json

Checker = Callable[..., Checked]


def run(
    sentence: str | None, batch: str | None, corpus: Path | None, as_json: bool, context: str, quotes: Sequence[str]
) -> int:
    """Check one sentence (exit code 1 unless it is allowed), or every line of a file."""
    one_of(sentence, batch, "sentence")
    if batch is not None:
        if context or quotes:
            raise UsageError("--context and --quote are for one sentence.", "Put them in the lines of the file.")
        checker = _checker(corpus)
        return batches.run(batch, lambda item: checked_json(_item(item, checker)))
    item = {"text": sentence, "context": context, "quotes": list(quotes) or None}
    checked = _item(item, _checker(corpus))
    if as_json:
        show_json(checked_json(checked))
    else:
        show(checked_text(checked))
    return 0 if checked.verdict == "allow" else 1


def _checker(folder: Path | None) -> Checker:
    settings = load(corpus=folder)
    corpus = bootstrap.evidence(settings)
    abstracts = bootstrap.abstract_reader(settings)
    return partial(check, corpus=corpus, second=bootstrap.second_reader(settings, corpus), abstracts=abstracts)


def _item(item: batches.Item, checker: Checker) -> Checked:
    text, context, quotes = checkable(item)
    return checker(text, quotes=quotes, context=context)
