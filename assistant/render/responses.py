"""An answer in the shapes of OpenAI's Responses: whole, or as the events of a stream in their official order.

Beyond those shapes stand `citebound` (the whole answer, answer/1) on the completed response, and in each annotation the
citation's own fields from `marker` to `flags`, so that the quote can be re-checked: `start` and `end` are in the
document, `start_index` and `end_index` in the text; all are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from assistant.render.answer_json import to_json
from assistant.render.reply import MODEL, Cited, Reply, Stretch

Status = Literal["in_progress", "completed"]
Event = dict[str, Any]
"""One event of a stream; `type` names it, `sequence_number` counts from 0."""


class TextAnnotation(Stretch):
    """Where a stretch of the text comes from."""

    type: Literal["url_citation"]


class OutputText(TypedDict):
    """The text."""

    type: Literal["output_text"]
    text: str
    annotations: list[TextAnnotation]
    logprobs: list[Any]


class OutputMessage(TypedDict):
    """The one output item."""

    id: str
    type: Literal["message"]
    role: Literal["assistant"]
    status: Status
    content: list[OutputText]


class ResponseUsage(TypedDict):
    """Words, not tokens."""

    input_tokens: int
    input_tokens_details: dict[str, int]
    output_tokens: int
    output_tokens_details: dict[str, int]
    total_tokens: int
    unit: Literal["words"]


class Response(TypedDict):
    """A response; what a model would be set to is null, as none is."""

    id: str
    object: Literal["response"]
    created_at: int
    completed_at: int | None
    status: Status
    background: Literal[False]
    error: None
    incomplete_details: None
    instructions: None
    max_output_tokens: None
    metadata: dict[str, str]
    model: str
    output: list[OutputMessage]
    parallel_tool_calls: Literal[False]
    previous_response_id: None
    temperature: None
    text: dict[str, Any]
    tool_choice: Literal["none"]
    tools: list[Any]
    top_p: None
    truncation: Literal["disabled"]
    usage: ResponseUsage | None
    citebound: NotRequired[Mapping[str, Any]]


def response(reply: Reply) -> Response:
    """The whole, as it is returned without `stream`."""
    made = _response(reply, "completed", [_message(reply, "completed", [_text(reply)])])
    return {**made, "completed_at": reply.created, "usage": _usage(reply), "citebound": to_json(reply.answer)}


def events(reply: Reply) -> Iterator[Event]:
    """The stream; each statement's annotations follow its text."""
    for number, event in enumerate(_events(reply)):
        yield {**event, "sequence_number": number}


def _events(reply: Reply) -> Iterator[Event]:
    item: Event = {"output_index": 0}
    part: Event = {"item_id": _message_id(reply), "output_index": 0, "content_index": 0}
    begun = _response(reply, "in_progress", [])
    yield {"type": "response.created", "response": begun}
    yield {"type": "response.in_progress", "response": begun}
    yield {"type": "response.output_item.added", **item, "item": _message(reply, "in_progress", [])}
    empty: OutputText = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
    yield {"type": "response.content_part.added", **part, "part": empty}
    number = 0
    for piece in reply.pieces:
        yield {"type": "response.output_text.delta", **part, "delta": piece.text, "logprobs": []}
        for cited in piece.cited:
            added = {"annotation_index": number, "annotation": _annotation(cited)}
            yield {"type": "response.output_text.annotation.added", **part, **added}
            number += 1
    text = _text(reply)
    yield {"type": "response.output_text.done", **part, "text": text["text"], "logprobs": []}
    yield {"type": "response.content_part.done", **part, "part": text}
    yield {"type": "response.output_item.done", **item, "item": _message(reply, "completed", [text])}
    yield {"type": "response.completed", "response": response(reply)}


def _response(reply: Reply, status: Status, output: list[OutputMessage]) -> Response:
    return {
        "id": f"resp_{reply.answer.id}",
        "object": "response",
        "created_at": reply.created,
        "completed_at": None,
        "status": status,
        "background": False,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "max_output_tokens": None,
        "metadata": {},
        "model": MODEL,
        "output": output,
        "parallel_tool_calls": False,
        "previous_response_id": None,
        "temperature": None,
        "text": {"format": {"type": "text"}},
        "tool_choice": "none",
        "tools": [],
        "top_p": None,
        "truncation": "disabled",
        "usage": None,
    }


def _message(reply: Reply, status: Status, content: list[OutputText]) -> OutputMessage:
    return {
        "id": _message_id(reply),
        "type": "message",
        "role": "assistant",
        "status": status,
        "content": content,
    }


def _message_id(reply: Reply) -> str:
    return f"msg_{reply.answer.id}"


def _text(reply: Reply) -> OutputText:
    annotations = [_annotation(cited) for cited in reply.cited]
    return {"type": "output_text", "text": reply.content, "annotations": annotations, "logprobs": []}


def _annotation(cited: Cited) -> TextAnnotation:
    return {"type": "url_citation", **cited.stretch}


def _usage(reply: Reply) -> ResponseUsage:
    return {
        "input_tokens": reply.read,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": reply.written,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": reply.read + reply.written,
        "unit": "words",
    }
