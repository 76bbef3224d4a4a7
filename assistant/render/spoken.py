"""A chat's Markdown, as it comes back with the next question, read back to what was said: the answer's own text."""

from __future__ import annotations

import re

from assistant.render.markdown import FLAGGED, NEAREST, PARTING, SOURCES
from assistant.render.words import KINDS, OUTCOMES

_OUTCOMES = frozenset(f"**{words}**" for words in OUTCOMES.values())
_ENDS = (f"**{SOURCES}**", f"**{NEAREST}**")
_LABELS = tuple(f"**{label}:** " for label in KINDS.values() if label)
_REMARK = re.compile(r"\*\*[^*]+:\*\* ")
_FLAG = re.compile(rf" *\n{FLAGGED}.*")
_LINKED = re.compile(r"\[\\\[(\d+)\\\]\]\([^)\s]*\)")
_ESCAPED = re.compile(r"\\(.)")


def spoken(content: str) -> str:
    """The statements with their `[n]`, where `content` is a rendered answer; else `content`.

    Without it the list of sources would be taken for what was spoken of, and a follow-up would lean on it.
    """
    first, *others = content.strip().split(PARTING)
    if first not in _OUTCOMES:
        return content
    said: list[str] = []
    for block in others:
        if block in _ENDS:
            break
        label = next((label for label in _LABELS if block.startswith(label)), "")
        if label or not _REMARK.match(block):
            said.append(_plain(block.removeprefix(label)))
    return " ".join(said)


def _plain(block: str) -> str:
    return _ESCAPED.sub(r"\1", _LINKED.sub(r"[\1]", _FLAG.sub("", block)))
