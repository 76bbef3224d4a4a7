"""What the commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys


def complain(message: str) -> None:
    """One line on stderr."""
    say(f"citebound: {' '.join(message.split())}")


def say(line: str) -> None:
    """A line on stderr; silence where stderr is closed."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201


def show(text: str) -> None:
    """Text on stdout."""
    print(text, flush=True)  # noqa: T201


def show_json(value: object, indent: int | None = 2) -> None:
    """JSON on stdout: UTF-8 where the terminal takes it, escapes elsewhere."""
    escape = (sys.stdout.encoding or "").replace("-", "").lower() != "utf8"
    show(json.dumps(value, ensure_ascii=escape, indent=indent))
