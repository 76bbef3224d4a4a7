"""One trial: the tests of a file, run in a forked process over a copy of the tree that has the fault."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from evals.mutation import readings

Outcome = Literal["killed", "survived", "timeout"]
_COPIED = ("assistant", "corpus", "evals", "prompts", "tests", "pyproject.toml", "server.py", "README.md", "Makefile")
_OWN = ("assistant", "evals", "tests")
_PLUGINS = ("-p", "pytest_socket", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider")
_FLAGS = ("-x", "-q", "--assert=plain", "--hypothesis-profile=ci", *_PLUGINS)
_MEMORY = 8 << 30
_WAITED = 30
_MEASURING = 600.0


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

    def reach(self) -> readings.Reach:
        """Which recorded samples run which functions of the tree as it is."""
        found = self._forked(lambda: (0, json.dumps(readings.reached(self.root))), _MEASURING, faulty=False)
        return dict(json.loads(found.by))

    def run(
        self, tests: Sequence[str], limit: float, file: str = "", text: str = "", samples: Sequence[int] = ()
    ) -> Result:
        """Reads the samples, then runs the tests, with `text` in the place of `file` or on the tree as it is."""

        def trial() -> tuple[int, str]:
            if changed := readings.first_changed(samples) if samples else None:
                return 1, changed
            first = _First()
            return int(pytest.main([*_FLAGS, *tests], plugins=[first])), first.failed

        if not file:
            return self._forked(trial, limit, faulty=False)
        place = self.root / file
        before, times = place.read_bytes(), place.stat()
        place.write_text(text, encoding="utf-8")
        os.utime(place, (times.st_atime, times.st_mtime + 9999))  # so that no compiled file fits it
        try:
            return self._forked(trial, limit, faulty=True)
        finally:
            place.write_bytes(before)
            os.utime(place, (times.st_atime, times.st_mtime))

    def _forked(self, work: Callable[[], tuple[int, str]], limit: float, *, faulty: bool) -> Result:
        """Does the work in a process of its own; what it says comes back in a file.

        The limit and what is taken are seconds of computing, which a busy machine does not lengthen.
        """
        said = self.root.parent / "said.txt"
        said.write_text("", encoding="utf-8")
        child = os.fork()
        if not child:
            _child(self.root, work, said, limit, faulty=faulty)
        _, status, used = os.wait4(child, 0)
        by, seconds = said.read_text(encoding="utf-8"), used.ru_utime + used.ru_stime
        if os.WIFSIGNALED(status):
            return Result("timeout", "", seconds)
        return Result("survived" if os.waitstatus_to_exitcode(status) == 0 else "killed", by, seconds)


class _First:
    """Tells which test failed first."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or f"{report.nodeid} (not collected)"


def _child(root: Path, work: Callable[[], tuple[int, str]], said: Path, limit: float, *, faulty: bool) -> None:
    code = 3
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
        signal.alarm(_WAITED * int(limit))  # for what waits and does not compute
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        for name in [name for name in sys.modules if name.split(".")[0] in _OWN]:
            del sys.modules[name]
        sys.path.insert(0, str(root))
        sys.dont_write_bytecode = faulty
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.chdir(root)
        code, by = work()
        said.write_text(by, encoding="utf-8")
    finally:
        os._exit(code)
