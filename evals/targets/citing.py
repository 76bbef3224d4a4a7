"""Citations of a chat reply: from its annotations, else from `[n]` markers and the list of sources at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.language.sentences import sentences
from evals.reply import Cited, Said

Span = tuple[int, int]

_MARKER = re.compile(r"\s*\[(\^?\d{1,3}(?:\s*[,;–-]\s*\^?\d{1,3})*)\](?!\()|【(\d{1,3})[^】]*】")
_TITLE = re.compile(r"^[#*_ ]*(?:sources?|references?|citations?|bibliography|works cited)[*_ ]*:?[*_ ]*$", re.I | re.M)
_ENTRY = re.compile(r"^\s*(?:[-*]\s*)?(?:\[\^?(\d{1,3})\]|(\d{1,3})[.)])[:.]?\s+(\S.*)$")
_QUOTED = re.compile(r"“([^”]{12,})”|\"([^\"]{12,})\"")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•#>|]|\d{1,3}[.)]\s))")
_LEADER = re.compile(r"\s*(?:(?:[-*•>|]+|#+|\d{1,3}[.)])\s+)?")


def cited(text: str, annotations: Sequence[Mapping[str, Any]]) -> tuple[tuple[Said, ...], tuple[Cited, ...] | None]:
    """The reply's sentences with their markers, and its citations; None where it gives none in any form."""
    body, listed = _sources(text)
    told = [_told(number, each) for number, each in enumerate(annotations, start=1)]
    marks = [*_markers(body), *_placed(annotations, told, len(body))]
    given = told or listed
    known = {each.marker for each in given}
    # A marker that leads nowhere is a citation too: a made-up one.
    loose = dict.fromkeys(number for _, number in marks if number not in known)
    found = (*given, *(Cited(number, None) for number in loose))
    return _said(body, marks), found or None


def _told(number: int, annotation: Mapping[str, Any]) -> Cited:
    """One annotation: OpenAI's `url_citation` and `file_citation`, nested or flat, or our own fields.

    `start_index` and `end_index` are places in the reply, not in a document.
    """
    own = {**annotation, **_inner(annotation)}
    return Cited(
        marker=_first(own, int, "marker") or number,
        quote=_first(own, str, "quote", "content"),
        document=_first(own, str, "document", "filename", "file_id", "url", "title"),
        start=_first(own, int, "start"),
        end=_first(own, int, "end"),
        sha256=_first(own, str, "document_sha256", "sha256"),
        id=_first(own, str, "id"),
        flags=tuple(map(str, own["flags"])) if isinstance(own.get("flags"), list) else (),
    )


def _inner(annotation: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = annotation.get(str(annotation.get("type")))
    return inner if isinstance(inner, Mapping) else {}


def _first(own: Mapping[str, Any], kind: type[Any], *names: str) -> Any:  # noqa: ANN401 - a `kind`, or None
    found = (own.get(name) for name in names)
    return next((each for each in found if isinstance(each, kind) and not isinstance(each, bool) and each != ""), None)


def _placed(annotations: Sequence[Mapping[str, Any]], told: Sequence[Cited], length: int) -> Iterator[tuple[int, int]]:
    """Where an annotation says that it stands."""
    for annotation, each in zip(annotations, told, strict=True):
        end = _first({**annotation, **_inner(annotation)}, int, "end_index")
        if end is not None and 0 < end <= length:
            yield end - 1, each.marker


def _sources(text: str) -> tuple[str, list[Cited]]:
    """The text without the list of sources at its end, and what is listed."""
    title = next(reversed(list(_TITLE.finditer(text))), None)
    lines = text[title.end() :].splitlines() if title else text.splitlines()
    filled = [line for line in lines if line.strip()]
    entries = [_ENTRY.match(line) for line in filled]
    if title is None:
        # Without a title, only lines that begin with a marker in brackets are sources: `1.` may be a list of advice.
        count = next((at for at, entry in enumerate(reversed(entries)) if not entry or not entry[1]), len(entries))
        entries = entries[len(entries) - count :]
        if not entries or count == len(filled):
            return text, []
        cut = text.rfind(filled[-count])
    else:
        cut = title.start()
    if not all(entries):
        return text, []
    return text[:cut].rstrip(), [_entry(int(entry[1] or entry[2]), entry[3]) for entry in entries if entry]


def _entry(number: int, source: str) -> Cited:
    quoted = _QUOTED.search(source)
    rest = (source[: quoted.start()] + source[quoted.end() :]) if quoted else source
    return Cited(number, (quoted[1] or quoted[2]) if quoted else None, rest.strip(" ,:;.-–—\t") or None)


def _markers(body: str) -> Iterator[tuple[int, int]]:
    """(place, number) of every marker; `[2-4]` is three of them."""
    for found in _MARKER.finditer(body):
        for part in re.split(r"\s*[,;]\s*", (found[1] or found[2]).replace("^", "")):
            first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
            for number in range(int(first), min(int(last or first), int(first) + 20) + 1):
                yield found.start(), number


def _said(body: str, marks: Sequence[tuple[int, int]]) -> tuple[Said, ...]:
    """Sentences without their markers; a marker belongs to the sentence that began last before it, or to the first."""
    blank = _MARKER.sub(lambda found: " " * len(found[0]), body)
    spans = [(start, end) for start, end in _spans(blank) if _clean(blank[start:end])]
    owned: list[list[int]] = [[] for _ in spans]
    for place, number in sorted(marks):
        before = [at for at, (start, _) in enumerate(spans) if start <= place]
        owner = before[-1] if before else 0
        if spans and number not in owned[owner]:
            owned[owner].append(number)
    return tuple(Said(_clean(blank[start:end]), tuple(own)) for (start, end), own in zip(spans, owned, strict=True))


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for stop in [*(found.span() for found in _PARAGRAPH.finditer(text)), (len(text), len(text))]:
        lead = _LEADER.match(text, start, stop[0])
        start = lead.end() if lead else start
        yield from ((start + first, start + last) for first, last in sentences(text[start : stop[0]]))
        start = stop[1]


def _clean(text: str) -> str:
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(text.split()))
