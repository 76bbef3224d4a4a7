"""Markdown as it is seen: the words without their markup, each still knowing where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[((?:\\.|\[[^\[\]\n]{0,80}\]|[^\[\]\\])*)\]\([^\s()]*\)")
"""Its address is not seen; a title behind the address would be, so a link with one stays as it is written."""
# A line through words is no emphasis: it takes them back, so it is left to be seen.
_EMPHASIS = tuple(
    re.compile(rf"(?<!\\){before}({mark})(?=[^\s{mark[-1]}])(?:\\.|(?!\n\s*\n)[^\\])+?{end}\1{after}", re.DOTALL)
    for mark, before, end, after in (
        (r"\*\*", "", "", ""),
        ("__", r"(?<!\w)", "", r"(?!\w)"),
        (r"\*", r"(?<!\*)", r"(?<=[^\s*])", r"(?!\*)"),
        ("_", r"(?<!\w)", r"(?<=[^\s_])", r"(?!\w)"),
        ("`", "(?<!`)", "", "(?!`)"),
    )
)
_LEADER = re.compile(r"^[^\S\n]*(?:(?:[-*+•]|#{1,6}|>+|\d{1,3}[.)])[^\S\n]+)+", re.M)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a stretch of Markdown; `places[i]` is where character `i` stands in it."""

    text: str
    places: tuple[int, ...]


def seen(markdown: str) -> Seen:
    """Without escapes, emphasis, the addresses of links and what leads a line as a bullet, a heading or a number."""
    gone = {place for start, end in _unseen(markdown) for place in range(start, end)}
    kept = tuple(place for place in range(len(markdown)) if place not in gone)
    return Seen("".join(markdown[place] for place in kept), kept)


def _unseen(text: str) -> Iterator[tuple[int, int]]:
    for found in _LEADER.finditer(text):
        yield found.span()
    for found in _ESCAPED.finditer(text):
        yield found.start(), found.start() + 1
    for found in _LINK.finditer(text):
        yield found.start(), found.start(1)
        yield found.end(1), found.end()
    for pattern in _EMPHASIS:
        for found in pattern.finditer(text):
            yield found.span(1)
            yield found.end() - len(found[1]), found.end()
