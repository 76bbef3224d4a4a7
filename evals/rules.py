"""What the gate holds a run to, as data: floors (`gate.yaml`), reasons for weakening one, waivers with an end."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, model_validator

from assistant.yamlfile import validated
from evals.reporting import Metric, Waived

FOLDER = Path(__file__).parent
Kind = Literal["in-process", "service", "openai", "recorded"]
KINDS: tuple[Kind, ...] = ("in-process", "service", "openai", "recorded")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _written(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    return f"{value:g}" if isinstance(value, float) else str(value) if isinstance(value, int) else value


Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Value = Annotated[Text, BeforeValidator(_written)]


class Rule(_Strict):
    """A floor or a ceiling of one metric; `kinds` are the targets that it binds."""

    metric: Text
    floor: float | None = Field(default=None, ge=0, le=1)
    ceiling: float | None = Field(default=None, ge=0, le=1)
    missed: Literal["quality", "invalid"] = "quality"
    kinds: tuple[Kind, ...] = KINDS
    says: Text

    @model_validator(mode="after")
    def _one(self) -> Rule:
        if (self.floor is None) == (self.ceiling is None):
            raise ValueError("a rule has a floor or a ceiling")
        return self

    @property
    def value(self) -> str:
        """As `changes.yaml` names it."""
        return f"{self.floor if self.floor is not None else self.ceiling:g}"


class Reason(_Strict):
    """Why something that the gate stands on was weakened: `floor:NAME`, `suite:NAME` or `limits`."""

    what: Annotated[str, Field(pattern=r"^(floor:\S+|suite:\S+|limits)$")]
    was: Value = Field(alias="from")
    to: Value
    reason: Annotated[str, Field(min_length=20)]
    by: Text
    date: datetime.date

    def covers(self, what: str, was: str, to: str) -> bool:
        """Whether it is written for this change; a hash may be given by its first 12 digits."""
        return self.what == what and _names(self.was, was) and _names(self.to, to)


class Waiver(_Strict):
    """A failing case that somebody answers for until a day."""

    case: Text
    owner: Text
    reason: Text
    expires: datetime.date

    @property
    def waived(self) -> Waived:
        """As the report shows it."""
        return Waived(self.case, self.owner, self.reason, self.expires.isoformat())


class _Rules(RootModel[tuple[Rule, ...]]):
    @model_validator(mode="after")
    def _once(self) -> _Rules:
        names = [rule.metric for rule in self.root]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{min(twice)} has two rules")
        return self


class _Reasons(RootModel[tuple[Reason, ...]]):
    pass


class _Waivers(RootModel[tuple[Waiver, ...]]):
    pass


def rules(path: Path = FOLDER / "gate.yaml") -> tuple[Rule, ...]:
    """The floors and ceilings."""
    return validated(path, _Rules).root


def reasons(path: Path = FOLDER / "changes.yaml") -> tuple[Reason, ...]:
    """The written reasons."""
    return validated(path, _Reasons).root


def waivers(path: Path = FOLDER / "waivers.yaml") -> tuple[Waiver, ...]:
    """The waivers."""
    return validated(path, _Waivers).root


def ruled(metrics: Sequence[Metric], held: Sequence[Rule], kind: Kind, *, whole: bool) -> tuple[Metric, ...]:
    """The metrics with the floors that bind this kind of target; in a part of the suites, only what was counted."""
    by_name = {rule.metric: rule for rule in held if kind in rule.kinds}
    return tuple(
        replace(metric, floor=rule.floor, ceiling=rule.ceiling)
        if (rule := by_name.get(metric.name)) and (whole or metric.of)
        else metric
        for metric in metrics
    )


def _names(written: str, meant: str) -> bool:
    return written == meant or (len(written) >= 12 and meant.startswith(written))
