"""A text as it reads, for finding in: invisible characters gone, compatibility forms plain, places kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_HIDDEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class View:
    """The text as it reads and, for each of its characters, where it stands in the text as written."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same span in the text as written."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def view(text: str) -> View:
    """The text as it reads; one of plain characters is its own view."""
    if text.isascii() and text.isprintable():
        return View(text, None)
    composed: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _read(character):
            composed.append(plain)
            places.append(place)
    return View("".join(composed), tuple(places))


def _read(character: str) -> str:
    """What a character reads as; a space for any white space but the line's end."""
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\r\f\v":
        return " "
    return "" if category in _HIDDEN else unicodedata.normalize("NFKC", character)
