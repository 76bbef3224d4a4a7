"""Our own service, by URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from time import perf_counter
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from assistant.check import Checked
from assistant.errors import CiteboundError
from assistant.render.answer_json import from_json
from assistant.values import Answer, Turn
from evals.case import Edit
from evals.reply import Reply
from evals.target import Target
from evals.targets.caller import Caller
from evals.targets.replies import failed, of_answer
from evals.targets.wire import Failed, NotThere

_CHECKED = TypeAdapter(Checked)
_PROBE = "Which evidence do you answer from?"


class Service:
    """`Target` over `POST /v1/answers` and `POST /v1/check`."""

    kind: Literal["service"] = "service"

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self.name = caller.address

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """What the basis of an answer tells; TargetDown where none can be had."""
        basis = _answer(self._caller.post("/v1/answers", {"question": _PROBE})).basis
        told = {
            "corpus": basis.corpus_sha256,
            "limits": basis.limits_sha256,
            "prompts": basis.prompt_sha256,
            "composer": basis.composer,
            "embedding": basis.embedding,
        }
        return {name: value for name, value in told.items() if value}

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """The answer."""
        began = perf_counter()
        earlier = [{"role": turn.role, "text": turn.text} for turn in history]
        try:
            raw = self._caller.post("/v1/answers", {"question": question, "history": earlier})
            return of_answer(_answer(raw), perf_counter() - began, raw)
        except Failed as error:
            return failed(str(error), perf_counter() - began)

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """Its claim check; None where it has none, Failed where it gave no verdict."""
        body = {"text": text, "context": context, "quotes": quotes if quotes is None else list(quotes)}
        try:
            return _CHECKED.validate_python(self._caller.post("/v1/check", body))
        except NotThere:
            return None
        except ValidationError:
            raise Failed("The reply is no verdict of the check.") from None

    def edited(self, edit: Edit) -> Target | None:
        """A service's corpus is its own."""
        return None


def _answer(raw: Mapping[str, object]) -> Answer:
    try:
        return from_json(raw)
    except CiteboundError as error:
        raise Failed(f"The reply is not an answer/1: {error.message}") from None
