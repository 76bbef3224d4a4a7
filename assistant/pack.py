"""The shapes of pack.yaml, a document's front matter and a passage's mark; each field is validated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from assistant.alarms import Alarm, Alarms
from assistant.errors import CorpusError
from assistant.language.happening import Kind
from assistant.language.vocabulary import Concept, Vocabulary
from assistant.yamlfile import validated

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=120)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Year = Annotated[
    Annotated[int, Field(ge=1800, le=2200)] | None,
    BeforeValidator(lambda value: None if value == "undated" else value),
]

Group = Literal[
    "drugs",
    "populations",
    "groups",
    "diseases",
    "lines",
    "outcomes",
    "aspects",
    "arms",
    "studies",
    "sources",
    "emergencies",
    "signs",
]


class Strict(BaseModel):
    """A shape in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ConceptEntry(Strict):
    """One term with its synonyms; `within` names wider terms."""

    id: Slug
    name: Line
    synonyms: tuple[Line, ...] = ()
    within: tuple[Slug, ...] = ()
    wide: bool = False
    side: bool = False
    state: bool = False


class Topic(Strict):
    """What every question to this corpus is about."""

    drugs: tuple[Slug, ...]
    diseases: tuple[Slug, ...]


class Implication(Strict):
    """A concept that is meant, `instead` of some that are named, when all of some are named and none of others."""

    all: tuple[Slug, ...]
    unless: tuple[Slug, ...] = ()
    then: Slug
    instead: tuple[Slug, ...] = ()


class AgeRule(Strict):
    """A patient group that an age below or above some years means."""

    below: Annotated[int, Field(ge=1, le=120)] | None = None
    above: Annotated[int, Field(ge=1, le=120)] | None = None
    then: Slug

    @model_validator(mode="after")
    def _bounded(self) -> AgeRule:
        if self.below is None and self.above is None:
            raise ValueError("the rule has neither an age below nor one above")
        return self

    def means(self, age: int) -> bool:
        """Whether somebody of this age belongs to the group."""
        return (self.below is None or age < self.below) and (self.above is None or age > self.above)


class AlarmEntry(Strict):
    """A sign of harm: one word or phrase of each family near one another."""

    kind: Kind
    families: Annotated[tuple[Annotated[tuple[Line, ...], Field(min_length=1)], ...], Field(min_length=1)]


class Pack(Strict):
    """pack.yaml; `date` is the day its evidence was last changed, in its keepers' word."""

    title: Line
    date: datetime.date | None = None
    topic: Topic
    emergency: Line = "Follow your local emergency procedure at once."
    suggested: tuple[Line, ...] = ()
    implies: tuple[Implication, ...] = ()
    ages: tuple[AgeRule, ...] = ()
    harm: tuple[Slug, ...] = ()
    alarms: tuple[AlarmEntry, ...] = ()
    vocabulary: dict[Group, tuple[ConceptEntry, ...]]

    @model_validator(mode="after")
    def _known(self) -> Pack:
        ids = [entry.id for entries in self.vocabulary.values() for entry in entries]
        twice = {id_ for id_ in ids if ids.count(id_) > 1}
        if twice:
            raise ValueError(f"the concept {min(twice)} stands twice in the vocabulary")
        named = {up for entries in self.vocabulary.values() for entry in entries for up in entry.within}
        named |= {c for rule in self.implies for c in (*rule.all, *rule.unless, rule.then, *rule.instead)}
        named |= {*self.harm, *(rule.then for rule in self.ages)}
        unknown = (named | set(self.topic.drugs) | set(self.topic.diseases)) - set(ids)
        if unknown:
            raise ValueError(f"{min(unknown)} is named but not in the vocabulary")
        return self

    @model_validator(mode="after")
    def _no_circle(self) -> Pack:
        within = {entry.id: entry.within for entries in self.vocabulary.values() for entry in entries}
        for group, entries in self.vocabulary.items():
            for place, entry in enumerate(entries):
                if entry.id in _above(entry.id, within):
                    raise _misplaced(("vocabulary", group, place, "within"), f"{entry.id} lies within itself")
        return self

    def terms(self) -> Vocabulary:
        """The vocabulary, ready to find its concepts in text."""
        drugs = {entry.name: entry for entry in self.vocabulary.get("drugs", ()) if entry.id in self.topic.drugs}
        return Vocabulary(
            Concept(
                id=entry.id,
                group=group,
                name=entry.name,
                synonyms=_with_names(entry.synonyms, drugs),
                within=entry.within,
                wide=entry.wide,
                side=entry.side,
                state=entry.state,
            )
            for group, entries in self.vocabulary.items()
            for entry in entries
        )

    def signs(self) -> Alarms:
        """The signs of harm, ready to be found in text."""
        return Alarms([Alarm(entry.kind, entry.families) for entry in self.alarms])


def _above(concept: str, within: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that a concept lies within: itself only where it is in a circle."""
    above, open_ = set[str](), list(within[concept])
    while open_:
        up = open_.pop()
        if up not in above:
            above.add(up)
            open_ += within.get(up, ())
    return above


def _misplaced(place: tuple[str | int, ...], what: str) -> ValidationError:
    """An error with a place of its own: a validator of the whole pack knows only the pack's first line."""
    error = InitErrorDetails(type=PydanticCustomError("misplaced", "{what}", {"what": what}), loc=place, input=what)
    return ValidationError.from_exception_data("Pack", [error])


def _with_names(synonyms: tuple[str, ...], drugs: Mapping[str, ConceptEntry]) -> tuple[str, ...]:
    """The synonyms, those that name the topic's drug also with its other names: "how does IVIG work"."""
    return synonyms + tuple(
        re.sub(rf"\b{re.escape(name)}\b", other, synonym)
        for name, drug in drugs.items()
        for synonym in synonyms
        if re.search(rf"\b{re.escape(name)}\b", synonym) and synonym not in drug.synonyms
        for other in drug.synonyms
        if not other.startswith("=")
    )


class FrontMatter(Strict):
    """What a document says about itself."""

    id: Slug
    title: Line
    reference: Line
    kind: Line
    year: Year
    design: Line | None
    n: Annotated[int, Field(ge=1)] | None
    population: Slug
    drug: Slug
    source_note: Line
    certainty: Literal["high", "moderate", "low", "very-low"] | None = None
    flags: tuple[Slug, ...] = ()


class Mark(Strict):
    """What the editors say about one sentence, written in a comment below it."""

    key: Slug
    about: tuple[Slug, ...] = ()
    populations: tuple[Slug, ...] | None = None
    subjects: tuple[Slug, ...] | None = None
    role: Literal["finding", "caveat"] = "finding"
    leads: tuple[Slug, ...] = ()
    absent: tuple[Slug, ...] = ()
    companions: tuple[str, ...] = Field(default=(), alias="with")
    flags: tuple[Slug, ...] = ()
    asks: tuple[Line, ...] = ()


def load_pack(folder: Path, fallback: Path) -> tuple[Pack, bool]:
    """The folder's pack, or the shipped one's vocabulary where it has none; and whether it is its own."""
    own = folder / "pack.yaml"
    if own.exists():
        return validated(own, Pack), True
    if not (fallback / "pack.yaml").exists():
        raise CorpusError(f"{own}: no such file.", "Write a pack.yaml for this corpus.")
    shipped: dict[str, Any] = {"title": folder.name or str(folder), "suggested": ()}
    return validated(fallback / "pack.yaml", Pack).model_copy(update=shipped), False
