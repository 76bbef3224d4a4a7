"""An answer as server-sent events: what is done, each citation before its statement, the whole answer, or an error.

Every statement is proved before it is sent: the events come from the finished, verified answer.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from assistant.render.answer_json import citation_json, to_json
from assistant.surfaces.http.answering import Gone
from assistant.surfaces.http.problems import FORESEEN, told, unexpected
from assistant.values import Answer

MEDIA_TYPE = "text/event-stream"
HEADERS = {"X-Accel-Buffering": "no"}
"""nginx would hold the events back otherwise."""


async def events(steps: AsyncIterator[str | Answer | None], request_id: str) -> AsyncIterator[bytes]:
    """The stream of one question."""
    try:
        async for each in steps:
            if each is None:
                yield b": still here\n\n"
            elif isinstance(each, str):
                yield _event("status", {"step": each})
            else:
                for line in _answer(each):
                    yield line
    except Gone:
        return
    except FORESEEN as error:
        yield _error(bytes(told(error, request_id).body))
    except Exception as error:  # the response has begun: what is wrong can only be said in it
        yield _error(bytes(unexpected(error, request_id).body))


def _answer(answer: Answer) -> Iterator[bytes]:
    cited = {citation.marker: citation for citation in answer.citations}
    for index, statement in enumerate(answer.statements):
        for marker in statement.citations:
            if citation := cited.pop(marker, None):
                yield _event("citation", citation_json(citation))
        said = {"index": index, "text": statement.text, "kind": statement.kind}
        yield _event("statement", said | {"citations": list(statement.citations), "support": statement.support})
    yield _event("answer", to_json(answer))


def _event(name: str, data: Mapping[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _error(body: bytes) -> bytes:
    return b"event: error\ndata: " + body + b"\n\n"
