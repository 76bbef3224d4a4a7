"""The real service as a process of its own: `citebound serve` on a free port over a data folder; stopped or killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

CITEBOUND = [sys.executable, "-c", "from assistant.surfaces.cli import main; main()"]
ROOT = Path(__file__).parents[2]
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)/ ")
_PATIENCE = 120.0


class Served:
    """One process of the service; its settings are given, none come from this environment."""

    def __init__(self, data: Path, log: Path, **settings: object) -> None:
        self.log = log
        self._read_from = log.stat().st_size if log.exists() else 0
        with log.open("ab") as stream:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line
                [*CITEBOUND, "serve", "--port", "0"],
                env=environment(data, **settings),
                cwd=ROOT,
                stdout=stream,
                stderr=stream,
            )

    @property
    def pid(self) -> int:
        """Of the process."""
        return self.process.pid

    def said(self) -> str:
        """What this process wrote."""
        with self.log.open("rb") as stream:
            stream.seek(self._read_from)
            return stream.read().decode("utf-8", "replace")

    def port(self) -> int:
        """The port, once the service listens and is built; RuntimeError with what it said where it ended before."""
        deadline = time.monotonic() + _PATIENCE
        while not (found := _STARTED.search(self.said())):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The service did not start:\n{self.said()}")
            time.sleep(0.01)
        return int(found[1])

    def memory(self) -> float:
        """MB resident now."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE / 2**20

    def processor(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE)


def environment(data: Path, **settings: object) -> dict[str, str]:
    """This environment with only these settings in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITEBOUND_")}
    given = {f"CITEBOUND_{name.upper()}": str(value) for name, value in settings.items()}
    return kept | {"CITEBOUND_DATA_DIR": str(data), **given}


def command(data: Path, *arguments: str, **settings: object) -> str:
    """What `citebound` printed; RuntimeError where it failed."""
    done = subprocess.run(  # noqa: S603 - our own command line
        [*CITEBOUND, *arguments],
        env=environment(data, **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"citebound {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
