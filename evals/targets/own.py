"""The answer/1 that a chat reply of ours carries in its extra field, taken only where the text shows the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.errors import CiteboundError
from assistant.recheck import recheck
from assistant.render.answer_json import SCHEMA, from_json
from assistant.render.markdown import to_markdown
from assistant.render.pieces import remarks
from assistant.render.words import displayable
from assistant.values import Answer, Document
from evals.reply import FURNITURE, Reply, Said
from evals.targets.markup import seen
from evals.targets.replies import of_answer
from evals.targets.wire import Failed

FIELD = "citebound"
_WORD = re.compile(r"\w+|[^\w\s]")
_BEGINNING = 12
"""Words of the place where two texts part that an error shows."""


def carried(raw: Mapping[str, Any], text: str, documents: Mapping[str, Document], seconds: float) -> Reply | None:
    """The reply by its answer/1; None where it carries none. Failed where that does not hold, or the text differs."""
    field = raw.get(FIELD)
    if not isinstance(field, Mapping) or field.get("schema") != SCHEMA:
        return None
    try:
        wrong = [str(problem) for problem in recheck(field, documents)]
        answer = from_json(field)
    except CiteboundError as error:
        raise Failed(f"The field '{FIELD}' is no answer/1: {error.message}") from None
    wrong += [] if wrong else _differences(answer, text)
    if wrong:
        raise Failed(f"The field '{FIELD}' is not to be trusted: {wrong[0]}")
    reply = of_answer(answer, seconds, raw)
    # What the reader sees beside the statements and is the answer's own is read for limits too.
    beside = (Said(words, kind=FURNITURE, label=f"{label}:") for label, words in remarks(answer))
    return replace(reply, sentences=(*reply.sentences, *beside))


def _differences(answer: Answer, text: str) -> list[str]:
    """What the text says that the answer does not, or does not say; how it is laid out may differ."""
    said, place = _words(text), 0
    for number, statement in enumerate(answer.statements, start=1):
        markers = "".join(f" [{marker}]" for marker in statement.citations)
        wanted = _flat(_WORD.findall(displayable(f"{statement.text}{markers}")))
        place = _flat(said).find(wanted, place)
        if place < 0:
            return [f"statement {number} and its markers are not in the text in their place."]
        place += len(wanted) - 1
    shown = _words(to_markdown(answer))
    at = next((at for at, (one, other) in enumerate(zip(said, shown, strict=False)) if one != other), len(shown))
    if at == len(shown) == len(said):
        return []
    words = " ".join(said[at : at + _BEGINNING])
    return [f"the text goes its own way at '{words}'." if words else "the text ends before the answer does."]


def _words(markdown: str) -> list[str]:
    return _WORD.findall(seen(markdown).text)


def _flat(words: list[str]) -> str:
    return f" {' '.join(words)} "
