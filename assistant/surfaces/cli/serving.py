"""`citebound serve`."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import load
from assistant.surfaces.cli.output import complain
from assistant.surfaces.http.serve import serve


def run(host: str | None, port: int | None, corpus: Path | None, model: str | None = None) -> int:
    """Serve until stopped."""
    serve(load(host=host, port=port, corpus=corpus, model=model), say=complain)
    return 0
