"""JSON lines in, JSON lines out, in the same order and as they are done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from assistant.errors import CiteboundError, UsageError
from assistant.settings import debugging
from assistant.surfaces.cli.files import read_bytes
from assistant.surfaces.cli.output import complain, show_json

Item = Mapping[str, Any]


def run(name: str, answer: Callable[[Item], Mapping[str, Any]]) -> int:
    """Answer every line; a line that cannot be answered gets its error in its place, and the exit code is 1."""
    numbered = enumerate(read_bytes(name).removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    lines = [(number, line) for number, line in numbered if line.strip()]
    failed = 0
    with _bar(len(lines)) as advance:
        for number, line in lines:
            result = _one(line, number, answer)
            failed += "error" in result
            show_json(result, indent=None)
            advance()
    if failed:
        complain(f"{failed} of {len(lines)} lines have an error in place of their answer.")
    return 1 if failed else 0


def _one(line: bytes, number: int, answer: Callable[[Item], Mapping[str, Any]]) -> dict[str, Any]:
    item: Item = {}
    try:
        item = _parse(line, number)
        return {"id": item["id"], **answer(item)}
    except CiteboundError as error:
        return {"id": item.get("id"), "error": {"message": error.message, "remedy": error.remedy}}
    except Exception as error:
        if debugging():
            raise
        bug = f"An unexpected error, {type(error).__name__}."
        return {"id": item.get("id"), "error": {"message": bug, "remedy": "Report it with CITEBOUND_DEBUG=1's output."}}


def _parse(line: bytes, number: int) -> Item:
    try:
        item = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise UsageError(f"Line {number} is not JSON in UTF-8.", "Write one JSON object a line.") from None
    if not isinstance(item, Mapping) or "id" not in item:
        raise UsageError(f"Line {number} is not an object with an 'id'.", "Write one JSON object a line.")
    try:
        json.dumps(item["id"], allow_nan=False)
    except ValueError:  # Python reads NaN and 1e999, and writes what no other JSON reader takes
        raise UsageError(f"The id of line {number} is a number that JSON does not have.", _IDS) from None
    return item


_IDS = "Give a string or a whole number."


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal's stderr, unless the results themselves scroll there."""
    quiet = not sys.stderr.isatty() or sys.stdout.isatty()
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
