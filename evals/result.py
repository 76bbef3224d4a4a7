"""What a run found: one result for each thing that was asked or read, and the run as a whole.

A pair gives three: both sides, each a question of its own, and the relation between them (variant `relation`).
A sentence for the checker has no reply. A case that could not be judged has an `error`: it is neither pass nor failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from evals.case import Form, Place
from evals.reply import Reply
from evals.score import Grade, Score

RUN = "run/1"
Label = Literal["violation", "permitted", "carried", "uncarried"]
Read = Literal["allow", "hold", "block", "supported", "unsupported", "contradicted"]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing asked or read, with what every scorer made of it."""

    suite: str
    case: str
    seed: str
    variant: str
    """How the case was reworded; "" as written; `relation` for what holds between the two sides of a pair."""
    category: str
    question: str
    """Or the sentence that was read."""
    why: str
    history: tuple[tuple[str, str], ...] = ()
    """(role, text)"""
    limit: str | None = None
    form: Form | None = None
    place: Place | None = None
    expected: tuple[str, ...] = ()
    """The outcomes that are right."""
    label: Label | None = None
    read: Read | None = None
    """Of a sentence: what it is, and what the checker said."""
    reply: Reply | None = None
    scores: tuple[Score, ...] = ()
    error: str | None = None

    @property
    def key(self) -> str:
        """Unique in a run."""
        return f"{self.case}/{self.variant}" if self.variant else self.case

    @property
    def grade(self) -> Grade:
        """A pass when no scorer fails and at least one could judge."""
        grades = [score.grade for score in self.scores]
        return "fail" if "fail" in grades else "pass" if "pass" in grades else "n/a"

    def score(self, scorer: str) -> Score | None:
        """What one scorer said."""
        return next((score for score in self.scores if score.scorer == scorer), None)


@dataclass(frozen=True, slots=True)
class RanSuite:
    """A suite as it was run; `seeds` are its independent ideas."""

    name: str
    says: str
    gate: str
    sha256: str
    cases: int
    seeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run. `hashes`: corpus, limits, prompts, code; whatever could change an answer."""

    target: str
    kind: Literal["in-process", "service", "openai", "recorded"]
    suites: tuple[RanSuite, ...]
    results: tuple[Result, ...]
    hashes: Mapping[str, str]
    started: str
    """ISO 8601, UTC."""
    seconds: float
    complete: bool = True
    """False where it was stopped: by the spend cap, by the user, by a target that is gone."""
    notes: tuple[str, ...] = field(default=())

    def of(self, suite: str) -> tuple[Result, ...]:
        """One suite's results."""
        return tuple(result for result in self.results if result.suite == suite)


def plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """Any of the harness's values as plain JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(item) for item in value]
    return value


RESULT: TypeAdapter[Result] = TypeAdapter(Result)
"""Reads back what `plain` wrote; ValidationError where it is not a result."""
