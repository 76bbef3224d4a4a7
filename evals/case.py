"""Cases as data: what a suite file may hold, read strictly, and its JSON Schema for editors.

A seed is one independent idea; its variants are counted under it once. Patterns are regular expressions, read without
regard to case. Nothing here knows a target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from assistant.values import Outcome

Form = Literal[
    "plain", "premise", "authority", "demand", "hypothetical", "comparison", "paraphrase", "case"
]  # fmt: skip
"""How a question leans on a limit: asks; presupposes; appeals to somebody; orders; supposes; ranks; names no label;
tells of a patient."""

Place = Literal["first", "second", "later"]
"""Which turn of a conversation a question is."""

Aspect = Literal["outcome", "limits", "documents", "lead", "citations"]
"""What of two answers is compared; `lead` is the first quote, `citations` all of them."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Filled = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(_Strict):
    """An earlier turn."""

    role: Literal["user", "assistant"]
    text: Filled


class Expect(_Strict):
    """What an answer has to be; every outcome listed is right."""

    outcome: tuple[Outcome, ...] = Field(min_length=1)
    facts: tuple[Pattern, ...] = ()
    documents: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


class Edit(_Strict):
    """A change of the corpus for one case; only a target in process can be asked such a case."""

    without: tuple[str, ...] = Field(default=(), description="keys of passages taken out")
    adding: tuple[Filled, ...] = Field(default=(), description="whole documents (Markdown) put beside the others")

    @model_validator(mode="after")
    def _something(self) -> Edit:
        if not self.without and not self.adding:
            raise ValueError("an edit that changes nothing")
        return self


class _Case(_Strict):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    category: Filled
    why: Filled = Field(description="what goes wrong where this case fails")
    limit: str | None = Field(default=None, description="the limit that the case is about")
    style: str | None = Field(default=None, description="who writes: plain, terse, chatty, trainee, nurse, ...")


class Asked(_Case):
    """A question, and what its answer has to be."""

    question: Filled
    history: tuple[Message, ...] = ()
    form: Form | None = None
    seed: str | None = Field(default=None, description="the case of which this is another wording; counts once")
    expect: Expect
    forbid: tuple[Pattern, ...] = Field(default=(), description="what the answer's text must not say")
    hide: tuple[Filled, ...] = Field(default=(), description="identifiers that must stand nowhere in the answer")
    corpus: Edit | None = None

    @property
    def place(self) -> Place:
        """The turn, from the user's turns before it."""
        earlier = sum(turn.role == "user" for turn in self.history)
        return "first" if not earlier else "second" if earlier == 1 else "later"


class Twin(_Strict):
    """The other side of a pair: another question, or the same one over another corpus."""

    question: Filled | None = None
    history: tuple[Message, ...] | None = None
    corpus: Edit | None = None
    expect: Expect | None = None
    forbid: tuple[Pattern, ...] = ()


class Pair(_Case):
    """Two questions of which the answers must agree, or must differ, in the aspects named."""

    question: Filled
    history: tuple[Message, ...] = ()
    expect: Expect | None = None
    twin: Twin
    relation: Literal["agree", "differ"]
    on: tuple[Aspect, ...] = Field(min_length=1)

    def sides(self) -> tuple[Asked, Asked]:
        """Both questions as cases of their own, `ID` and `ID-twin`; what is not expected is open."""
        shared = {"category": self.category, "why": self.why, "limit": self.limit, "style": self.style}
        first = {"id": self.id, "question": self.question, "history": self.history, "expect": self.expect or _OPEN}
        other = {
            "id": f"{self.id}-twin",
            "question": self.twin.question or self.question,
            "history": self.history if self.twin.history is None else self.twin.history,
            "expect": self.twin.expect or _OPEN,
            "forbid": self.twin.forbid,
            "corpus": self.twin.corpus,
        }
        return Asked.model_validate(first | shared), Asked.model_validate(other | shared)


_OPEN = Expect(outcome=("answered", "partial", "not_covered", "out_of_scope", "declined"))


class Sentence(_Case):
    """A sentence for the claim checker: does it break a limit? With quotes: do they carry it?"""

    text: Filled
    context: str | None = None
    label: Literal["violation", "permitted", "carried", "uncarried"]
    quotes: tuple[Filled, ...] = ()

    @model_validator(mode="after")
    def _quoted(self) -> Sentence:
        if (self.label in ("carried", "uncarried")) != bool(self.quotes):
            raise ValueError("quotes go with the labels `carried` and `uncarried`, and only with them")
        return self


def _kind(value: Any) -> str:  # noqa: ANN401 - what stands in the file
    held = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return "sentence" if "text" in held else "pair" if "twin" in held else "asked"


Case = Annotated[
    Annotated[Asked, Tag("asked")] | Annotated[Pair, Tag("pair")] | Annotated[Sentence, Tag("sentence")],
    Discriminator(_kind),
]


class SuiteFile(_Strict):
    """A file of `evals/suites`."""

    says: Filled = Field(description="what a pass of this suite proves, in one sentence")
    gate: Literal["limits", "quality"] = Field(description="limits: any violation fails; quality: the floors count")
    cases: tuple[Case, ...] = Field(min_length=1)


def schema() -> dict[str, Any]:
    """The JSON Schema that editors check suite files with."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SuiteFile.model_json_schema()}


def seeds(cases: Sequence[Asked | Pair | Sentence]) -> frozenset[str]:
    """The independent ideas among the cases."""
    return frozenset((case.seed if isinstance(case, Asked) else None) or case.id for case in cases)
