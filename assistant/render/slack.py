"""An answer as Slack blocks. Every word of a source or a user stands in a rich text or plain text element, where
Slack reads no markup, no mention and no link; pure, so it knows no Slack library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.render.pieces import Paragraph, paragraphs, place, remarks, source
from assistant.render.words import OUTCOMES, displayable, flag_words
from assistant.values import Answer, Citation

Block = dict[str, Any]

MOST_CHARACTERS = 12_000
"""Of one message's blocks as JSON: Slack refuses from about 13,200 on, and how it counts is not documented."""
MOST_BLOCKS = 45
"""Slack takes 50."""
LONGEST_TEXT = 2_900
"""Characters of one text; Slack takes 3,000 in a section."""
MOST_BUTTONS = 20
"""In one row; Slack takes 25."""
PASSAGE = "passage"
FEEDBACK = "feedback"
HELPFUL, UNHELPFUL = "yes", "no"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `body` are the blocks that are streamed, `foot` those that close it, `text` is for notifications
    and already escaped."""

    body: tuple[Block, ...]
    foot: tuple[Block, ...]
    text: str

    @property
    def blocks(self) -> list[Block]:
        """All of it."""
        return [*self.body, *self.foot]


def to_messages(answer: Answer) -> tuple[Message, ...]:
    """The answer in as many messages as Slack's limits ask for: the statements with `[n]`, one context line a source,
    a button for each passage, and the buttons for feedback at the very end."""
    body = [rich("outcome", bold(OUTCOMES[answer.outcome]))]
    for number, paragraph in enumerate(paragraphs(answer), start=1):
        body += _statement(number, paragraph)
    for number, (label, words) in enumerate(remarks(answer), start=1):
        body += [rich(f"remark-{number}-{at}", bold(f"{label}: "), plain(p)) for at, p in enumerate(pieces(words))]
    body += _nearest(answer.nearest)
    foot = [*sources((*answer.citations, *answer.nearest)), *_buttons(answer), _feedback(answer)]
    return messages(body, foot, f"{OUTCOMES[answer.outcome]}: {_told(answer)}")


def messages(body: Sequence[Block], foot: Sequence[Block], text: str) -> tuple[Message, ...]:
    """Blocks in messages below Slack's limits; a block is never parted."""
    packed = list(_packed([*((block, False) for block in body), *((block, True) for block in foot)]))
    told = escaped(text)[:LONGEST_TEXT]
    return tuple(
        Message(
            tuple(block for block, last in part if not last),
            tuple(block for block, last in part if last),
            told if at == 0 else f"({at + 1}/{len(packed)})",
        )
        for at, part in enumerate(packed)
    )


def shortened(messages: Sequence[Message], most: int, line: str) -> Sequence[Message]:
    """The first `most` messages; where that is not all of them, the last one ends with `line`."""
    if len(messages) <= most:
        return messages
    *before, last = messages[:most]
    return (*before, replace(last, foot=(*last.foot, rich("cut", bold(f"⚠ {line}")))))


def escaped(text: str) -> str:
    """For the one place that Slack parses, a message's `text`: nothing in it mentions, links or names a channel."""
    return displayable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(blocks: Iterable[Block]) -> int:
    """Characters as JSON."""
    return sum(len(json.dumps(block, ensure_ascii=False)) for block in blocks)


def rich(block_id: str, *elements: Block) -> Block:
    """A rich text block of one section."""
    return {
        "type": "rich_text",
        "block_id": block_id,
        "elements": [{"type": "rich_text_section", "elements": list(elements)}],
    }


def plain(text: str) -> Block:
    """Words as they are."""
    return {"type": "text", "text": displayable(text) or " "}


def bold(text: str) -> Block:
    """Words in bold."""
    return {**plain(text), "style": {"bold": True}}


def italic(text: str) -> Block:
    """Words in italics."""
    return {**plain(text), "style": {"italic": True}}


def context(block_id: str, text: str) -> Block:
    """One small line."""
    words = displayable(text)
    short = words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1] + "…"
    return {"type": "context", "block_id": block_id, "elements": [_label(short)]}


def pieces(text: str, tail: str = "") -> list[str]:
    """The text in pieces that Slack takes, cut between words; `tail` ends each piece but the last, which has it."""
    longest, parts, rest = LONGEST_TEXT - len(tail) - 1, [], text
    while len(rest) > longest:
        cut = rest.rfind(" ", longest // 2, longest) + 1 or longest
        parts.append(rest[:cut] + tail)
        rest = rest[cut:]
    return [*parts, rest]


def sources(citations: Sequence[Citation]) -> Iterator[Block]:
    """One context line a document: the markers that cite it, title, year, design and certainty."""
    markers: dict[str, list[int]] = {}
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.document, citation)
        markers.setdefault(citation.document, []).append(citation.marker)
    for number, (document, citation) in enumerate(first.items(), start=1):
        lead = "".join(f"[{marker}]" for marker in markers[document] if marker)
        yield context(f"source-{number}", f"{lead} {source(citation)}".strip())


def passage_value(citation: Citation) -> str:
    """What the button of a passage says when it is pressed; `passage_asked` reads it."""
    where = (citation.marker, citation.start, citation.end, citation.document_sha256[:16], citation.document)
    return "|".join(map(str, where))


def buttons(block_id: str, citations: Sequence[Citation]) -> Iterator[Block]:
    """Rows of buttons, one for each passage."""
    for row in range(0, len(citations), MOST_BUTTONS):
        elements = [
            {
                "type": "button",
                "action_id": f"{PASSAGE}-{at}",
                "text": _label(f"Passage {citation.marker}" if citation.marker else f"Nearest {at + 1}"),
                "value": passage_value(citation),
            }
            for at, citation in enumerate(citations[row : row + MOST_BUTTONS], start=row)
        ]
        yield {"type": "actions", "block_id": f"{block_id}-{row}", "elements": elements}


def _label(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _statement(number: int, paragraph: Paragraph) -> Iterator[Block]:
    label = [bold(f"{paragraph.label}: ")] if paragraph.label else []
    flags = [italic(f"\n⚠ {flag_words(flag)}") for flag in paragraph.flags]
    tail = "".join(f"[{marker}]" for marker in paragraph.statement.citations)
    parts = pieces(paragraph.text, f" … {tail}" if tail else "")
    for at, part in enumerate(parts):
        yield rich(f"statement-{number}-{at}", *label, plain(part), *(flags if at + 1 == len(parts) else ()))


def _told(answer: Answer) -> str:
    """The statements for a notification or a screen reader; each flag first, as the end may be cut off."""
    return " ".join("".join(f"(⚠ {flag_words(flag)}) " for flag in p.flags) + p.labelled for p in paragraphs(answer))


def _nearest(citations: Sequence[Citation]) -> Iterator[Block]:
    if citations:
        yield rich("nearest", bold("Nearest in the evidence (not an answer)"))
    for number, citation in enumerate(citations, start=1):
        where = f" ({place(citation)})" if place(citation) else ""
        flags = "".join(f"\n⚠ {flag_words(flag)}" for flag in citation.flags)
        for at, part in enumerate(pieces(f"“{citation.quote}”{where}{flags}")):
            yield rich(f"nearest-{number}-{at}", plain(part))


def _buttons(answer: Answer) -> Iterator[Block]:
    yield from buttons("passages", answer.citations)
    yield from buttons("near", answer.nearest)


def _feedback(answer: Answer) -> Block:
    def button(words: str, said: str) -> Block:
        return {"text": _label(words), "value": f"{said}|{answer.id}", "accessibility_label": words}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": button("Helpful", HELPFUL),
        "negative_button": button("Not helpful", UNHELPFUL),
    }
    return {"type": "context_actions", "block_id": "feedback", "elements": [element]}


def _packed(blocks: Sequence[tuple[Block, bool]]) -> Iterator[list[tuple[Block, bool]]]:
    part: list[tuple[Block, bool]] = []
    length = 0
    for block, last in blocks:
        cost = size([block])
        if part and (length + cost > MOST_CHARACTERS or len(part) == MOST_BLOCKS):
            yield part
            part, length = [], 0
        part.append((block, last))
        length += cost
    if part:
        yield part
