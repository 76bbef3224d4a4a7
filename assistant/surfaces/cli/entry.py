"""`main`: every failure ends as one line on stderr and an exit code, never as a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from assistant.errors import CiteboundError, UsageError
from assistant.surfaces.cli.app import app
from assistant.surfaces.cli.output import complain

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `citebound` and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one call."""
    try:
        code = app(list(arguments) or ["--help"], prog_name="citebound", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except CiteboundError as error:
        complain(str(error))
        return error.exit_code
    except typer.TyperException as error:
        complain(f"{error.format_message().rstrip('.')}. See: citebound --help")
        return UsageError.exit_code
    except (BrokenPipeError, SystemExit):  # Typer turns a broken pipe, and nothing else here, into an exit
        return _reader_left()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        complain(f"{error.filename or 'A file'}: {error.strerror or error}. Check path, permissions and free space.")
        return CiteboundError.exit_code
    except Exception as error:
        return _unexpected(error)


def _reader_left() -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected(error: Exception) -> int:
    from assistant.settings import debugging  # pydantic-settings costs 0.2 s, and this path is rare

    if debugging():
        traceback.print_exc()
    complain(
        f"An unexpected error, {type(error).__name__}: {error}. It is a bug: report it with the output of the same"
        " call under CITEBOUND_DEBUG=1."
    )
    return CiteboundError.exit_code
