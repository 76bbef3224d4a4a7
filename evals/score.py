"""A score: so many of so many, always with its explanation; nothing to count is `n/a`, never a pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.language.vocabulary import Vocabulary
from assistant.limits import Limit
from assistant.values import Document
from evals.case import Asked
from evals.reply import Reply

Grade = Literal["pass", "fail", "n/a"]


@dataclass(frozen=True, slots=True)
class Offence:
    """Words that fail, beside the passage that they go against or past (None where there is none)."""

    words: str
    reason: str
    passage: str | None = None
    limit: str | None = None
    sure: bool = True
    """False where the words may be harmless and could only not be read with certainty."""


@dataclass(frozen=True, slots=True)
class Score:
    """`hits` of `of`; a pass is all of them."""

    scorer: str
    hits: int
    of: int
    explanation: str
    offences: tuple[Offence, ...] = ()

    @property
    def grade(self) -> Grade:
        """`n/a` where there was nothing to count."""
        return "n/a" if self.of == 0 else "pass" if self.hits == self.of else "fail"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What replies are judged against: never what the target itself claims to know."""

    documents: Mapping[str, Document]
    limits: Sequence[Limit]
    vocabulary: Vocabulary


class Scorer(Protocol):
    """Judges one reply to one question."""

    def __call__(self, case: Asked, reply: Reply, evidence: Evidence) -> Score:
        """The score, with why."""
        ...
