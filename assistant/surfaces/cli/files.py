"""Files named on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.errors import CiteboundError


def read_bytes(name: str) -> bytes:
    """The file's content, or stdin's for `-`."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def read_json(name: str) -> object:
    """The JSON in a file; one clear line where it is none."""
    try:
        stored: object = json.loads(read_bytes(name).decode("utf-8-sig"))
        return stored
    except UnicodeDecodeError:
        raise CiteboundError(f"{name} is not UTF-8 text.", "Save it as UTF-8 JSON.") from None
    except (ValueError, RecursionError) as error:  # ValueError: a number of too many digits, too
        raise CiteboundError(f"{name} is not JSON: {error}.", "Check the file.") from None
