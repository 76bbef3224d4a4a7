"""Passages and the real model, made once."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.settings import cache_folder
from assistant.values import Passage

DRUGS = ("ocrelizumab", "natalizumab", "fingolimod", "cladribine", "rituximab", "teriflunomide", "ofatumumab")
EFFECTS = ("relapse rate", "disability progression", "lesion count", "infection risk", "pregnancy outcome")


def make_passages(documents: int = 12, asks: bool = True) -> tuple[Passage, ...]:
    """Five sentences a document, about one drug each, two paragraphs."""
    made = []
    for document in range(documents):
        drug, position = DRUGS[document % len(DRUGS)], 0
        for number, effect in enumerate(EFFECTS):
            text = f"In trial {document}, {drug} changed the {effect} by {number + document} per cent."
            made.append(_passage(document, number, position, text, (f"What does {drug} do to {effect}?",) * asks))
            position += len(text) + (2 if number == 2 else 1)
    return tuple(made)


def _passage(document: int, number: int, start: int, text: str, asks: tuple[str, ...]) -> Passage:
    return Passage(
        id=f"d{document:03}-{number}",
        document=f"d{document:03}",
        section="Results",
        start=start,
        end=start + len(text),
        text=text,
        concepts=frozenset(),
        populations=frozenset(),
        subjects=frozenset(),
        asks=asks,
    )


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The export in the user's cache: 20 s on a machine's first run, then 0.1 s."""
    return ensure_model(cache_folder() / "models")


@pytest.fixture(scope="session")
def onnx(model_dir: Path) -> OnnxEmbedder:
    return OnnxEmbedder(model_dir)


class Child:
    """Python code in a process of its own, at the repository's root."""

    def __init__(self, code: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill_after(self, seconds: float) -> None:
        time.sleep(seconds)
        self.process.kill()
        self.process.communicate()

    def output(self) -> str:
        out, err = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, err
        return out
