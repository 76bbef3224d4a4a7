"""A document's text cut into headings, paragraphs, list items and marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
_MARK = "<!-- passage"
_CLOSES = re.compile(r"[.!?:;,]$|[.!?][\"'”’)\]]+$")


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`; a heading has its level, a mark spans the YAML inside its comment."""

    kind: Literal["heading", "paragraph", "item", "mark"]
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks(text: str, start: int, markdown: bool) -> Iterator[Block]:
    """The blocks of `text` from `start` on; comments other than marks are left out."""
    lines = list(_lines(text, start))
    position, first = 0, True
    while position < len(lines):
        line = lines[position]
        if markdown and line.text.lstrip().startswith("<!--"):
            mark, position = _comment(text, lines, position)
            if mark:
                yield mark
        elif heading := _heading(lines, position, markdown, first):
            yield heading
            position += 1
        else:
            block, position = _prose(lines, position, markdown)
            yield block
        first = False


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that hold something; an empty one, or one of white space alone, leaves a gap between two places."""
    for match in re.finditer(r"[^\n]+", text[start:]):
        if match.group().strip():
            yield _Line(match.group(), start + match.start())


def _apart(before: _Line, after: _Line) -> bool:
    return after.start - before.end > 1


def _comment(text: str, lines: list[_Line], position: int) -> tuple[Block | None, int]:
    opening = lines[position]
    close = text.find("-->", opening.start)
    end = close if close >= 0 else len(text)
    while position < len(lines) and lines[position].start <= end:
        position += 1
    inside = opening.start + len(opening.text) - len(opening.text.lstrip()) + len(_MARK)
    marked = opening.text.lstrip().startswith(_MARK)
    return (Block("mark", inside, end) if marked else None), position


def _heading(lines: list[_Line], position: int, markdown: bool, first: bool) -> Block | None:
    line = lines[position]
    if markdown:
        match = _HEADING.match(line.text)
        if match:
            title = match.group(2).rstrip("# \t")
            start = line.start + match.start(2)
            return Block("heading", start, start + len(title), len(match.group(1)))
        return None
    return Block("heading", line.start, line.end, 1 if first else 2) if _titled(lines, position) else None


def _titled(lines: list[_Line], position: int) -> bool:
    """Whether a line of plain text is a heading: short, unpunctuated, standing apart or written as a title."""
    line = lines[position]
    stripped = line.text.strip()
    named = stripped.split()
    if len(stripped) > 90 or len(named) > 12 or _CLOSES.search(stripped) or _ITEM.match(line.text):
        return False
    if position + 1 == len(lines):
        return False
    if position and not _apart(lines[position - 1], line) and not _closed(lines[position - 1]):
        return False
    long = [word for word in named if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in long) >= 0.6 * len(long)
    return titled and (stripped[0].isupper() or stripped[0].isdigit())


def _closed(line: _Line) -> bool:
    stripped = line.text.strip()
    return bool(
        _CLOSES.search(stripped) or _ITEM.match(line.text) or (len(stripped) <= 90 and len(stripped.split()) <= 12)
    )


def _prose(lines: list[_Line], position: int, markdown: bool) -> tuple[Block, int]:
    """A paragraph or a list item with the lines that carry it on."""
    opening = lines[position]
    item = _ITEM.match(opening.text)
    start = opening.start + (item.end() if item else len(opening.text) - len(opening.text.lstrip()))
    last = position
    while last + 1 < len(lines) and _carries_on(lines, last, markdown):
        last += 1
    end = lines[last].start + len(lines[last].text.rstrip())
    return Block("item" if item else "paragraph", min(start, end), end), last + 1


def _carries_on(lines: list[_Line], last: int, markdown: bool) -> bool:
    here, after = lines[last], lines[last + 1]
    if _apart(here, after) or _ITEM.match(after.text):
        return False
    if markdown:
        return not _HEADING.match(after.text) and not after.text.lstrip().startswith("<!--")
    return not _titled(lines, last + 1) and not here.text.strip().endswith(":")
