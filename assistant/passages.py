"""Blocks of a document turned into passages: citable sentences with exact offsets and labels."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.blocks import Block, blocks
from assistant.errors import CorpusError
from assistant.language.sentences import sentences
from assistant.language.vocabulary import Mention, Vocabulary
from assistant.pack import Mark
from assistant.values import Concepts, Passage
from assistant.yamlfile import validated_text

_LIST_LIMIT = 700
"""A lead-in and its short items are one passage up to this many characters: "MRI activity" alone says nothing."""

_HIDDEN = re.compile(
    r"<!--|-->|~~|<[^>]*\b(?:hidden|display\s*:\s*none|color\s*:\s*white|font-size\s*:\s*0)", re.IGNORECASE
)
"""Marks of text that a reader does not see, or sees struck out."""

_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|rules?|limits?|prompts?|above|previous)\b"
    r"|\b(?:print|reveal|show|repeat|leak)\b.{0,30}\b(?:your|the) (?:system )?prompt|\badd a link\b|(?:^|\s)system\s*:"
    r"|\b(?:you must|please) (?:tell|say|answer|state|recommend|write)\b|\b(?:tell|assure) the (?:reader|user)\b"
    r"|\b(?:when|if|whenever) (?:you are |you're )?asked\b.{0,80}\b(?:answer|say|reply|respond|state|tell|claim)\b"
    r"|\b(?:do not|don't|never) (?:cite|mention|quote|disclose|reveal|tell)\b|\b(?:answer|reply|respond) that\b"
    r"|\b(?:system prompt|you are (?:now )?an? (?:assistant|ai|chatbot)|as an ai\b|assistant:|developer mode)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """What passages need to know of their document."""

    id: str
    sha256: str
    text: str
    body: int
    file: str
    markdown: bool
    drug: str | None = None
    population: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Headings:
    """The open headings, outermost first."""

    stack: list[tuple[int, str]] = field(default_factory=list)

    def open(self, level: int, title: str) -> None:
        self.stack = [entry for entry in self.stack if entry[0] < level] + [(level, title)]

    @property
    def section(self) -> str:
        return self.stack[-1][1] if self.stack else ""

    def inherited(self, vocabulary: Vocabulary, group: str) -> Concepts:
        """The concepts of `group` that the nearest heading naming one of them names."""
        for _, title in reversed(self.stack):
            if found := _of(vocabulary.find(title), group):
                return found
        return frozenset()


def digest(*parts: str | int) -> str:
    """A stable id, 16 hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def sha256_of(text: str) -> str:
    """The SHA-256 of a document's text in UTF-8; each quote of an answer asks for its document's."""
    return hashlib.sha256(text.encode()).hexdigest()


def passages(source: Source, vocabulary: Vocabulary) -> Iterator[Passage]:
    """The passages of a document in order; a mark labels the sentence it stands below."""
    headings = _Headings()
    found = list(blocks(source.text, source.body, source.markdown))
    position = 0
    while position < len(found):
        block = found[position]
        if block.kind == "heading":
            headings.open(block.level, source.text[block.start : block.end])
            position += 1
            continue
        if block.kind == "mark":
            raise CorpusError(
                f"{source.file}:{_line(source, block.start)}: a mark with no sentence above it.", "Move it."
            )
        span, position, whole = _listed(source, found, position)
        mark = found[position] if position < len(found) and found[position].kind == "mark" else None
        position += mark is not None
        yield from _of_block(source, vocabulary, headings, span, mark, whole=whole)


def _listed(source: Source, found: Sequence[Block], position: int) -> tuple[Block, int, bool]:
    """A block, or a lead-in that ends in a colon with the short list it announces (then one passage, whole)."""
    block, after = found[position], position + 1
    if not source.text[block.start : block.end].rstrip().endswith(":"):
        return block, after, False
    while after < len(found) and found[after].kind == "item" and found[after].end - block.start <= _LIST_LIMIT:
        after += 1
    ended = after == len(found) or found[after].kind != "item"
    if ended and after > position + 1:
        return Block(block.kind, block.start, found[after - 1].end), after, True
    return block, position + 1, False


def _of_block(
    source: Source, vocabulary: Vocabulary, headings: _Headings, block: Block, mark: Block | None, *, whole: bool
) -> Iterator[Passage]:
    inside = source.text[block.start : block.end]
    spans = [(0, len(inside))] if whole else sentences(inside)
    if mark is None:
        for start, end in spans:
            if _says_something(inside[start:end]):
                yield _plain(source, vocabulary, headings, block.start + start, block.start + end)
        return
    if len(spans) != 1:
        line = _line(source, mark.start)
        raise CorpusError(f"{source.file}:{line}: the mark stands below {len(spans)} sentences.", "Give each its own.")
    yield _marked(source, vocabulary, headings, block, _read_mark(source, mark))


def _says_something(text: str) -> bool:
    return sum(character.isalpha() for character in text) >= 3


def _read_mark(source: Source, mark: Block) -> Mark:
    inside = source.text[mark.start : mark.end]
    return validated_text(inside, Mark, source.file, _line(source, mark.start))


def _marked(source: Source, vocabulary: Vocabulary, headings: _Headings, block: Block, mark: Mark) -> Passage:
    text = source.text[block.start : block.end]
    meant = (*(mark.populations or ()), *(mark.subjects or ()))
    if unknown := sorted({*mark.about, *mark.leads, *mark.absent, *meant} - vocabulary.concepts.keys()):
        line = _line(source, block.end)
        raise CorpusError(f"{source.file}:{line}: {unknown[0]} is not in the vocabulary.", "Add it to pack.yaml.")
    mentions = vocabulary.find(text)
    usual = frozenset({source.population}) if source.population else frozenset[str]()
    named = _of(mentions, "populations") or usual
    populations = named if mark.populations is None else frozenset(mark.populations)
    default = (source.drug,) if source.drug else ()
    return Passage(
        id=digest(source.sha256, block.start, block.end),
        document=source.id,
        section=headings.section,
        start=block.start,
        end=block.end,
        text=text,
        concepts=frozenset(mention.concept.id for mention in mentions) | {*mark.about} | populations,
        populations=populations,
        subjects=frozenset(default if mark.subjects is None else mark.subjects),
        flags=mark.flags + _suspicions(text),
        asks=mark.asks,
        key=f"{source.id}#{mark.key}",
        companions=mark.companions,
        role=mark.role,
        leads=frozenset(mark.leads),
        absent=frozenset(mark.absent),
    )


def _plain(source: Source, vocabulary: Vocabulary, headings: _Headings, start: int, end: int) -> Passage:
    text = source.text[start:end]
    mentions = vocabulary.find(text)
    named = frozenset(mention.concept.id for mention in mentions)
    populations = _of(mentions, "populations") or headings.inherited(vocabulary, "populations")
    subjects = _of(mentions, "drugs") or headings.inherited(vocabulary, "drugs")
    if source.population and not populations:
        populations = frozenset({source.population})
    if source.drug and not subjects:
        subjects = frozenset({source.drug})
    return Passage(
        id=digest(source.sha256, start, end),
        document=source.id,
        section=headings.section,
        start=start,
        end=end,
        text=text,
        concepts=named | populations | subjects,
        populations=populations,
        subjects=subjects,
        flags=_suspicions(text),
    )


def _of(mentions: Sequence[Mention], group: str) -> Concepts:
    return frozenset(mention.concept.id for mention in mentions if mention.concept.group == group)


def _suspicions(text: str) -> tuple[str, ...]:
    invisible = _HIDDEN.search(text) or any(unicodedata.category(character) == "Cf" for character in text)
    return (("invisible-text",) if invisible else ()) + (("instruction-like",) if _ORDER.search(text) else ())


def _line(source: Source, offset: int) -> int:
    return source.text.count("\n", 0, offset) + 1
