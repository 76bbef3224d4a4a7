"""Nothing goes out in the default set-up."""

import os
import subprocess
import sys
from pathlib import Path

from tests.material import model_folder

ROOT = Path(__file__).parents[3]


def guarded(folder: Path, **more: str) -> str:
    (folder / "models").symlink_to(model_folder())
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.surfaces.http.guarded", str(folder)],
        env={**os.environ, **more},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_outside_is_reached_for(tmp_path: Path) -> None:
    assert guarded(tmp_path) == ""


def test_the_guard_sees_what_is(tmp_path: Path) -> None:
    assert "192.0.2.1" in guarded(tmp_path, SOCKET_GUARD_PROOF="1")
