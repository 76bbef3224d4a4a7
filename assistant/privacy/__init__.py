"""Personal identifiers taken out of a question before anything else sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.language.names import people
from assistant.language.naming import sort
from assistant.language.words import fold
from assistant.privacy.numbers import NUMBERS
from assistant.privacy.patterns import Pattern
from assistant.privacy.places import NUMBERED_PLACES, PLACES
from assistant.privacy.view import View, view

_LABELS = {
    "email": "[email]",
    "record_number": "[record number]",
    "date_of_birth": "[date of birth]",
    "date": "[date]",
    "phone": "[phone]",
    "address": "[address]",
    "name": "[name]",
}
NUMBERED = (*NUMBERED_PLACES, *NUMBERS)
"""What has a digit in it, and is not looked for where there is none."""
_DIGIT = re.compile(r"\d")


def redact(text: str, known: frozenset[str] = frozenset()) -> tuple[str, Mapping[str, int]]:
    """The text with identifiers replaced by their kind in brackets, and how many of each kind there were.

    A name whose words are `known` (folded; the corpus's own) is an author's or a term's, never a patient's, unless
    what stands beside it says so. What is found in one text is found again in the redacted one: nothing.
    """
    clean, counts, _ = _redacted(text, known)
    return clean, dict(sorted(counts.items()))


def redact_together(
    texts: Sequence[str], known: frozenset[str] = frozenset()
) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """Each text of one conversation as `redact` leaves it; who is named in one of them is not named in the others
    either, where nothing beside the word would tell that it is a name."""
    read = [_redacted(text, known) for text in texts]
    told = frozenset[str]().union(*(names for *_, names in read))
    done = []
    for text, counts, _ in read:
        clean, more = _without(text, told, known)
        done.append((clean, dict(sorted((counts + Counter(name=more)).items()))))
    return tuple(done)


def _redacted(text: str, known: frozenset[str]) -> tuple[str, Counter[str], set[str]]:
    """The text, what was found by kind, and the words of the names, folded."""
    counts, names = Counter[str](), set[str]()
    for _ in range(_ROUNDS):
        clean, found, named = _once(text, known)
        counts += found
        names |= named
        if clean == text:
            break
        text = clean
    return text, counts, names


_ROUNDS = 4
"""A redaction may set the next identifier free: `MRN 12 [name]`."""


def _once(text: str, known: frozenset[str]) -> tuple[str, Counter[str], set[str]]:
    counts, names = Counter[str](), set[str]()
    seen = view(text)
    for pattern in (*PLACES, *NUMBERED) if _DIGIT.search(seen.text) else PLACES:
        if found := list(_apart(pattern, seen.text)):
            text = _replaced(text, seen, found, _LABELS[pattern.kind])
            counts[pattern.kind] += len(found)
            seen = view(text)
    for start, end in reversed(people(seen.text, known)):
        names.update(fold(word) for word in _WORD.findall(seen.text[start:end]))
        begin, stop = seen.span(start, end)
        text = text[:begin] + _LABELS["name"] + text[stop:]
        counts["name"] += 1
    return text, +counts, names


_WORD = re.compile(r"(?<![\w\[])[^\W\d_]{3,}(?![\w\]])")


def _without(text: str, told: frozenset[str], known: frozenset[str]) -> tuple[str, int]:
    """The text without the words of names told elsewhere, and how many those were; a word that is also an ordinary
    one needs its capital inside a sentence."""
    seen = view(text)
    found = [match for match in _WORD.finditer(seen.text) if fold(match.group()) in told]
    found = [match for match in found if _a_name(match, known)]
    for match in reversed(found):
        begin, stop = seen.span(*match.span())
        text = text[:begin] + _LABELS["name"] + text[stop:]
    return text, len(found)


def _a_name(match: re.Match[str], known: frozenset[str]) -> bool:
    kind = sort(match.group(), known)
    inside = re.search(r"[^\s.?!:][\s\"'(]+$", match.string[: match.start()])
    return kind in ("name", "strange") or (kind == "both" and match.group()[0].isupper() and inside is not None)


def _replaced(text: str, seen: View, found: Sequence[tuple[int, int]], label: str) -> str:
    """The text without what was found in it as read: no invisible characters, digits of one width."""
    for start, end in reversed(found):
        begin, stop = seen.span(start, end)
        text = text[:begin] + label + text[stop:]
    return text


def _apart(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.regex.finditer(text) if pattern.fits(match))
