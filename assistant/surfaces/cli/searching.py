"""`citebound search`."""

from __future__ import annotations

from pathlib import Path

from assistant.render.hits_json import hits_json
from assistant.render.terminal import print_hits
from assistant.surfaces import incoming
from assistant.surfaces.cli import batch as batches
from assistant.surfaces.cli.opening import assistant_for, one_of
from assistant.surfaces.cli.output import show_json


def run(query: str | None, batch: str | None, corpus: Path | None, k: int, as_json: bool) -> int:
    """The nearest passages to one query, or to every line of a file."""
    one_of(query, batch, "query")
    if batch is not None:
        assistant = assistant_for(corpus)
        return batches.run(
            batch, lambda item: {"hits": hits_json(assistant.search(incoming.text(item.get("query"), "query"), k))}
        )
    wanted = incoming.text(query, "query")
    assistant = assistant_for(corpus)
    hits = assistant.search(wanted, k)
    if as_json:
        show_json({"hits": hits_json(hits)})
    else:
        print_hits(hits, assistant.documents)
    return 0
