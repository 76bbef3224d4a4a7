"""A sentence as marked items: words and phrases with what they do (lexicon tags) and what they name (concepts)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.lexicon import LONGEST, PHRASES, Tags
from assistant.language.spelling import Speller, written_out
from assistant.language.vocabulary import Mention, Vocabulary
from assistant.language.words import Word, words

_GROUPS = ("drugs", "populations", "lines", "diseases", "studies", "arms", "outcomes")
REVERSING = frozenset({"NOT", "NO", "WITHOUT", "LACK", "FALSE"})
"""Tags of the words that reverse a claim."""

_LINES: Mapping[str, str] = {"first-line": "FIRST", "second-line": "LATER", "adjunct": "LATER"}
_PUNCTUATION = re.compile(r"[,;:()\[\]—–\"“”?!.]|\s-\s")
_NONE: Tags = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One word or phrase: folded text, lexicon tags, and the concepts it names as (group, id)."""

    text: str
    tags: Tags
    concepts: frozenset[tuple[str, str]] = frozenset()

    def named(self, group: str) -> frozenset[str]:
        """Ids of the concepts of one group."""
        return frozenset(id_ for kind, id_ in self.concepts if kind == group)

    @property
    def opaque(self) -> bool:
        """A content word that nothing here knows."""
        return not self.tags and not self.concepts


class Marker:
    """Marks sentences in the terms of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        terms = {word.folded for phrase in _phrases(vocabulary) for word in words(phrase)}
        self._speller = Speller({*_WORDS, *terms}, {*_CORRECTABLE, *terms})

    def mark(self, sentence: str) -> tuple[Item, ...]:
        """The sentence's items in order, punctuation included."""
        text = self.plain(sentence)
        found = words(text)
        mentions = [m for m in self._vocabulary.find(found) if m.concept.group in _GROUPS]
        return tuple(_items(text, found, mentions))

    @lru_cache(maxsize=256)  # noqa: B019  one marker lives as long as its vocabulary
    def plain(self, sentence: str) -> str:
        """The sentence written out and with its misspellings put right."""
        text = written_out(sentence)
        pieces, last = [], 0
        for word in words(text):
            better = self._speller.corrected(word.folded)
            if better != word.folded:
                pieces += [text[last : word.start], better]
                last = word.end
        return "".join([*pieces, text[last:]])


_WORDS = frozenset(word for phrase in PHRASES for word in phrase)
_CORRECTABLE = frozenset(
    word for phrase, tags in PHRASES.items() for word in phrase if not tags & {"NOT", "NO", "WITHOUT", "LACK", "FALSE"}
)


def _phrases(vocabulary: Vocabulary) -> Iterator[str]:
    for concept in vocabulary.concepts.values():
        yield concept.name
        yield from concept.synonyms


def _items(text: str, found: Sequence[Word], mentions: Iterable[Mention]) -> Iterator[Item]:
    starts: dict[int, list[Mention]] = {}
    for mention in mentions:
        starts.setdefault(mention.first, []).append(mention)
    position, end = 0, 0
    while position < len(found):
        yield from _punctuation(text, end, found[position].start)
        item, width = _item(text, found, position, starts)
        end = found[position + width - 1].end
        position += width
        yield item
    yield from _punctuation(text, end, len(text))


def _punctuation(text: str, start: int, end: int) -> Iterator[Item]:
    for match in _PUNCTUATION.finditer(text, start, end):
        yield Item(match.group().strip(), frozenset({"PUNCT"}))


def _item(text: str, found: Sequence[Word], position: int, starts: Mapping[int, list[Mention]]) -> tuple[Item, int]:
    here = starts.get(position, [])
    named = max((mention.last - position for mention in here), default=0)
    tags, width = _longest(text, found, position)
    if width <= named and named > 1:
        concepts = [mention for mention in here if mention.last - position == named]
        return _concept_item(found[position : position + named], concepts, _NONE), named
    width = max(width, 1)
    inside = [m for at in range(position, position + width) for m in starts.get(at, []) if m.last <= position + width]
    return _concept_item(found[position : position + width], inside, tags), width


def _concept_item(span: Sequence[Word], mentions: Sequence[Mention], tags: Tags) -> Item:
    concepts = frozenset((mention.concept.group, mention.concept.id) for mention in mentions)
    lines = frozenset(_LINES[id_] for group, id_ in concepts if group == "lines" and id_ in _LINES)
    solid = len(span) == 1 and any(group in ("drugs", "diseases") for group, _ in concepts)
    if len(span) == 1 and span[0].folded[0].isdigit():
        tags = tags | {"NUMBER"}
    return Item(" ".join(word.folded for word in span), (_NONE if solid else tags) | lines, concepts)


def _longest(text: str, found: Sequence[Word], position: int) -> tuple[Tags, int]:
    """The longest lexicon phrase that starts here and is not broken by punctuation."""
    for width in range(min(LONGEST, len(found) - position), 0, -1):
        span = found[position : position + width]
        tags = PHRASES.get(tuple(word.folded for word in span))
        if tags is not None and not (width > 1 and _PUNCTUATION.search(text, span[0].end, span[-1].start)):
            return tags, width
    return _NONE, 0
