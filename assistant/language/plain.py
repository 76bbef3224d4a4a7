"""Plain English: words that carry a question but ask nothing of the evidence by themselves."""

from __future__ import annotations

from pathlib import Path

from assistant.language.words import stem

WORDS = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())
"""Function words, words of asking and telling, of care and of reading studies, with their usual misspellings."""

PLAIN = frozenset(stem(word) for word in WORDS)
"""Their stems; a word outside them that neither evidence nor vocabulary carries may be something not covered."""
