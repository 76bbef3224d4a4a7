"""The proof of a draft: each line against its passage, its document and the limits. Pure; never edits text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.draft import Draft, Line, spoken
from assistant.limits import Reading, judge
from assistant.limits.second import Readers
from assistant.passages import sha256_of
from assistant.ports import SecondReader
from assistant.values import Document, Passage, Withheld

_MARKUP = re.compile(
    r"https?:|www\.|\b(?:mailto|javascript|data|file|ftp):|!?\[[^\]]*\]\s*[(\[:]|\[\^?\d+(?:\s*[,–-]\s*\d+)*\]|"
    r"<\s*[/!?a-z]|&#?\w+;|`|\*\*|^\s*[#>|]",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which lines of a draft may leave (by `Line.key`), and why the others may not."""

    allowed: frozenset[str]
    withheld: tuple[Withheld, ...]


class Verifier:
    """Verifies drafts against one corpus; what it has once read of an unchanging passage it remembers."""

    def __init__(self, corpus: Corpus, second: SecondReader | None = None) -> None:
        """A `second` reader may take back what the rules allow of a rewording; it allows nothing."""
        self._corpus = corpus
        self._readers = Readers(corpus.limits, corpus.vocabulary, second)
        self._read: dict[str, Withheld | None] = {}

    def __call__(self, draft: Draft) -> Verdict:
        """Fails closed: a line that cannot be proved, or is not clearly inside the limits, is withheld."""
        lines = {line.key: line for reply in draft.replies for line in reply.lines}
        found = {key: self._objection(line) for key, line in lines.items()}
        allowed = frozenset(key for key, objection in found.items() if objection is None)
        return Verdict(allowed, tuple(objection for objection in found.values() if objection))

    def _objection(self, line: Line) -> Withheld | None:
        if not line.quoted:
            return self._judged(line)
        if line.key not in self._read:
            self._read[line.key] = self._judged(line)
        return self._read[line.key]

    def _judged(self, line: Line) -> Withheld | None:
        for passage in line.passages:
            if not stands(self._corpus.documents[passage.document], passage.start, passage.end, passage.text):
                return Withheld("a quote does not stand at its place in its document")
        if not line.quoted:
            return self._reworded(line)
        (passage,) = line.passages
        reading = judge(line.text, self._corpus.limits, self._corpus.vocabulary, context=self._heard(passage))
        if reading.action == "allow":
            return None
        return Withheld(f"a passage of {passage.document} {_broken(reading)}", reading.limit)

    def _reworded(self, line: Line) -> Withheld | None:
        """Other words than the source's: inside the limits by themselves, plain text, and carried by their quotes."""
        if _MARKUP.search(line.text):
            return Withheld("a rewording holds a link, an image, markup or a marker")
        reading = self._readers.strict(line.text)
        if reading.action != "allow":
            return Withheld(f"a rewording {_broken(reading)}", reading.limit)
        from assistant.support import support  # 0.14 s, and a verbatim answer never needs it

        carried = support(line.text, [spoken(passage) for passage in line.passages], self._corpus.vocabulary)
        return None if carried.verdict == "supported" else Withheld(f"a rewording is {carried.verdict} by its quotes")

    def _heard(self, passage: Passage) -> str:
        """What a reader knows before the sentence: its heading, and the drug and people it does not name itself."""
        named = {mention.concept.id for mention in self._corpus.vocabulary.find(passage.text)}
        inherited = sorted((passage.subjects | passage.populations) - named)
        names = (self._corpus.vocabulary.concepts[concept].name for concept in inherited)
        return ". ".join(filter(None, (passage.section, *names)))


def stands(document: Document, start: int, end: int, quote: str) -> bool:
    """Whether the quote stands at its offsets in a document whose text still has its hash."""
    same = sha256_of(document.text) == document.sha256
    return same and 0 <= start < end <= len(document.text) and document.text[start:end] == quote


def _broken(reading: Reading) -> str:
    return "breaks a limit" if reading.action == "block" else "cannot be read as inside a limit"
