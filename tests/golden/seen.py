"""What a reader of a surface finds in it."""

import json
from dataclasses import dataclass

Quotes = dict[int, str]
"""Marker -> quote."""

Ids = dict[int, str]
"""Marker -> id of the citation."""


@dataclass(frozen=True)
class Seen:
    """What a reader of a surface finds; None where the surface does not show it."""

    outcome: str
    quotes: Quotes
    ids: Ids | None
    nearest: tuple[str, ...] | None


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
