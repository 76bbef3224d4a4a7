"""What the patterns of identifiers are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


def _always(_: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of identifier, how it is written, and what a match has to be besides."""

    kind: str
    regex: re.Pattern[str]
    fits: Callable[[re.Match[str]], bool] = _always


def pattern(kind: str, regex: str, fits: Callable[[re.Match[str]], bool] = _always, *, cased: bool = False) -> Pattern:
    """A pattern that reads any case, unless it is `cased`."""
    return Pattern(kind, re.compile(regex, re.NOFLAG if cased else re.IGNORECASE), fits)


def digits(least: int, most: int = 99) -> Callable[[re.Match[str]], bool]:
    """Whether the group `code` of a match, or the match, has that many digits."""

    def fits(match: re.Match[str]) -> bool:
        code: str = match.groupdict().get("code") or match.group()
        return least <= sum(c.isdigit() for c in code) <= most

    return fits
