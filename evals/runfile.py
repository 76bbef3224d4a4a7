"""A run on disk: a header, then one result a line, written out as it comes; a torn last line is dropped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from assistant.check import Checked
from assistant.errors import CiteboundError
from evals.result import RESULT, RUN, RanSuite, Result, Run, plain


class RunFileError(CiteboundError):
    """A file of results that cannot be used; exit 3."""


@dataclass(frozen=True, slots=True)
class Header:
    """What was asked of whom; `things` is how many results a whole run has."""

    target: str
    kind: Literal["in-process", "service", "openai", "recorded"]
    hashes: Mapping[str, str]
    suites: tuple[RanSuite, ...]
    variants: bool
    things: int
    started: str


@dataclass(frozen=True, slots=True)
class Line:
    """A result with what a recorded target needs besides: the edit of the corpus, the quotes and the whole check."""

    result: Result
    edit: str | None = None
    """Its digest."""
    quotes: tuple[str, ...] | None = None
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class RunFile:
    """What a file holds; `whole` is its length in bytes up to the last whole line."""

    header: Header
    lines: tuple[Line, ...]
    whole: int

    @property
    def results(self) -> dict[str, Result]:
        """By key; what was asked again counts as it was last."""
        return {line.result.key: line.result for line in self.lines}


_HEADER = TypeAdapter(Header)
_CHECKED = TypeAdapter(Checked)


def read(path: Path) -> RunFile | None:
    """The file's run; None where it is not there, or empty."""
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise RunFileError(f"{path}: {error.strerror}.", "Name a file that can be read.") from None
    whole = data.rfind(b"\n") + 1
    rows = data[:whole].splitlines()
    if not rows:
        return None
    header: Header = _row(path, 1, rows[0], _header)
    lines = tuple(_row(path, number, row, _line) for number, row in enumerate(rows[1:], start=2))
    return RunFile(header, lines, whole)


def said_before(context: str) -> tuple[tuple[str, str], ...]:
    """A sentence's context as the history of its result."""
    return (("user", context),) if context else ()


def load_run(path: Path) -> Run:
    """The run that a file holds, whole or not."""
    found = read(path)
    if found is None:
        raise RunFileError(f"{path}: holds no run.", "Name the file that a run was written to.")
    results = tuple(found.results.values())
    return ran(found.header, results, sum(result.reply.seconds for result in results if result.reply))


def ran(header: Header, results: tuple[Result, ...], seconds: float, notes: Sequence[str] = ()) -> Run:
    """The run of a header; complete when it has all its results."""
    return Run(
        target=header.target,
        kind=header.kind,
        suites=header.suites,
        results=results,
        hashes=header.hashes,
        started=header.started,
        seconds=seconds,
        complete=len(results) >= header.things,
        notes=tuple(notes),
    )


class Journal:
    """The file that a run is written to; with `after`, goes on behind its last whole line. No path: kept nowhere."""

    def __init__(self, path: Path | None, header: Header, after: RunFile | None = None) -> None:
        self._path = path
        try:
            self._file = path.open("ab") if path else None
            if self._file:
                self._file.truncate(after.whole if after else 0)
        except OSError as error:
            raise self._unwritable(error) from None
        if not after:
            self._write({"schema": RUN, **plain(header)})

    def add(self, line: Line) -> None:
        """Write a result out; a process killed after this has it on the disk."""
        more = {"edit": line.edit, "quotes": line.quotes, "checked": plain(line.checked)}
        self._write({**plain(line.result), **{name: value for name, value in more.items() if value is not None}})

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def _write(self, row: Mapping[str, Any]) -> None:
        try:
            if self._file:
                self._file.write(json.dumps(row).encode() + b"\n")
                self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> RunFileError:
        return RunFileError(f"{self._path}: {error.strerror}.", "Name a file in a folder that can be written to.")


def _row(path: Path, number: int, row: bytes, reader: Any) -> Any:  # noqa: ANN401 - what the reader makes of it
    try:
        return reader(json.loads(row))
    except (ValueError, ValidationError, AttributeError, TypeError):
        what = "the header of a run" if number == 1 else "a result"
        raise RunFileError(f"{path}:{number}: not {what} ({RUN}).", "Name another file, or delete it.") from None


def _header(row: Mapping[str, Any]) -> Header:
    if row.get("schema") != RUN:
        raise ValueError(row)
    return _HEADER.validate_python({name: value for name, value in row.items() if name != "schema"})


def _line(row: Mapping[str, Any]) -> Line:
    quotes, checked = row.get("quotes"), row.get("checked")
    return Line(
        result=RESULT.validate_python(row),
        edit=row.get("edit"),
        quotes=None if quotes is None else tuple(quotes),
        checked=None if checked is None else _CHECKED.validate_python(checked),
    )
