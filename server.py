"""ASGI entry: settings -> bootstrap -> app, for `uvicorn server:app`; `citebound serve` does the same."""

from __future__ import annotations

import sys

from assistant import bootstrap
from assistant.adapters.memory import settle
from assistant.errors import CiteboundError
from assistant.settings import load
from assistant.surfaces.http import logs
from assistant.surfaces.http.app import create_app

try:
    settings = load()
    store = bootstrap.store(settings)
    built = bootstrap.build(settings, say=lambda line: print(line, file=sys.stderr))  # noqa: T201
    app = create_app(built, settings, store.ledger, store.keys, store.custody.purge)
    logs.configure()
    settle()
except CiteboundError as error:
    sys.exit(f"citebound: {error}")
