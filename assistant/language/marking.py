"""A sentence as marked items: words and phrases with what they do (lexicon tags) and what they name (concepts)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.language.company import in_company
from assistant.language.item import REVERSING, Item, words_before
from assistant.language.lexicon import LONGEST, PHRASES, Tags, words_of
from assistant.language.spelling import Speller, written_out
from assistant.language.vocabulary import Concept, Mention, Vocabulary
from assistant.language.words import Word, words

_GROUPS = ("drugs", "populations", "lines", "diseases", "studies", "arms", "outcomes")
_SOLID = frozenset({"drugs", "diseases", "populations", "studies", "lines"})

_PLACES: Mapping[str, str] = {"first-line": "FIRST", "second-line": "LATER", "adjunct": "LATER", "refractory": "LATER"}
_OWN = frozenset({"the", "a", "his", "her"})
_LEFT = frozenset({"past", "left", "leave", "leaving", "outgrown", "outside"})
_NORMAL = words_of("normal")
_PUNCTUATION = re.compile(r"[,;:()\[\]—–\"“”?!.]|\s-\s")
_NONE: Tags = frozenset()
_NOTHING = frozenset[tuple[str, str]]()
"""An empty set of one's own takes 216 bytes, and of an item's two both are empty mostly."""


class Marker:
    """Marks sentences in the terms of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = _only(vocabulary, _GROUPS)
        populations = _only(vocabulary, ("populations",))
        self._studied = {
            concept.id: frozenset(
                (mention.concept.group, mention.concept.id) for mention in populations.find(concept.name)
            )
            for concept in vocabulary.group("studies")
        }
        terms = vocabulary.folded
        self._speller = Speller({*_WORDS, *terms}, {*_CORRECTABLE, *terms})

    @lru_cache(maxsize=512)  # noqa: B019  one marker lives as long as its vocabulary
    def mark(self, sentence: str) -> tuple[Item, ...]:
        """The sentence's items in order, punctuation included."""
        text = self.plain(sentence)
        found = words(text)
        mentions = [mention for start, end in _unbroken(text, found) for mention in self._within(found, start, end)]
        return in_company(self._others([self._with_studied(item) for item in _items(text, found, mentions)]))

    def _within(self, found: Sequence[Word], start: int, end: int) -> Iterator[Mention]:
        for mention in self._vocabulary.find(found[start:end]):
            yield replace(mention, first=mention.first + start, last=mention.last + start)

    def _others(self, items: Sequence[Item]) -> list[Item]:
        """ "past the relapsing phase": those of the sister populations."""
        read = list(items)
        for place, item in enumerate(items):
            before = [step.text for step in words_before(items, place) if step.text not in _OWN]
            if before and before[-1] in _LEFT and (named := item.named("populations")):
                sisters = frozenset[str]().union(*(self._sisters(one) for one in named))
                read[place] = replace(item, concepts=frozenset(("populations", one) for one in sisters or named))
        return read

    def _sisters(self, population: str) -> frozenset[str]:
        """The populations beside one, within the same wider one."""
        concepts = self._vocabulary.concepts
        return frozenset(
            other.id
            for other in self._vocabulary.group("populations")
            if other.id != population and not other.state and {*other.within} & {*concepts[population].within}
        )

    def _with_studied(self, item: Item) -> Item:
        """A study's name says whom it studied ("large trial in SPMS")."""
        studied = frozenset[tuple[str, str]]().union(*(self._studied[one] for one in item.named("studies")))
        return replace(item, concepts=item.concepts | studied) if studied else item

    @lru_cache(maxsize=256)  # noqa: B019  one marker lives as long as its vocabulary
    def plain(self, sentence: str) -> str:
        """The sentence written out and with its misspellings put right."""
        text = written_out(sentence.lower() if sentence.isupper() else sentence)
        pieces, last = [], 0
        for word in words(text):
            better = self._speller.corrected(word.folded)
            if better != word.folded:
                pieces += [text[last : word.start], better]
                last = word.end
        return "".join([*pieces, text[last:]])


_WORDS = frozenset(word for phrase in PHRASES for word in phrase)
_CORRECTABLE = frozenset(
    word
    for phrase, tags in PHRASES.items()
    for word in phrase
    if tags != {"PLAIN"} and not tags & {"NOT", "NO", "WITHOUT", "LACK", "FALSE"}
)


def _only(vocabulary: Vocabulary, groups: Sequence[str]) -> Vocabulary:
    """The vocabulary of these groups alone, so that no longer phrase of another group hides a drug's name."""
    kept = (concept for concept in vocabulary.concepts.values() if concept.group in groups)
    return Vocabulary(replace(one, synonyms=(*one.synonyms, *_brands(vocabulary, one))) for one in kept)


def _brands(vocabulary: Vocabulary, drug: Concept) -> Iterator[str]:
    """Names of another group that lie within a drug: to a reader of claims a brand is the drug."""
    for concept in vocabulary.concepts.values() if drug.group == "drugs" else ():
        if concept.group != "drugs" and drug.id in concept.within:
            yield from (concept.name, *concept.synonyms)


def _unbroken(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of words without punctuation between them, half-open."""
    start = 0
    for place in range(1, len(found) + 1):
        if place == len(found) or _PUNCTUATION.search(text, found[place - 1].end, found[place].start):
            yield start, place
            start = place


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
        span = found[position : position + named]
        soft = not any(mention.concept.group in _SOLID for mention in concepts)
        return _concept_item(span, concepts, _claims_of(span) if soft else _NONE), named
    width = max(width, 1)
    inside = [m for at in range(position, position + width) for m in starts.get(at, []) if m.last <= position + width]
    return _concept_item(found[position : position + width], inside, tags), width


def _claims_of(span: Sequence[Word]) -> Tags:
    """What the words of an outcome say of its direction: "got worse", "improved"."""
    tags = frozenset[str]().union(*(PHRASES.get((word.folded,), _NONE) for word in span))
    return tags & {"GOOD", "BAD", "VERB", "AUX"} if {"GOOD", "BAD"} & tags and len(span) < 4 else _NONE


def _concept_item(span: Sequence[Word], mentions: Sequence[Mention], tags: Tags) -> Item:
    if len(span) == 1 and tags & REVERSING:
        mentions = [mention for mention in mentions if mention.concept.group != "populations"]
    concepts = frozenset((m.concept.group, m.concept.id) for m in mentions) if mentions else _NOTHING
    asked = span[0].folded in ("place", "role", "where")
    lines = frozenset(_PLACES[id_] for _, id_ in concepts if id_ in _PLACES and not asked)
    treated = any(group == "populations" for group, _ in concepts) and len(span) > 1
    if treated and any(word.folded.startswith(("treat", "manag")) for word in span):
        lines |= {"ACT", "VERB"}
    if span[0].folded in _NORMAL and len(span) > 1:
        lines |= {"NORM"}
    solid = len(span) == 1 and any(group in ("drugs", "diseases") for group, _ in concepts)
    if len(span) == 1 and span[0].folded[0].isdigit():
        tags = tags | {"NUMBER"}
    said = _NONE if solid else tags
    text = span[0].folded if len(span) == 1 else " ".join(word.folded for word in span)
    return Item(text, said | lines if lines else said, concepts)


def _longest(text: str, found: Sequence[Word], position: int) -> tuple[Tags, int]:
    """The longest lexicon phrase that starts here and is not broken by punctuation."""
    for width in range(min(LONGEST, len(found) - position), 0, -1):
        span = found[position : position + width]
        tags = PHRASES.get(tuple(word.folded for word in span))
        if tags is not None and not (width > 1 and _PUNCTUATION.search(text, span[0].end, span[-1].start)):
            return tags, width
    owner = found[position].folded.replace("’", "'").removesuffix("'s")
    return PHRASES.get((owner,), _NONE) - (REVERSING - {"NO"}), 0
