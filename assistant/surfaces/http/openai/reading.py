"""A request of an OpenAI client -> the question and what was said before, or one clear line of why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose import Detail
from assistant.render.reply import MODEL
from assistant.render.spoken import spoken
from assistant.surfaces import incoming
from assistant.surfaces.http.openai.shapes import (
    ChatAsked,
    ChatMessage,
    Content,
    InputItem,
    ResponseAsked,
    TextOptions,
)
from assistant.values import Turn

_READ = frozenset({"text", "input_text", "output_text"})
_FREE = (None, "none", "auto")
"""What `tool_choice` may be: nothing has to be called."""

UNSUPPORTED = "unsupported_value"


class Refusal(Exception):
    """A request that is not taken: the line, the field that it is about, and OpenAI's code."""

    def __init__(self, message: str, param: str, code: str = "invalid_value", status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a conversation is read: a client sends all of it each time, and nobody can shorten it there."""

    question: int
    """Characters of a question."""
    turns: int

    def kept(self, turn: Turn) -> bool:
        """Whether the turn can have been part of a conversation: what is longer was refused when it came."""
        return bool(turn.text.strip()) and len(turn.text) <= self.question * (1 if turn.role == "user" else 4)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is asked."""

    question: str
    history: tuple[Turn, ...]
    detail: Detail


def chat(body: ChatAsked, bounds: Bounds) -> Heard:
    """What a chat asks; Refusal."""
    _named(body.model)
    _refuse(
        ("n", body.n not in (None, 1), "One answer is given: n can only be 1."),
        ("logprobs", bool(body.logprobs), "There are no log probabilities: nothing is sampled."),
        ("response_format", _formed(body.response_format), "Answers are text: response_format can only be text."),
        ("modalities", "audio" in (body.modalities or ()), "Answers are text: modalities can only be text."),
        ("tool_choice", body.tool_choice not in _FREE, _TOOLS),
        ("function_call", body.function_call not in _FREE, _TOOLS),
    )
    return _heard(body.messages, "messages", bounds, body.verbosity)


def response(body: ResponseAsked, bounds: Bounds) -> Heard:
    """What a response is asked for; Refusal."""
    _named(body.model)
    text, included = body.text or TextOptions(), body.include or ()
    _refuse(
        ("previous_response_id", body.previous_response_id is not None, _STATELESS),
        ("conversation", body.conversation is not None, _STATELESS),
        ("prompt", body.prompt is not None, "There are no stored prompts: ask in input."),
        ("background", bool(body.background), "Answers are given at once: background can only be false."),
        ("text.format", _formed(text.format), "Answers are text: text.format can only be text."),
        ("include", "message.output_text.logprobs" in included, "There are no log probabilities: nothing is sampled."),
        ("tool_choice", body.tool_choice not in _FREE, _TOOLS),
    )
    if isinstance(body.input, str):
        return Heard(_question(body.input, "input", bounds), (), _detail(text.verbosity))
    return _heard(body.input, "input", bounds, text.verbosity)


_TOOLS = "Tools are never called: tool_choice can only be auto or none."
_STATELESS = "No conversation is kept here: send the earlier messages in input."


def unknown() -> Refusal:
    """The model that was named is not there."""
    return Refusal(f"There is no such model; the only one is {MODEL}.", "model", "model_not_found", 404)


def _named(model: str) -> None:
    if model != MODEL:
        raise unknown()


def _refuse(*cases: tuple[str, bool, str]) -> None:
    for param, wrong, message in cases:
        if wrong:
            raise Refusal(message, param, UNSUPPORTED)


def _formed(format_: dict[str, object] | None) -> bool:
    return format_ is not None and format_.get("type") not in (None, "text")


def _heard(messages: Sequence[ChatMessage | InputItem], param: str, bounds: Bounds, verbosity: str | None) -> Heard:
    """The last message of the user is the question; what comes after it, as a begun answer, is not read."""
    last = next((at for at in reversed(range(len(messages))) if _role(messages[at]) == "user"), None)
    if last is None:
        raise Refusal(f"There is no message of the user in {param}: ask a question in one.", param)
    question = _question(messages[last].content, f"{param}[{last}].content", bounds)
    return Heard(question, _before(messages[:last], bounds), _detail(verbosity))


def _question(content: Content, param: str, bounds: Bounds) -> str:
    question, unread = _text(content)
    if unread:
        what = "An image or a file cannot be read here" if question.strip() else "There is no text in the message"
        raise Refusal(f"{what}: ask in words alone.", param, UNSUPPORTED)
    if not question.strip():
        raise Refusal("The question is empty: ask one in words.", param)
    if len(question) > bounds.question:
        said = f"The question has {len(question):,} characters; the most is {bounds.question:,}. Shorten it."
        raise Refusal(said, param, "string_above_max_length")
    return incoming.text(question, param)


def _detail(verbosity: str | None) -> Detail:
    return "full" if verbosity == "high" else "brief"


def _role(message: ChatMessage | InputItem) -> str | None:
    """None of an item that is no message."""
    return None if isinstance(message, InputItem) and message.type not in (None, "message") else message.role


def _before(messages: Sequence[ChatMessage | InputItem], bounds: Bounds) -> tuple[Turn, ...]:
    turns = [turn for turn in _turns(messages) if bounds.kept(turn)]
    return tuple(turns[len(turns) - min(len(turns), bounds.turns) :])


def _turns(messages: Iterable[ChatMessage | InputItem]) -> Iterable[Turn]:
    for message in messages:
        text = incoming.text(_text(message.content)[0], "content")
        if _role(message) == "user":
            yield Turn("user", text)
        elif _role(message) == "assistant":
            yield Turn("assistant", spoken(text))


def _text(content: Content) -> tuple[str, bool]:
    """The words of a content, and whether anything in it is not words."""
    if content is None or isinstance(content, str):
        return content or "", False
    read = [part.text or "" for part in content if part.type in _READ]
    return "\n".join(read), len(read) < len(content)
