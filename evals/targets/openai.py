"""Any OpenAI-compatible chat endpoint, by URL and model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any, Literal

from assistant.check import Checked
from assistant.values import Document, Turn
from evals.case import Edit
from evals.reply import Reply
from evals.target import Target
from evals.targets.caller import Caller
from evals.targets.citing import cited
from evals.targets.markup import seen
from evals.targets.own import carried
from evals.targets.replies import failed
from evals.targets.wire import Failed

PATH = "/chat/completions"


class OpenAI:
    """`Target` over `POST {address}/chat/completions`; citations where the reply gives some.

    It has an outcome and limits only where it carries an answer/1 of ours that its text shows.
    """

    kind: Literal["openai"] = "openai"

    def __init__(
        self, caller: Caller, model: str, *, cites: bool = False, documents: Mapping[str, Document] | None = None
    ) -> None:
        """`cites`: the assistant is meant to cite, so that a reply without citations has none, not `n/a`.

        `documents` are those that an answer/1 is held against; without them none is taken.
        """
        self._caller = caller
        self._model = model
        self._cites = cites
        self._documents = documents
        self._options: dict[str, Any] = {"temperature": 0}
        self.name = f"{model} at {caller.address}"

    @property
    def hashes(self) -> Mapping[str, str]:
        """It tells none."""
        return {}

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        """What it writes."""
        began = perf_counter()
        said = [*((turn.role, turn.text) for turn in history), ("user", question)]
        body = {"model": self._model, "messages": [{"role": role, "content": text} for role, text in said]}
        try:
            raw = self._posted(body)
            text, annotations = _content(_message(raw))
            own = carried(raw, text, self._documents, perf_counter() - began) if self._documents else None
        except Failed as error:
            return failed(str(error), perf_counter() - began)
        if own:
            return replace(own, tokens=_tokens(raw))
        sentences, citations = cited(text, annotations)
        if citations is None and self._cites:
            citations = ()
        seconds = perf_counter() - began
        return Reply(seen(text).text, sentences, citations=citations, raw=raw, seconds=seconds, tokens=_tokens(raw))

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        """A chat endpoint has none."""
        return None

    def edited(self, edit: Edit) -> Target | None:
        """Its corpus is its own."""
        return None

    def _posted(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The reply; some newer models take no temperature, and are asked without from then on."""
        try:
            return self._caller.post(PATH, {**body, **self._options})
        except Failed as error:
            if error.status != 400 or not self._options:
                raise
            raw = self._caller.post(PATH, body)
            self._options = {}
            return raw


def base(address: str) -> str:
    """The address below which the path stands, from one that may hold the path."""
    return address.rstrip("/").removesuffix(PATH)


def _message(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    choices = raw.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, Mapping) else None
    if not isinstance(message, Mapping):
        raise Failed("The reply is no chat completion: it has no message.")
    return message


def _content(message: Mapping[str, Any]) -> tuple[str, list[Mapping[str, Any]]]:
    """The text, in one piece or in parts, or the refusal in its place; and the annotations of both."""
    content, found = message.get("content"), _mappings(message.get("annotations"))
    if isinstance(content, list):
        parts = _mappings(content)
        found += [each for part in parts for each in _mappings(part.get("annotations"))]
        content = "".join(str(part["text"]) for part in parts if isinstance(part.get("text"), str))
    return str(content or message.get("refusal") or ""), found


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _tokens(raw: Mapping[str, Any]) -> int:
    usage = raw.get("usage")
    if not isinstance(usage, Mapping):
        return 0
    total = usage.get("total_tokens")
    parts = (usage.get("prompt_tokens"), usage.get("completion_tokens"))
    return total if isinstance(total, int) else sum(part for part in parts if isinstance(part, int))
