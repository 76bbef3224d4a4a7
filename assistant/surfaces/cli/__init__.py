"""The command line: parse, call, render."""

from __future__ import annotations

from assistant.surfaces.cli.entry import main

__all__ = ["main"]
