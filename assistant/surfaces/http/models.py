"""What a request may hold; an unknown field is an error."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StrictBool, StringConstraints

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
