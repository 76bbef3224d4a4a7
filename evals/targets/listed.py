"""The lists of sources at the end of a chat reply: under a heading of their own, or by their numbers in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.reply import Cited
from evals.targets.markup import seen

_TITLE = re.compile(
    r"[#*_ ]*(?:sources?|references?|citations?|bibliography|works cited)[*_ ]*:?[*_ ]*"
    r"|(?:#{1,6} +|\*\*|__)(?:nearest|related|see also|further reading)\b[^\n.!?]{0,60}",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?:[-*]\s*)?(?:\[\^?(\d{1,3})\]|(\d{1,3})[.)])[:.]?\s+(\S.*)", re.DOTALL)
_UNNUMBERED = re.compile(r"\s*[-*•]\s+()()(\S.*)", re.DOTALL)
_QUOTED = re.compile(r"“([^”]{12,})”|\"([^\"]{12,})\"")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the lists, a heading or a source, and what is seen of it."""

    text: str
    cited: Cited | None = None


def listed(text: str) -> tuple[str, tuple[Listed, ...]]:
    """The text without the lists of sources at its end, and what they hold."""
    lines = _lines(text)
    for at, (start, line) in enumerate(lines):
        if _TITLE.fullmatch(line.strip()) and (found := _read([each for _, each in lines[at:]])):
            return text[:start].rstrip(), found
    numbered = 0
    for _, line in reversed(lines):
        entry = _ENTRY.fullmatch(line)
        # Without a title, only lines that begin with a marker in brackets are sources: `1.` may be a list of advice.
        if not entry or not entry[1]:
            break
        numbered += 1
    if not 0 < numbered < len(lines):
        return text, ()
    return text[: lines[-numbered][0]].rstrip(), tuple(_source(line) for _, line in lines[-numbered:])


def _lines(text: str) -> list[tuple[int, str]]:
    """The filled lines and their places; one inside a quotation that began before it goes on from there."""
    lines: list[tuple[int, str]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        if lines and lines[-1][1].count("“") > lines[-1][1].count("”"):
            lines[-1] = (lines[-1][0], lines[-1][1] + line)
        elif line.strip():
            lines.append((place, line))
        place += len(line)
    return [(start, line.rstrip()) for start, line in lines]


def _read(lines: Sequence[str]) -> tuple[Listed, ...]:
    """Titles and the sources below them; nothing where a line is neither: what it says is no source."""
    if not all(_TITLE.fullmatch(line.strip()) or _entry(line) for line in lines) or not _entry(lines[-1]):
        return ()
    return tuple(_source(line) if _entry(line) else Listed(seen(line.strip()).text) for line in lines)


def _entry(line: str) -> re.Match[str] | None:
    return _ENTRY.fullmatch(line) or _UNNUMBERED.fullmatch(line)


def _source(line: str) -> Listed:
    entry = _entry(line)
    number, source = (entry[1] or entry[2], entry[3]) if entry else ("", line)
    source = seen(source).text
    quoted = _QUOTED.search(source)
    rest = (source[: quoted.start()] + source[quoted.end() :]) if quoted else source
    quote = (quoted[1] or quoted[2]) if quoted else None
    cited = Cited(int(number), quote, rest.strip(" ,:;.-–—\t") or None) if number else None
    return Listed(" ".join(source.split()), cited)
