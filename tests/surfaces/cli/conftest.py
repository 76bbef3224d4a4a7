import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from assistant import bootstrap
from assistant.surfaces.cli.entry import run
from tests.doubles import DOCUMENTS, Double
from tests.material import shipped


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], assistant_double: Double) -> Cli:
    """Runs `citebound` over the double."""
    monkeypatch.setattr(bootstrap, "build", lambda settings, say, progress=None: assistant_double)
    monkeypatch.setattr(bootstrap, "evidence", lambda settings: replace(shipped(), documents=DOCUMENTS))

    def running(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(arguments)
        return Ran(code, *capsys.readouterr())

    return running
