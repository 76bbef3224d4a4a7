"""Whether quotes carry a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.sentences import sentences
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import words

Verdict = Literal["supported", "unsupported", "contradicted"]


@dataclass(frozen=True, slots=True)
class Support:
    """Whether the quotes carry the text, and why not."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def support(text: str, quotes: Sequence[str], vocabulary: Vocabulary, context: str = "") -> Support:
    """First version: whole sentences of the quotes only (rules to follow)."""
    whole = {_key(quote[a:b]) for quote in quotes for a, b in sentences(quote)}
    said = [text[a:b] for a, b in sentences(text)]
    if said and all(_key(one) in whole for one in said):
        return Support("supported")
    return Support("unsupported", ("not a sentence of the quotes",))


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words(text))
