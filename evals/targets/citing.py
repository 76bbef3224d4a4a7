"""Citations of a chat reply: from its annotations, else from `[n]` markers and the list of sources at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.language.quantities import quantities
from assistant.language.sentences import sentences
from evals.reply import FURNITURE, WARNING, Cited, Said
from evals.targets.listed import listed
from evals.targets.markup import seen

_MARKER = re.compile(
    r"\s*\[(\^?\d{1,3}(?:\s*[,;–-]\s*\^?\d{1,3})*)\](?!\()"
    r"|\s*\[\\\[(\d{1,3})\\\]\]\([^\s()]*\)|【(\d{1,3})[^】]*】"
)
_NOTE = re.compile(rf"\s*[{WARNING}]")
_PARAGRAPH = re.compile(rf"\n\s*\n|\n(?=\s*(?:[-*•#>|{WARNING}]|\d{{1,3}}[.)]\s))")
_HEADING = re.compile(r"\s*(?:#{1,6} [^\n]*|(\*\*|__)(?=\S)(?:(?!\1)[^\n])+\1)\s*")
_LABEL = re.compile(r"\s*(?:[-*+•]\s+)?(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,60}?)(?::\1|\1:)\s+(?=\S)")
_LONGEST = 12
"""Words of a heading."""


def cited(text: str, annotations: Sequence[Mapping[str, Any]]) -> tuple[tuple[Said, ...], tuple[Cited, ...] | None]:
    """The reply's sentences with their markers, and its citations; None where it gives none in any form."""
    body, lists = listed(text)
    told = [_told(number, each) for number, each in enumerate(annotations, start=1)]
    marks = [*_markers(body), *_placed(annotations, told, len(body))]
    given = told or [each.cited for each in lists if each.cited]
    known = {each.marker for each in given}
    # A marker that leads nowhere is a citation too: a made-up one.
    loose = dict.fromkeys(number for _, number in marks if number not in known)
    found = (*given, *(Cited(number, None) for number in loose))
    set_out = (Said(each.text, kind=FURNITURE) for each in lists)
    return (*_said(body, marks), *set_out), found or None


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


def _markers(body: str) -> Iterator[tuple[int, int]]:
    """(place, number) of every marker; `[2-4]` is three of them."""
    for found in _MARKER.finditer(body):
        for part in re.split(r"\s*[,;]\s*", (found[1] or found[2] or found[3]).replace("^", "")):
            first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
            for number in range(int(first), min(int(last or first), int(first) + 20) + 1):
                yield found.start(), number


def _said(body: str, marks: Sequence[tuple[int, int]]) -> tuple[Said, ...]:
    """Sentences without their markers; a marker belongs to the sentence that began last before it, or to the first."""
    spoken = list(_spoken(_MARKER.sub(lambda found: " " * len(found[0]), body)))
    owned: list[list[int]] = [[] for _ in spoken]
    for place, number in sorted(marks):
        before = [at for at, (start, _) in enumerate(spoken) if start <= place]
        owner = before[-1] if before else 0
        if spoken and number not in owned[owner]:
            owned[owner].append(number)
    return tuple(
        replace(said, markers=tuple(own), kind=None if own else said.kind)
        for (_, said), own in zip(spoken, owned, strict=True)
    )


def _spoken(text: str) -> Iterator[tuple[int, Said]]:
    """Where each sentence begins, and what it is; nothing that states a figure is furniture."""
    for start, end in _blocks(text):
        block = text[start:end]
        label = _LABEL.match(block)
        lead = f"{_clean(seen(label[2]).text)}:" if label and not _measures(label[2]) else ""
        begins = label.end() if label and lead else 0
        kind = FURNITURE if _NOTE.match(block) or (_heads(block) and text[end:].strip()) else None
        view = seen(block[begins:])
        for first, last in sentences(view.text):
            if words := _clean(view.text[first:last]):
                place = start + begins + view.places[first]
                yield place, Said(words, kind=None if _measures(words) else kind, label=lead)
                lead = ""


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in (*(found.span() for found in _PARAGRAPH.finditer(text)), (len(text), len(text))):
        yield start, stop[0]
        start = stop[1]


def _heads(block: str) -> bool:
    """Whether it is a heading by its markup: a short line of its own, and no sentence."""
    shown = seen(block).text.strip()
    return bool(_HEADING.fullmatch(block)) and not shown.endswith((".", "!", "?")) and len(shown.split()) <= _LONGEST


def _measures(text: str) -> bool:
    return any(quantity.unit for quantity in quantities(text))


def _clean(text: str) -> str:
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(text.split()))
