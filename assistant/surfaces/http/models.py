"""What a request may hold; an unknown field is an error."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.limits.reading import Action
from assistant.support import Verdict
from assistant.surfaces import incoming
from assistant.values import Turn


class Strict(BaseModel):
    """A shape in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Earlier(Strict):
    """An earlier message; `content` is read as `text`."""

    role: Literal["user", "assistant"]
    text: str = Field(validation_alias=AliasChoices("text", "content"))

    def turn(self) -> Turn:
        """The flow's value; UsageError where the text is none."""
        return Turn(self.role, incoming.text(self.text, "history.text"))


class Asked(Strict):
    """A question."""

    question: Annotated[str, StringConstraints(min_length=1)] = Field(
        examples=["Does IVIG help in secondary progressive MS?"]
    )
    history: tuple[Earlier, ...] = Field(default=(), description="Earlier messages, oldest first.")
    detail: Literal["brief", "full"] = "brief"


class Rated(Strict):
    """What a user says of an answer."""

    answer: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(description="The answer's id.")
    helpful: StrictBool
    reason: Literal["wrong", "incomplete", "unclear", "not_covered", "other"] | None = None
    text: Annotated[str, StringConstraints(max_length=2000)] = ""


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="urn:citebound:problem: and a stable kind")
    title: str
    status: int
    detail: str
    remedy: str = ""


class Kept(BaseModel):
    """Feedback that is on the disk."""

    at: str = Field(description="UTC, as 2026-11-23T04:31:33.123456Z.")


class Listed(BaseModel):
    """A line of the list of documents."""

    id: str
    title: str
    reference: str
    kind: str
    year: int | None = Field(description="null: undated.")
    design: str
    certainty: str | None = Field(description="null: the source does not grade it.")
    flags: list[str]
    sha256: str = Field(description="Of the canonical text, in UTF-8.")
    passages: int


class Documents(BaseModel):
    """The evidence."""

    title: str
    suggested: list[str] = Field(description="Questions that it answers.")
    documents: list[Listed]


class Whole(Listed):
    """A document with its canonical text; offsets of citations are code points in it."""

    n: int | None
    source_note: str
    file: str
    text: str


class Checked(BaseModel):
    """What the check says of one text."""

    verdict: Action
    limit: str | None
    support: Verdict | None = Field(description="null: without quotes.")
    reasons: list[str]


class ItemError(BaseModel):
    """Why an item of a batch could not be checked."""

    message: str
    remedy: str


class CheckedItem(Checked):
    """An item of a batch, checked."""

    id: str | int


class FailedItem(BaseModel):
    """An item of a batch that could not be."""

    id: str | int
    error: ItemError


class CheckedItems(BaseModel):
    """A batch, in its order."""

    items: list[CheckedItem | FailedItem]


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"]


class Ready(BaseModel):
    """Whether questions can be answered; `parts` says of each `ready`, `off` or, in a word or two, what is wrong."""

    status: Literal["ready", "not ready"]
    documents: int
    parts: dict[Literal["index", "model", "ledger"], str]
