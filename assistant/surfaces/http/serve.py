"""Listen and serve, in this process or in several; a busy port is one clear line."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from assistant import bootstrap
from assistant.adapters.memory import settle
from assistant.errors import CiteboundError
from assistant.settings import Settings
from assistant.surfaces.http import logs, processes
from assistant.surfaces.http.app import create_app

_IN_FLIGHT = 10
"""Seconds that answers under way have to end in, once the service is told to stop."""


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Build the assistant and serve until stopped."""
    with listen(settings.host, settings.port) as listener:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{listener.getsockname()[1]}/ (Ctrl-C stops it)"
        if settings.processes > 1:
            processes.serve(settings, listener, lambda: say(address), _IN_FLIGHT)
        else:
            _alone(settings, listener, say, address)


def _alone(settings: Settings, listener: socket.socket, say: Callable[[str], None], address: str) -> None:
    with bootstrap.store(settings) as store:
        app = create_app(bootstrap.build(settings, say), settings, store.ledger, store.keys, store.custody.purge)
        logs.configure()
        settle()
        say(address)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, timeout_graceful_shutdown=_IN_FLIGHT, server_header=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, taken before the slow start so that a busy port is told at once."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CiteboundError(f"Port {port} is in use.", "Choose another: --port or CITEBOUND_PORT.") from None
        raise CiteboundError(f"{host}:{port} cannot be listened on: {error.strerror}.", "Choose another.") from None
