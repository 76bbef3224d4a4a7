"""The patient groups that an age told in a question means, and those that it rules out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.pack import AgeRule
from assistant.values import Concepts

_AGED = re.compile(
    r"\b(\d{1,3})\s*-?\s*(?:y\.?o\b|y/o|yrs?[- ]?old|years?[- ]old|years? of age|(?-i:[MF]\b))", re.IGNORECASE
)


def ages(text: str) -> list[int]:
    """The ages told of somebody: "a 34-year-old", "41F"."""
    return [int(age) for age in _AGED.findall(text)]


def meant(text: str, rules: Sequence[AgeRule], *, old: bool) -> Concepts:
    """The groups that an age means: one too young is another population; the `old` are told of."""
    kind = [rule for rule in rules if old == (rule.above is not None)]
    return frozenset(rule.then for rule in kind for age in ages(text) if rule.means(age))


def ruled_out(text: str, rules: Sequence[AgeRule]) -> Concepts:
    """The groups that somebody of the age told is not of: a grown woman's two kids are not asked about."""
    told = ages(text)
    return frozenset(rule.then for rule in rules if told and not any(rule.means(age) for age in told))
