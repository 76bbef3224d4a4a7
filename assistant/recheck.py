"""A stored answer against the documents as they are now: does every quote, hash, offset and marker still hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.corpus import Corpus
from assistant.limits import judge
from assistant.proof import Problem, problems, quotes
from assistant.render.answer_json import from_json
from assistant.values import Answer, Document

__all__ = ["Problem", "quotes", "recheck"]


def recheck(answer: object, documents: Mapping[str, Document], corpus: Corpus | None = None) -> tuple[Problem, ...]:
    """Everything that does not hold; CiteboundError where `answer` is not of the contract.

    With `corpus` its limits hold for the notes too, which no quote proves.
    """
    stored = from_json(answer)
    return (*problems(stored, documents), *_uncited(stored), *(_notes(stored, corpus) if corpus else ()))


def _uncited(answer: Answer) -> Iterator[Problem]:
    if answer.outcome in ("answered", "partial") and not any(each.citations for each in answer.statements):
        yield Problem(None, "it is said to answer, and nothing in it is cited.")


def _notes(answer: Answer, corpus: Corpus) -> Iterator[Problem]:
    for number, statement in enumerate(answer.statements, start=1):
        allowed = statement.kind != "note" or judge(statement.text, corpus.limits, corpus.vocabulary).action == "allow"
        if not allowed:
            yield Problem(None, f"statement {number} is a note that is not inside the limits.")
