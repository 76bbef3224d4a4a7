"""An answer in the shapes of OpenAI's Chat Completions: whole, or as the chunks of a stream.

Beyond those shapes stand `citebound` (the whole answer, answer/1), and in each `url_citation` the citation's own fields
from `marker` to `flags`, so that the quote can be re-checked: `start` and `end` are in the document, `start_index` and
`end_index` in the content; all are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from assistant.render.answer_json import to_json
from assistant.render.reply import MODEL, Cited, Reply, Stretch


class MessageAnnotation(TypedDict):
    """A citation of a message."""

    type: Literal["url_citation"]
    url_citation: Stretch


class AssistantMessage(TypedDict):
    """What is said."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[MessageAnnotation]


class Choice(TypedDict):
    """The one choice."""

    index: Literal[0]
    message: AssistantMessage
    logprobs: None
    finish_reason: Literal["stop"]


class ChatUsage(TypedDict):
    """Words, not tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    unit: Literal["words"]


class Completion(TypedDict):
    """A chat completion."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    system_fingerprint: str
    choices: list[Choice]
    usage: ChatUsage
    citebound: Mapping[str, Any]


class Delta(TypedDict):
    """What is added to the message."""

    role: NotRequired[Literal["assistant"]]
    content: NotRequired[str]
    annotations: NotRequired[list[MessageAnnotation]]


class ChunkChoice(TypedDict):
    """The one choice."""

    index: Literal[0]
    delta: Delta
    logprobs: None
    finish_reason: Literal["stop"] | None


class Chunk(TypedDict):
    """A chunk of a streamed completion; the last but the usage has `citebound`."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    system_fingerprint: str
    choices: list[ChunkChoice]
    usage: NotRequired[ChatUsage | None]
    citebound: NotRequired[Mapping[str, Any]]


def completion(reply: Reply) -> Completion:
    """The whole, as it is returned without `stream`."""
    message: AssistantMessage = {
        "role": "assistant",
        "content": reply.content,
        "refusal": None,
        "annotations": [_annotation(cited) for cited in reply.cited],
    }
    return {
        "id": _id(reply),
        "object": "chat.completion",
        "created": reply.created,
        "model": MODEL,
        "system_fingerprint": reply.evidence,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": _usage(reply),
        "citebound": to_json(reply.answer),
    }


def chunks(reply: Reply, *, include_usage: bool = False) -> Iterator[Chunk]:
    """The role, the content a statement at a time, the annotations with the end, the usage where it is asked for."""
    for chunk in _chunks(reply):
        yield {**chunk, "usage": None} if include_usage else chunk
    if include_usage:
        yield {**_chunk(reply), "usage": _usage(reply)}


def _chunks(reply: Reply) -> Iterator[Chunk]:
    yield _chunk(reply, {"role": "assistant", "content": ""})
    for piece in reply.pieces:
        yield _chunk(reply, {"content": piece.text})
    last = _chunk(reply, {"annotations": [_annotation(cited) for cited in reply.cited]}, "stop")
    yield {**last, "citebound": to_json(reply.answer)}


def _chunk(reply: Reply, delta: Delta | None = None, finish: Literal["stop"] | None = None) -> Chunk:
    return {
        "id": _id(reply),
        "object": "chat.completion.chunk",
        "created": reply.created,
        "model": MODEL,
        "system_fingerprint": reply.evidence,
        "choices": [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}],
    }


def _id(reply: Reply) -> str:
    return f"chatcmpl-{reply.answer.id}"


def _annotation(cited: Cited) -> MessageAnnotation:
    return {"type": "url_citation", "url_citation": cited.stretch}


def _usage(reply: Reply) -> ChatUsage:
    read, written = reply.read, reply.written
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written, "unit": "words"}
