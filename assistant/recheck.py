"""A stored answer against the documents as they are now: does every quote, hash, offset and marker still hold?"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.proof import Problem, problems, quotes
from assistant.render.answer_json import from_json
from assistant.values import Document

__all__ = ["Problem", "quotes", "recheck"]


def recheck(answer: object, documents: Mapping[str, Document]) -> tuple[Problem, ...]:
    """Everything that does not hold; CiteboundError where `answer` is not of the contract."""
    return problems(from_json(answer), documents)
