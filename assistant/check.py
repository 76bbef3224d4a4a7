"""The check that others can put behind their own assistant: is this text inside the limits, and do quotes carry it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.errors import UsageError
from assistant.limits.reading import Action
from assistant.limits.second import Readers
from assistant.ports import AbstractReader, Entailment, SecondReader
from assistant.support import Verdict, support

LONGEST = 20_000
"""Characters of text, of context and of all quotes together; reading takes about a millisecond a sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a text. `limit` is the limit it breaks or touches; `support` is None without quotes."""

    verdict: Action
    limit: str | None
    support: Verdict | None
    reasons: tuple[str, ...]


def check(
    text: str,
    corpus: Corpus,
    quotes: Sequence[str] | None = None,
    context: str = "",
    entailment: Entailment | None = None,
    second: SecondReader | None = None,
    abstracts: AbstractReader | None = None,
) -> Checked:
    """Reads `text`, said after `context`, against the corpus's limits and, when given, against `quotes`.

    `allow` asserts nothing that a limit forbids, `hold` cannot be read with certainty, `block` asserts it. Support is
    a question of its own: an allowed sentence may be unsupported. An entailment model can only tighten it. The
    corpus's own words are judged by the rules alone, and all else where there is no `second` reader
    (`bootstrap.second_reader`): they hold more. Quotes as long as an abstract are also read by `abstracts`
    (`bootstrap.abstract_reader`).
    """
    _sized(text, quotes or (), context)
    own = any(text.strip() == passage.text for passage in corpus.passages.values())
    reading = Readers(corpus.limits, corpus.vocabulary, None if own else second).read(text, context)
    if quotes is None:
        return Checked(reading.action, reading.limit, None, reading.reasons)
    found = support(text, quotes, corpus.vocabulary, context, entailment, abstracts)
    return Checked(reading.action, reading.limit, found.verdict, (*reading.reasons, *found.reasons))


def _sized(text: str, quotes: Sequence[str], context: str) -> None:
    if not text.strip():
        raise UsageError("The text is empty.", "Give a sentence to check.")
    for name, length in (("text", len(text)), ("context", len(context)), ("quotes", sum(map(len, quotes)))):
        if length > LONGEST:
            raise UsageError(f"The {name} has more than {LONGEST} characters.", "Check it in parts.")
