"""`citebound mcp`."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import load
from assistant.surfaces.cli.output import complain
from assistant.surfaces.mcp.stdio import serve


def run(corpus: Path | None, model: str | None = None) -> int:
    """Serve one client until it closes stdin."""
    serve(load(corpus=corpus, model=model), say=complain)
    return 0
