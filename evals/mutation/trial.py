"""One trial: the tests of a file, run in a forked process over a copy of the tree that has the fault."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

import pytest

Outcome = Literal["killed", "survived", "timeout"]
_COPIED = ("assistant", "corpus", "evals", "prompts", "tests", "pyproject.toml", "server.py", "README.md", "Makefile")
_OWN = ("assistant", "evals", "tests")
_PLUGINS = ("-p", "pytest_socket", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider")
_FLAGS = ("-x", "-q", "--assert=plain", "--hypothesis-profile=ci", *_PLUGINS)
_MEMORY = 8 << 30
_POLL = 0.02


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a trial, and the first test that failed."""

    outcome: Outcome
    by: str
    seconds: float


class Workshop:
    """A copy of the tree in which files are changed and put back; nothing is ever changed in the tree itself."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.root = folder / tree.name
        self.root.mkdir()
        for name in _COPIED:
            place = tree / name
            if place.is_dir():
                shutil.copytree(place, self.root / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif place.exists():
                shutil.copy(place, self.root / name)
        shared = tree.parent / "shared"
        if shared.exists():
            (folder / "shared").symlink_to(shared)

    def run(self, tests: Sequence[str], limit: float, file: str = "", text: str = "") -> Result:
        """Runs the tests with `text` in the place of `file`; without one, on the tree as it is."""
        if not file:
            return self._forked(tests, limit, faulty=False)
        place = self.root / file
        before, times = place.read_bytes(), place.stat()
        place.write_text(text, encoding="utf-8")
        os.utime(place, (times.st_atime, times.st_mtime + 9999))  # so that no compiled file fits it
        try:
            return self._forked(tests, limit, faulty=True)
        finally:
            place.write_bytes(before)
            os.utime(place, (times.st_atime, times.st_mtime))

    def _forked(self, tests: Sequence[str], limit: float, *, faulty: bool) -> Result:
        started = monotonic()
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.close(out)
            _child(self.root, tests, into, faulty=faulty)
        os.close(into)
        while not (ended := os.waitpid(child, os.WNOHANG))[0] and monotonic() - started < limit:
            sleep(_POLL)
        if not ended[0]:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        with os.fdopen(out) as said:
            by = said.read()
        seconds = monotonic() - started
        if not ended[0]:
            return Result("timeout", "", seconds)
        return Result("survived" if os.waitstatus_to_exitcode(ended[1]) == 0 else "killed", by, seconds)


class _First:
    """Tells which test failed first."""

    def __init__(self, into: int) -> None:
        self._into = into

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._into, f"{report.nodeid}\n".encode()[:1000])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            os.write(self._into, f"{report.nodeid} (not collected)\n".encode()[:1000])


def _child(root: Path, tests: Sequence[str], into: int, *, faulty: bool) -> None:
    code = 3
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        for name in [name for name in sys.modules if name.split(".")[0] in _OWN]:
            del sys.modules[name]
        sys.path.insert(0, str(root))
        sys.dont_write_bytecode = faulty
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.chdir(root)
        code = int(pytest.main([*_FLAGS, *tests], plugins=[_First(into)]))
    finally:
        os._exit(code)
