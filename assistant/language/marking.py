"""A sentence as marked items: words and phrases with what they do (lexicon tags) and what they name (concepts)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.lexicon import LONGEST, PHRASES, Tags, words_of
from assistant.language.spelling import Speller, written_out
from assistant.language.vocabulary import Mention, Vocabulary
from assistant.language.words import Word, words

_GROUPS = ("drugs", "populations", "lines", "diseases", "studies", "arms", "outcomes")
_SOLID = frozenset({"drugs", "diseases", "populations", "studies", "lines"})
REVERSING = frozenset({"NOT", "NO", "WITHOUT", "LACK", "FALSE"})
"""Tags of the words that reverse a claim."""

_PLACES: Mapping[str, str] = {"first-line": "FIRST", "second-line": "LATER", "adjunct": "LATER", "refractory": "LATER"}
_NORMAL = words_of("normal")
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
        self._vocabulary = _only(vocabulary, _GROUPS)
        populations = _only(vocabulary, ("populations",))
        self._studied = {
            concept.id: frozenset(
                (mention.concept.group, mention.concept.id) for mention in populations.find(concept.name)
            )
            for concept in vocabulary.group("studies")
        }
        terms = {word.folded for phrase in _phrases(vocabulary) for word in words(phrase)}
        self._speller = Speller({*_WORDS, *terms}, {*_CORRECTABLE, *terms})

    def mark(self, sentence: str) -> tuple[Item, ...]:
        """The sentence's items in order, punctuation included."""
        text = self.plain(sentence)
        found = words(text)
        mentions = [mention for start, end in _unbroken(text, found) for mention in self._within(found, start, end)]
        return _in_company([self._with_studied(item) for item in _items(text, found, mentions)])

    def _within(self, found: Sequence[Word], start: int, end: int) -> Iterator[Mention]:
        for mention in self._vocabulary.find(found[start:end]):
            yield replace(mention, first=mention.first + start, last=mention.last + start)

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


def _in_company(items: list[Item]) -> tuple[Item, ...]:
    """Words whose sense depends on the drug after them: stopping it, coming off it, choosing something over it."""
    for place, item in enumerate(items):
        following = [
            step for step in items[place + 1 : place + 4] if step.text not in ("the", "giving", "using", "with")
        ][:1]
        drug = any(step.named("drugs") or step.text in _HINDERED for step in following)
        if "NORM" in item.tags and item.named("drugs") and item.text[-1] != "s" and _linked(items[:place]):
            items[place] = replace(item, concepts=frozenset())
        elif item.text in _STOPPING:
            items[place] = replace(item, tags=item.tags | {"LACK", "VERB"} if drug else item.tags | {"GOOD", "VERB"})
        elif drug and (item.text in _EXCEPT or (item.text == "but" and "NO" in items[place - 1].tags)):
            items[place] = replace(item, tags=frozenset({"NOT"}))
        elif (item.text in ("despite", "in spite of") and drug) or (
            item.text == "down" and any(step.text in ("let", "lets") for step in items[max(0, place - 4) : place])
        ):
            items[place] = replace(item, tags=frozenset({"BAD"}))
        elif (
            item.text == "beyond"
            and any(step.text in ("reach", "help", "scope") for step in items[place + 1 : place + 5])
        ) or (item.text == "off" and drug):
            items[place] = replace(item, tags=frozenset({"LACK"}))
        elif item.text in ("over", "above") and drug:
            items[place] = replace(item, tags=frozenset({"OVERTAKES"}))
    return tuple(items)


_EXCEPT = frozenset({"without", "except", "except for", "apart from", "other than", "save for", "besides"})
_STOPPING = words_of("stopping")


def _linked(before: Sequence[Item]) -> bool:
    """Whether a linking verb leads here, articles aside: "is a standard treatment" names no other drug."""
    steps = [item.text for item in before if item.text not in ("a", "an", "the", "now", "not", "our", "its")]
    return bool(steps) and steps[-1] in _COPULAS


_COPULAS = words_of("copulas")
_HINDERED = words_of("hindered")
_WORDS = frozenset(word for phrase in PHRASES for word in phrase)
_CORRECTABLE = frozenset(
    word for phrase, tags in PHRASES.items() for word in phrase if not tags & {"NOT", "NO", "WITHOUT", "LACK", "FALSE"}
)


def _only(vocabulary: Vocabulary, groups: Sequence[str]) -> Vocabulary:
    """The vocabulary of these groups alone, so that no longer phrase of another group hides a drug's name."""
    return Vocabulary(concept for concept in vocabulary.concepts.values() if concept.group in groups)


def _phrases(vocabulary: Vocabulary) -> Iterator[str]:
    for concept in vocabulary.concepts.values():
        yield concept.name
        yield from concept.synonyms


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
    concepts = frozenset((mention.concept.group, mention.concept.id) for mention in mentions)
    lines = frozenset(_PLACES[id_] for _, id_ in concepts if id_ in _PLACES)
    treated = any(group == "populations" for group, _ in concepts) and len(span) > 1
    if treated and any(word.folded.startswith(("treat", "manag")) for word in span):
        lines |= {"ACT", "VERB"}
    if span[0].folded in _NORMAL and len(span) > 1:
        lines |= {"NORM"}
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
