"""What Slack shows beside an answer: a passage with its neighbours, and what the check said; pure, as `slack.py` is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.check import Checked
from assistant.render.slack import Block, Message, bold, context, messages, pieces, plain, rich
from assistant.render.words import credentials, displayable, flag_words
from assistant.values import Document, Passage

_VERDICTS = {
    "hold": "Not certain: it touches a limit of the evidence, and may claim more than the evidence allows",
    "block": "Outside the limits of the evidence: it claims what the evidence does not support",
}
_ALLOWED = {
    "supported": "Inside the limits of the evidence, and the nearest passages support it",
    "unsupported": "Breaks no limit of the evidence, but the nearest passages do not support it",
    "contradicted": "Breaks no limit of the evidence, but the nearest passages contradict it",
}
_UNCOMPARED = "Breaks no limit of the evidence, but there is no passage to compare it with"
_SUPPORT = {
    "supported": "The nearest passages support it.",
    "unsupported": "The nearest passages do not support it.",
    "contradicted": "The nearest passages contradict it.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a button says that a passage stands; `sha256` are the first digits of the document's hash."""

    marker: int
    start: int
    end: int
    sha256: str
    document: str


def passage_asked(value: str) -> Place | None:
    """What `passage_value` wrote; None where it is not that."""
    parts = value.split("|", 4)
    if len(parts) != 5 or not all(part.isascii() and part.isdigit() for part in parts[:3]):
        return None
    return Place(int(parts[0]), int(parts[1]), int(parts[2]), parts[3], parts[4])


def passage_view(document: Document, place: Place) -> Block | None:
    """A modal with the passage word for word, the one before and the one after, its flags, offsets and hash; None
    where the document is no longer the one that was cited."""
    found = [at for at, each in enumerate(document.passages) if (each.start, each.end) == (place.start, place.end)]
    if not document.sha256.startswith(place.sha256) or not found:
        return None
    at = found[0]
    passage = document.passages[at]
    quote = document.text[place.start : place.end]
    blocks = [
        rich("title", bold(document.title)),
        context("reference", f"{document.reference} ({credentials(document)})"),
        context("place", _place(passage)),
        *_flags("flag", passage),
        *_neighbour("before", "Before it", document.passages[at - 1] if at else None),
        rich("lead", bold("The passage, word for word")),
        *(_quoted(f"quote-{n}", part) for n, part in enumerate(pieces(quote))),
        *_neighbour("after", "After it", document.passages[at + 1] if at + 1 < len(document.passages) else None),
        context("offsets", f"{document.id}, characters {place.start} to {place.end}"),
        context("sha256", f"SHA-256 of its text {document.sha256}"),
    ]
    title = f"Passage [{place.marker}]" if place.marker else "Nearest passage"
    return {"type": "modal", "title": _label(title), "close": _label("Close"), "blocks": blocks}


def checked_messages(checked: Checked, says: str, near: Sequence[tuple[Document, Passage]]) -> tuple[Message, ...]:
    """The verdict, the limit in plain words (`says`), whether the nearest passages carry the claim, and these."""
    verdict = _VERDICTS.get(checked.verdict) or (_ALLOWED[checked.support] if checked.support and near else _UNCOMPARED)
    body = [rich("verdict", bold(verdict))]
    body += [rich("limit", bold("Limit: "), plain(says))] if says else []
    reasons = [part for reason in checked.reasons for part in pieces(reason)]
    body += [rich(f"reason-{n}", bold("Why: "), plain(part)) for n, part in enumerate(reasons)]
    if checked.support and near and checked.verdict != "allow":
        body.append(rich("support", bold(_SUPPORT[checked.support])))
    foot = []
    for number, (document, passage) in enumerate(near, start=1):
        body += [rich(f"near-{number}-{n}", plain(part)) for n, part in enumerate(pieces(f"“{passage.text}”"))]
        flags = "".join(f" ⚠ {flag_words(flag)}" for flag in passage.flags)
        body.append(context(f"of-{number}", f"{document.title} ({credentials(document)}), {_place(passage)}{flags}"))
    foot.append(context("check", "A check of words against the evidence and its limits; it is no medical advice."))
    return messages(body, foot, verdict)


def _place(passage: Passage) -> str:
    return displayable(f"{passage.section or 'No section'}{f', page {passage.page}' if passage.page else ''}")


def _neighbour(name: str, heading: str, passage: Passage | None) -> Iterator[Block]:
    if passage:
        yield rich(f"{name}-lead", bold(heading))
        yield from _flags(f"{name}-flag", passage)
        for number, part in enumerate(pieces(passage.text)):
            yield rich(f"{name}-{number}", plain(part))


def _flags(name: str, passage: Passage) -> Iterator[Block]:
    for number, flag in enumerate(passage.flags):
        yield rich(f"{name}-{number}", bold(f"⚠ {flag_words(flag)}"))


def _quoted(block_id: str, text: str) -> Block:
    return {
        "type": "rich_text",
        "block_id": block_id,
        "elements": [{"type": "rich_text_quote", "elements": [plain(text)]}],
    }


def _label(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
