"""`citebound slack`."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import load
from assistant.surfaces.cli.output import complain
from assistant.surfaces.slack.serve import serve


def run(corpus: Path | None, model: str | None) -> int:
    """Answer in Slack until stopped."""
    serve(load(corpus=corpus, model=model), say=complain)
    return 0
