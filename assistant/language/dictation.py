"""Dictated text: the punctuation that was spoken as words."""

from __future__ import annotations

import re

_SPOKEN = {
    "comma": ",",
    "full stop": ".",
    "question mark": "?",
    "exclamation mark": "!",
    "semicolon": ";",
    "new line": "\n",
    "new paragraph": "\n",
}
_MARK = re.compile(rf"\s+(?<!\ba )(?<!\bthe )(?<!\bno )({'|'.join(_SPOKEN)})(?=\s|$)", re.IGNORECASE)
_DICTATED = re.compile(r"\b(?:comma|full stop|question mark|new paragraph)\b", re.IGNORECASE)


def punctuated(text: str) -> str:
    """The text with its dictated marks as marks ("stable full stop any place for it question mark")."""
    if not _DICTATED.search(text):
        return text
    return _MARK.sub(lambda spoken: _SPOKEN[spoken[1].casefold()], text)
