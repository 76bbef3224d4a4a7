"""`citebound serve`."""

from __future__ import annotations

from assistant.settings import Settings
from assistant.surfaces.cli.output import complain
from assistant.surfaces.http.serve import serve


def run(settings: Settings) -> int:
    """Serve until stopped."""
    serve(settings, say=complain)
    return 0
