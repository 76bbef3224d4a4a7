"""Several processes that serve one port over one index and one ledger; uvicorn replaces those that die.

What can be wrong from the start (corpus, model, index, ledger) is found by a process that goes before them, so that it
is told once and N processes do not fall over it again and again.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from assistant import bootstrap
from assistant.adapters.memory import settle
from assistant.errors import CiteboundError
from assistant.settings import Settings, share_figures
from assistant.surfaces.http import logs, metrics
from assistant.surfaces.http.app import create_app

log = logging.getLogger("citebound.process")
_SILENT = 30
"""Seconds after which a process that does not say that it is there is replaced."""
_HOPELESS = 3
"""The exit code after which uvicorn starts no other: that one would end in the same way."""


def serve(settings: Settings, listener: socket.socket, started: Callable[[], None], in_flight: int) -> None:
    """Serve until stopped; CiteboundError where the first look finds that it cannot be done."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawning) as before:
        before.submit(prepare, settings).result()
    logs.configure()
    with TemporaryDirectory(prefix="citebound-figures-") as folder:
        share_figures(Path(folder))
        config = uvicorn.Config(
            One(settings),
            factory=True,
            workers=settings.processes,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=in_flight,
            timeout_worker_healthcheck=_SILENT,
            server_header=False,
        )
        started()
        Multiprocess(config, sockets=[listener]).run()


def prepare(settings: Settings) -> None:
    """Build what is missing, and open everything once."""
    with bootstrap.store(settings) as store:
        create_app(bootstrap.build(settings, _say), settings, store.ledger, store.keys)


@dataclass(frozen=True)
class One:
    """Makes the application of one of the processes, in it."""

    settings: Settings

    def __call__(self) -> FastAPI:
        """The application; the process ends where it cannot be made."""
        _end_with_the_first()
        logs.configure()
        metrics.forget_the_dead(self.settings.figures)
        try:
            store = bootstrap.store(self.settings)
            built = bootstrap.build(self.settings, _say)
            app = create_app(built, self.settings, store.ledger, store.keys, store.custody.purge)
            settle()
        except CiteboundError as error:
            _say(f"citebound: {error}")
            sys.exit(1 if error.retryable else _HOPELESS)
        log.info("serving", extra={"fields": {"process": os.getpid()}})
        return app


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _end_with_the_first() -> None:
    """One that was killed tells nobody to stop, and they would hold its port for ever."""
    first = multiprocessing.parent_process()

    def wait() -> None:
        if first:
            first.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="first", daemon=True).start()
