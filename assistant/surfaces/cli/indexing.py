"""`citebound index`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant import bootstrap
from assistant.settings import load
from assistant.surfaces.cli.output import show, show_json


def run(corpus: Path | None, as_json: bool) -> int:
    """Bring the index up to date and say what was done."""
    began = time.perf_counter()
    said: list[str] = []
    with _bar() as progress:
        settings = load(corpus=corpus)
        assistant = bootstrap.build(settings, say=said.append, progress=progress)
        if said:
            bootstrap.prepare(settings, assistant.corpus)
    documents = assistant.documents.values()
    passages = sum(len(document.passages) for document in documents)
    seconds = round(time.perf_counter() - began, 2)
    messages = said or ["Nothing to do: the index is up to date."]
    if as_json:
        show_json({"documents": len(documents), "passages": passages, "seconds": seconds, "messages": messages})
    else:
        show("\n".join([*messages, f"{len(documents)} documents, {passages} passages, {seconds} s."]))
    return 0


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("Indexing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
