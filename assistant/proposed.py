"""A chat model's answer read into claims: tolerant of the wrapping, strict about each claim."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.draft import spoken
from assistant.language.sentences import sentences
from assistant.values import Passage

LONGEST = 600
MOST = 24
_TRIES = 200
"""Places at which JSON is looked for; garbage of brackets must not take quadratic time."""

_MARKUP = re.compile(
    r"[\[\]{}`*_#|\\~]|<[A-Za-z/!?]|&#?\w+;|://|\bwww\.|\b(?:javascript|data|mailto):|@|\b[\w-]+\.[A-Za-z]{2,}\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:it|its|they|their|them|this|that|these|those|he|she|his|her|yes|no,|so|therefore|thus|hence|also|but|and|or|"
    r"however|both|neither|either|same|such|there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the model proposed; `fault` says why it cannot even be verified."""

    text: str
    passages: tuple[Passage, ...] = ()
    fault: str | None = None


def read(answer: str, sources: Mapping[str, Passage]) -> tuple[Claim, ...]:
    """The claims of an answer about `sources`, passages by the id the model was given."""
    found = list(_objects(answer))
    if not found:
        return (Claim("", fault="the model's answer holds no claim in the form asked for"),)
    claims = tuple(_claim(each, sources) for each in found[:MOST])
    return claims if len(found) <= MOST else (*claims, Claim("", fault="the model proposed more claims than it may"))


def _objects(answer: str) -> Iterator[Any]:
    """Every element of every JSON list or object in the text, however it is wrapped or cut off."""
    decoder = json.JSONDecoder()
    at, tries = 0, 0
    while (opening := re.compile(r"[\[{]").search(answer, at)) and tries < _TRIES:
        tries += 1
        try:
            value, at = decoder.raw_decode(answer, opening.start())
        except (ValueError, RecursionError):
            at = opening.end()
            continue
        yield from _flat(value)


def _flat(value: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """A list's elements, the list in an object that is no claim itself, or the value."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and "text" not in value:
        yield from (each for inner in value.values() if isinstance(inner, list) for each in inner)
    else:
        yield value


def _claim(value: Any, sources: Mapping[str, Passage]) -> Claim:  # noqa: ANN401 - JSON
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not text.strip():
        return Claim("", fault="a claim has no text")
    ids = value.get("passages")
    ids = [ids] if isinstance(ids, str) else ids
    if not isinstance(ids, list) or not ids:
        return Claim(text[:LONGEST], fault="a claim cites no passage")
    if not all(isinstance(each, str) and each in sources for each in ids):
        return Claim(text[:LONGEST], fault="a claim cites a passage that was not given")
    cited = tuple(dict.fromkeys(sources[each] for each in ids))
    said = _same(text)
    for passage in cited:
        if said == _same(spoken(passage)):
            return Claim(spoken(passage), (passage,))
    text = " ".join(text.split())
    text += "" if text.endswith((".", "!", "?")) else "."
    return Claim(text[:LONGEST], cited, _misformed(text))


def _misformed(text: str) -> str | None:
    if len(text) > LONGEST:
        return "a claim is too long"
    if _MARKUP.search(text) or any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn") for c in text):
        return "a claim has markup, a link or invisible characters in its text"
    if len(text.split()) < 4 or text.endswith("?") or len(list(sentences(text))) != 1:
        return "a claim is not one whole sentence"
    return "a claim does not stand alone" if _LEANS.match(text) else None


def _same(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
