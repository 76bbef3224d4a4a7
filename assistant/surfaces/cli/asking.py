"""`citebound ask`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.compose import Detail
from assistant.render.answer_json import to_json
from assistant.render.terminal import print_answer
from assistant.surfaces import incoming
from assistant.surfaces.cli import batch as batches
from assistant.surfaces.cli.files import read_json
from assistant.surfaces.cli.opening import assistant_for, one_of
from assistant.surfaces.cli.output import show_json


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask and how to print."""

    as_json: bool
    detail: Detail
    history: Path | None
    model: str | None = None


def run(question: str | None, batch: str | None, corpus: Path | None, options: Options) -> int:
    """Answer one question, or every line of a file."""
    one_of(question, batch, "question")
    earlier = incoming.history(read_json(str(options.history)) if options.history else None)
    if batch is not None:
        assistant = assistant_for(corpus, options.model)
        return batches.run(batch, lambda item: _line(assistant, item, options.detail))
    asked = incoming.text(question, "question")
    answer = assistant_for(corpus, options.model).ask(asked, earlier, options.detail)
    if options.as_json:
        show_json(to_json(answer))
    else:
        print_answer(answer)
    return 0


def _line(assistant: Assistant, item: batches.Item, detail: Detail) -> dict[str, Any]:
    question = incoming.text(item.get("question"), "question")
    return {"answer": to_json(assistant.ask(question, incoming.history(item.get("history")), detail))}
