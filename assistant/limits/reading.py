"""The verdict on one clause or passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["allow", "hold", "block"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: `limit` is the limit touched when the action is not `allow`."""

    action: Action
    limit: str | None
    reasons: tuple[str, ...]


ALLOWED = Reading("allow", None, ())
