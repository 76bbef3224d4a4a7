"""Log lines on stderr, as JSON: ids, outcomes and times; never what was asked, never what a library says of it."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO


class JsonFormatter(logging.Formatter):
    """A record as one JSON object; `fields` given with `extra` stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(said | getattr(record, "fields", {}))


class WordlessFormatter(logging.Formatter):
    """For libraries that do not know what may be logged: where it was said, and the kind of the error, if any.

    asyncio, for one, repeats a lost error whole, and with it what was asked.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        kind = record.exc_info[0] if record.exc_info else None
        said = f"{record.name}, {record.module}:{record.lineno}{f', {kind.__name__}' if kind else ''}"
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, "level": record.levelname.lower(), "event": said})


def configure(stream: TextIO | None = None) -> None:
    """Lines on stderr, as JSON: the service's and uvicorn's as they are, others' without their words."""
    logging.raiseExceptions = False  # or a line that cannot be written brings its whole traceback with it
    for name, level, formatter in (
        ("citebound", logging.INFO, JsonFormatter()),
        ("uvicorn", logging.WARNING, JsonFormatter()),
        ("", logging.WARNING, WordlessFormatter()),
    ):
        handler = logging.StreamHandler(stream or sys.stderr)
        handler.setFormatter(formatter)
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
