"""Which answers changed since a commit: the same questions to both trees, side by side, and what lies behind it.

Each tree answers in a process of its own with its own code, corpus, limits and prompts, without a model.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from assistant.errors import CiteboundError, UsageError
from assistant.settings import load
from evals.case import Asked, Pair, Sentence
from evals.loading import Suite

ROOT = Path(__file__).parent.parent
_PARTS: Mapping[str, tuple[str, ...]] = {
    "documents": ("corpus/documents/**/*",),
    "vocabulary": ("corpus/pack.yaml",),
    "limits": ("corpus/limits.yaml",),
    "prompts": ("prompts/*.md",),
    "code": ("assistant/**/*.py", "assistant/**/*.txt", "requirements.lock"),
}
_ASK = "from assistant.surfaces.cli import main; main()"
Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer as far as it is compared."""

    outcome: str
    text: str
    quotes: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One question and its two answers; `what` names the aspects that differ."""

    case: str
    question: str
    history: tuple[tuple[str, str], ...]
    was: Side
    now: Side
    what: tuple[str, ...]

    def stretches(self) -> Iterator[tuple[str, str, bool]]:
        """(old words, new words, whether they are the same) in reading order."""
        old, new = self.was.text.split(" "), self.now.text.split(" ")
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield " ".join(old[a:b]), " ".join(new[c:d]), tag == "equal"


@dataclass(frozen=True, slots=True)
class Since:
    """The comparison. `causes`: part -> the files of it that differ."""

    base: str
    asked: int
    causes: Mapping[str, tuple[str, ...]]
    changed: tuple[Changed, ...]


def since(base: str, suites: Sequence[Suite]) -> Since:
    """What changed between commit `base` and the working tree; UsageError where git does not know it."""
    cases = list(_cases(suites))
    with _checkout(base) as before, tempfile.TemporaryDirectory(prefix="citebound-since-") as temporary:
        data = Path(temporary)
        (data / "models").symlink_to(load().data_dir / "models")
        lines = "\n".join(json.dumps(_line(case)) for case in cases)
        was, now = (_answers(tree, data, lines) for tree in (before, ROOT))
        causes = {part: files for part, patterns in _PARTS.items() if (files := _differing(before, ROOT, patterns))}
    found = (_compared(case, was[case.id], now[case.id]) for case in cases)
    return Since(base, len(cases), causes, tuple(each for each in found if each.what))


def _cases(suites: Iterable[Suite]) -> Iterator[Asked]:
    for suite in suites:
        for case in suite.cases:
            if isinstance(case, Sentence):
                continue
            sides = case.sides() if isinstance(case, Pair) else (case,)
            yield from (side for side in sides if side.corpus is None)


def _line(case: Asked) -> dict[str, Any]:
    history = [{"role": turn.role, "text": turn.text} for turn in case.history]
    return {"id": case.id, "question": case.question, "history": history}


@contextmanager
def _checkout(base: str) -> Iterator[Path]:
    """The tree of a commit in a folder of its own; the working tree is not touched."""
    if not (ROOT / ".git").exists():
        raise UsageError("--since compares with a commit, and this is no git checkout.", "Run it in a clone.")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").strip()
    if not commit:
        raise UsageError(f"git knows no commit '{base}'.", "Name a branch, tag or commit that is fetched.")
    with tempfile.TemporaryDirectory(prefix="citebound-base-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    if done.returncode and done.stderr:
        raise CiteboundError(f"git {arguments[0]} failed: {done.stderr.strip().splitlines()[-1]}", "Mend the clone.")
    return done.stdout


def _answers(tree: Path, data: Path, lines: str) -> Answers:
    """What the assistant of a tree answers, by case."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITEBOUND_")}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", "-c", _ASK, "ask", "--batch", "-"],
        input=lines,
        cwd=tree,
        env={**kept, "PYTHONPATH": str(tree), "CITEBOUND_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise CiteboundError(
            f"The assistant of {tree.name} does not answer: {said}", "Compare with a commit that does."
        )
    found = map(json.loads, done.stdout.splitlines())
    return {line["id"]: line.get("answer") or {"error": line["error"]["message"]} for line in found}


def _compared(case: Asked, was: Mapping[str, Any], now: Mapping[str, Any]) -> Changed:
    old, new = _side(was), _side(now)
    what = tuple(name for name in ("outcome", "text", "quotes", "limits") if getattr(old, name) != getattr(new, name))
    history = tuple((turn.role, turn.text) for turn in case.history)
    return Changed(case.id, case.question, history, old, new, what)


def _side(answer: Mapping[str, Any]) -> Side:
    if "error" in answer:
        return Side("error", str(answer["error"]), (), ())
    return Side(
        answer["outcome"],
        answer["text"],
        tuple(cited["quote"] for cited in answer["citations"]),
        tuple(sorted(notice["id"] for notice in answer["limits"])),
    )


def _differing(before: Path, after: Path, patterns: Sequence[str]) -> tuple[str, ...]:
    """The files that are not the same in both trees."""
    old, new = _hashes(before, patterns), _hashes(after, patterns)
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


def _hashes(tree: Path, patterns: Sequence[str]) -> dict[str, str]:
    files = [path for pattern in patterns for path in tree.glob(pattern) if path.is_file()]
    return {path.relative_to(tree).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
