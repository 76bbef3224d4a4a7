"""`citebound serve`."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import load
from assistant.surfaces.cli.output import complain
from assistant.surfaces.http.serve import serve


def run(host: str | None, port: int | None, corpus: Path | None) -> int:
    """Serve until stopped."""
    serve(load(host=host, port=port, corpus=corpus), say=complain)
    return 0
