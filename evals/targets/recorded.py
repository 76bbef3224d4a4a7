"""A run's file as a target: what was said once is judged again, and nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from assistant.check import Checked
from assistant.values import Turn
from evals.case import Edit
from evals.reply import Reply
from evals.runfile import RunFile, RunFileError, read, said_before
from evals.targets.editing import digest
from evals.targets.replies import failed

History = tuple[tuple[str, str], ...]


class Recorded:
    """`Target` over a run: replies by question and history, of one edit of the corpus at a time."""

    kind: Literal["recorded"] = "recorded"

    def __init__(self, run: RunFile, edit: str | None = None) -> None:
        self._run = run
        of_edit = [line for line in run.lines if line.edit == edit]
        self._replies: Mapping[tuple[str, History], Reply] = {
            (line.result.question, line.result.history): line.result.reply for line in of_edit if line.result.reply
        }
        self._checked = {
            (line.result.question, line.result.history, line.quotes): line.checked for line in of_edit if line.checked
        }
        self.name = f"recorded: {run.header.target}"

    @property
    def hashes(self) -> Mapping[str, str]:
        """Those of the target that was asked."""
        return self._run.header.hashes

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """The reply of the run; an error where it has none."""
        found = self._replies.get((question, tuple((turn.role, turn.text) for turn in history)))
        return found or failed("The recorded run has no reply to this. Run it again with these suites.")

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """The verdict of the run."""
        return self._checked.get((text, said_before(context), None if quotes is None else tuple(quotes)))

    def edited(self, edit: Edit) -> Recorded | None:
        """Its replies over that corpus; None where there are none."""
        other = Recorded(self._run, digest(edit))
        return other if other._replies else None


def recorded(path: Path) -> Recorded:
    """The run in a file; RunFileError where there is none."""
    run = read(path)
    if run is None:
        raise RunFileError(f"{path}: holds no run.", "Name the file that a run was written to.")
    return Recorded(run)
