"""One way to write what may be written in several, so that a rewording is read like its source."""

from __future__ import annotations

import re

_WAYS = tuple(
    (re.compile(pattern, re.IGNORECASE if "HR" not in pattern else re.NOFLAG), other)
    for pattern, other in (
        (r"\bcan(?:['’]?t\b| not\b)", "cannot"),
        (r"\b(\w+)n['’]t\b", r"\1 not"),
        (r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])(?!\s?,?\s?\d)", r"\1.\2"),
        (r"(?<![\d.,])0,(\d+)", r"0.\1"),
        (r",(?=\s\d+% ?CI\b)", ";"),
        (r"\b(\d+|two|three|four|five|six|seven|ten) (?:consecutive|successive) (?=days|weeks|months)", r"\1 "),
        (r"(?<=/kg) on each of (\w+) (?=days)", r"/day for \1 "),
        (r"\b(\d[\d.]*\s?(?:[µm]?g|m?l|IU|units?)(?:/kg)?) (?:in all|in total|altogether)\b", r"total dose \1"),
        (r"\bevery (day|week|month|year)\b", r"once a \1"),
        (r"\b(add|adds|added) up to\b", r"\1 to"),
        (r"\bbeyond (?=\d|two|three|four|five|six|ten|twelve)", "more than "),
        (r"\bHR(?=\s*[=:]?\s*\d)", "hazard ratio"),
    )
)


def written(text: str) -> str:
    """The text with contractions written out, decimal points, and doses over time in one form."""
    for pattern, other in _WAYS:
        text = pattern.sub(other, text)
    return text
