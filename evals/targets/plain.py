"""Any function of question and history as a target: what a portal team has at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Literal

from assistant.check import Checked
from assistant.values import Turn
from evals.case import Edit
from evals.reply import Reply
from evals.targets.citing import cited
from evals.targets.markup import seen
from evals.targets.replies import failed

History = Sequence[Mapping[str, str]]


class Plain:
    """`Target` over `function(question, history) -> text`; a history is a list of `{"role", "text"}`."""

    kind: Literal["openai"] = "openai"
    hashes: Mapping[str, str] = {}

    def __init__(self, function: Callable[[str, History], str]) -> None:
        self._function = function
        self.name = getattr(function, "__qualname__", "a function")

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """What the function says; what it raises is the reply's error."""
        began = perf_counter()
        try:
            text = self._function(question, [{"role": turn.role, "text": turn.text} for turn in history])
        except Exception as error:  # whatever it raises, the other cases are still asked
            return failed(f"{type(error).__name__}: {error}", perf_counter() - began)
        if not isinstance(text, str):
            return failed(f"it gave {type(text).__name__}, not a text", perf_counter() - began)
        sentences, citations = cited(text, ())
        return Reply(seen(text).text, sentences, citations=citations, seconds=perf_counter() - began)

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """It has none."""
        return None

    def edited(self, edit: Edit) -> None:
        """Its corpus cannot be changed."""
        return
