"""What can be evaluated: anything that takes a question and gives a reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from assistant.check import Checked
from assistant.errors import CiteboundError
from assistant.values import Turn
from evals.case import Edit
from evals.reply import Reply


class TargetDown(CiteboundError):
    """The target cannot be reached, or refuses all; exit 3, and what was run is kept."""

    retryable = True


class Target(Protocol):
    """One assistant under test. `ask` may be called from several threads where `concurrency` is over 1."""

    @property
    def name(self) -> str:
        """What it is, as `in process`, `http://127.0.0.1:8000`, `smollm2 at http://...`."""
        ...

    @property
    def kind(self) -> Literal["in-process", "service", "openai", "recorded"]:
        """Which sort of target."""
        ...

    @property
    def hashes(self) -> Mapping[str, str]:
        """Of its corpus, limits, prompts and code, as far as it tells."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """Its reply; one that could not be had has `error`. TargetDown where asking on is of no use."""
        ...

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """What its own claim check says; None where it has none."""
        ...

    def edited(self, edit: Edit) -> Target | None:
        """The same target over a changed corpus; None where it cannot be changed."""
        ...
