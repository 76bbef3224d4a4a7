"""Our own answer -> what scorers read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.render.answer_json import to_json
from assistant.values import Answer, Citation
from evals.reply import Cited, Reply, Said


def of_answer(answer: Answer, seconds: float, raw: Mapping[str, Any] | None = None) -> Reply:
    """The reply; `raw` is the answer as it came, where it came as JSON."""
    return Reply(
        text=answer.text,
        sentences=tuple(Said(said.text, said.citations, said.kind) for said in answer.statements),
        outcome=answer.outcome,
        citations=tuple(map(_cited, answer.citations)),
        limits=tuple(dict.fromkeys(notice.id for notice in answer.limits)),
        raw=to_json(answer) if raw is None else raw,
        seconds=seconds,
    )


def failed(error: str, seconds: float = 0.0) -> Reply:
    """No reply, and why."""
    return Reply("", (), seconds=seconds, error=error)


def _cited(citation: Citation) -> Cited:
    return Cited(
        marker=citation.marker,
        quote=citation.quote,
        document=citation.document,
        start=citation.start,
        end=citation.end,
        sha256=citation.document_sha256,
        id=citation.id,
        flags=citation.flags,
    )
