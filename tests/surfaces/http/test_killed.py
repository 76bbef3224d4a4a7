"""kill -9 at random points; the fifty of the issue are in `python -m evals.bench --only killed`."""

from pathlib import Path

import pytest

from evals.bench.killed import Scene
from tests.material import model_folder, small


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_what_was_acknowledged_survives(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(model_folder())
    done = Scene(tmp_path, small(tmp_path / "small"), seed=1).run(4)
    assert done["answers"] > 24, "nothing but what every start is asked"
    assert done["feedback"] > 0
