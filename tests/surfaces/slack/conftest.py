from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.surfaces.slack.fake import FakeSlack, slack
from tests.surfaces.slack.rig import Rig


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with slack() as fake:
        yield fake


@pytest.fixture
def rig(fake: FakeSlack, tmp_path: Path) -> Iterator[Rig]:
    with Rig(fake, tmp_path, socket=False) as rig:
        yield rig


@pytest.fixture
def connected(fake: FakeSlack, tmp_path: Path) -> Iterator[Rig]:
    """By Socket Mode."""
    with Rig(fake, tmp_path) as rig:
        yield rig
