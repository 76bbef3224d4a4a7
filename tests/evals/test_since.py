"""Which answers changed since a commit."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.errors import CiteboundError, UsageError
from evals import since as module
from evals.loading import load
from evals.render.changes import summary, to_html, to_markdown
from evals.since import ROOT, Changed, Side, Since, since
from tests.material import model_folder

SUITE = """\
says: nothing much
gate: quality
cases:
- {id: a-1, category: facts, why: x, question: What was the dose in the Fazekas trial?, expect: {outcome: [answered]}}
- id: a-2
  category: facts
  why: x
  question: And in SPMS?
  history: [{role: user, text: Does IVIG help in RRMS?}]
  expect: {outcome: [answered]}
"""
WAS = Side("answered", "IVIG did not help. [1]", ("q",), ())
NOW = Side("answered", "IVIG did help. [1]", ("q",), ("no-progressive-benefit",))
FOUND = Since(
    "main",
    7,
    {"limits": ("corpus/limits.yaml",)},
    (Changed("a-1", "Does it <b>help</b>?", (("user", "Hm."),), WAS, NOW, ("text", "limits")),),
)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SUITE)
    return path


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit: this tree as it is."""
    folder = tmp_path / "clone"
    wanted = ("assistant", "corpus", "prompts", "pyproject.toml")
    folder.mkdir()
    for name in wanted:
        copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copied(ROOT / name, folder / name)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "as it is"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(folder), *identity, *command], check=True)
    monkeypatch.setattr(module, "ROOT", folder)
    monkeypatch.setenv("CITEBOUND_DATA_DIR", str(model_folder().parent))
    return folder


def test_a_changed_sentence_names_the_answers_and_the_file(clone: Path, suite: Path) -> None:
    document = clone / "corpus" / "documents" / "fazekas-commentary-1997.md"
    text = document.read_text()
    document.write_text(re.sub(r"0\.15 to 0\.2 g/kg|0\.15-0\.2 g/kg", "0.16-0.2 g/kg", text))
    assert document.read_text() != text
    found = since("HEAD", load([str(suite)]))
    assert found.asked == 2
    assert found.causes == {"documents": ("corpus/documents/fazekas-commentary-1997.md",)}
    assert [each.case for each in found.changed] == ["a-1"]
    assert "0.16" in found.changed[0].now.text
    worktrees = subprocess.run(
        ["git", "-C", str(clone), "worktree", "list"], capture_output=True, text=True, check=True
    )
    assert len(worktrees.stdout.splitlines()) == 1


def test_an_unknown_commit_is_said_in_one_line(clone: Path, suite: Path) -> None:
    with pytest.raises(UsageError, match="git knows no commit 'nowhere'"):
        since("nowhere", load([str(suite)]))


def test_an_option_is_no_commit(clone: Path, suite: Path) -> None:
    with pytest.raises(CiteboundError):
        since("--all", load([str(suite)]))


def test_no_checkout_is_said(tmp_path: Path, suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    with pytest.raises(UsageError, match="no git checkout"):
        since("main", load([str(suite)]))


def test_the_summary_counts_and_names() -> None:
    assert summary(FOUND) == (
        "1 of 7 answers changed since main (1 in limits, 1 in text). Changed files: limits: corpus/limits.yaml."
    )


def test_both_answers_stand_side_by_side_with_the_difference_marked() -> None:
    page = to_html(FOUND)
    assert "<del>not</del>" in page
    assert "<b>" not in page
    assert "did help" in to_markdown(FOUND)
