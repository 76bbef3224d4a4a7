"""Personal identifiers taken out of a question before anything else sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assistant.language.names import people
from assistant.privacy.numbers import NUMBERS
from assistant.privacy.patterns import Pattern
from assistant.privacy.places import PLACES
from assistant.privacy.view import view

_LABELS = {
    "email": "[email]",
    "record_number": "[record number]",
    "date_of_birth": "[date of birth]",
    "date": "[date]",
    "phone": "[phone]",
    "address": "[address]",
    "name": "[name]",
}
_PATTERNS = (*PLACES, *NUMBERS)


def redact(text: str, known: frozenset[str] = frozenset()) -> tuple[str, Mapping[str, int]]:
    """The text with identifiers replaced by their kind in brackets, and how many of each kind there were.

    A name whose words are `known` (folded; the corpus's own) is an author's or a term's, never a patient's, unless
    what stands beside it says so. What is found in one text is found again in the redacted one: nothing.
    """
    counts: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        clean, found = _once(text, known)
        counts += found
        if clean == text:
            break
        text = clean
    return text, dict(sorted(counts.items()))


_ROUNDS = 4
"""A redaction may set the next identifier free: `MRN 12 [name]`."""


def _once(text: str, known: frozenset[str]) -> tuple[str, Counter[str]]:
    counts: Counter[str] = Counter()
    for pattern in _PATTERNS:
        text, number = _replaced(text, pattern)
        counts[pattern.kind] += number
    seen = view(text)
    for start, end in reversed(people(seen.text, known)):
        begin, stop = seen.span(start, end)
        text = text[:begin] + _LABELS["name"] + text[stop:]
        counts["name"] += 1
    return text, +counts


def _replaced(text: str, pattern: Pattern) -> tuple[str, int]:
    """The text without what the pattern finds in it as read: no invisible characters, digits of one width."""
    seen = view(text)
    found = list(_apart(pattern, seen.text))
    for start, end in reversed(found):
        begin, stop = seen.span(start, end)
        text = text[:begin] + _LABELS[pattern.kind] + text[stop:]
    return text, len(found)


def _apart(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.regex.finditer(text) if pattern.fits(match))
