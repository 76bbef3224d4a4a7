"""The corpus's own terms: concepts with their synonyms, found in text by stem, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.language.words import Word, words

_PASSED_OVER = frozenset(
    ["actually", "really", "exactly", "even", "just", "also", "so", "then", "the", "a", "an", "any"]
)
_PASSED_OVER_IN_SIGNS = _PASSED_OVER | frozenset(
    "is are was were has have had been being her his their my started starting to gone going getting becoming feels "
    "very all both now suddenly".split()
)
"""An emergency is told in sentences: "her lips are swelling", "his throat is closing"."""
_JOINERS = frozenset({"and", "or", "nor", "versus", "vs", "to"})


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the field.

    `within` names the wider concepts (SPMS is within progressive MS). A `wide` concept is too wide to be missed by
    itself; a `side` concept is asked of a result spoken of before (its P value); a `state` is a population that any
    form of the disease can be in (an acute relapse).
    """

    id: str
    group: str
    name: str
    synonyms: tuple[str, ...]
    within: tuple[str, ...] = ()
    wide: bool = False
    side: bool = False
    state: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text; `first` and `last` are word positions, half-open."""

    concept: Concept
    start: int
    end: int
    first: int
    last: int


def _phrase(concept: Concept, synonym: str, parts: Sequence[Word]) -> tuple[str, tuple[tuple[str, ...], bool, str]]:
    exact = synonym.startswith("=")
    return parts[0].stem, (tuple(part.text if exact else part.stem for part in parts), exact, concept.id)


class Vocabulary:
    """Finds concepts in text; one phrase may name several concepts. `folded` and `stems` are all its phrases' words."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        names = dict.fromkeys(concept.group for concept in self.concepts.values())
        self._groups = {name: tuple(c for c in self.concepts.values() if c.group == name) for name in names}
        self.ids = lru_cache(maxsize=64)(self._of_groups)
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool, Concept]]] = {}
        named = [(c, s, words(s.removeprefix("="))) for c in self.concepts.values() for s in (c.name, *c.synonyms)]
        self.folded = frozenset(word.folded for *_, parts in named for word in parts)
        self.stems = frozenset(word.stem for *_, parts in named for word in parts)
        for first, phrase in sorted({_phrase(*each) for each in named}):
            stems, exact, concept = phrase
            self._phrases.setdefault(first, []).append((stems, exact, self.concepts[concept]))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def group(self, name: str) -> tuple[Concept, ...]:
        """The concepts of one group, as `populations`."""
        return self._groups.get(name, ())

    def _of_groups(self, *names: str) -> frozenset[str]:
        """The ids of the concepts of these groups."""
        return frozenset(concept.id for name in names for concept in self.group(name))

    def only(self, concepts: Iterable[str], *groups: str) -> frozenset[str]:
        """Those of the concepts that are of one of the groups."""
        return frozenset(concept for concept in concepts if self.concepts[concept].group in groups)

    def find(self, text: str | Sequence[Word]) -> tuple[Mention, ...]:
        """Mentions in order of place; of overlapping phrases the longest is kept, equal ones all."""
        return tuple(self._scan(words(text) if isinstance(text, str) else text))

    @cached_property
    def wide(self) -> frozenset[str]:
        """The concepts too wide to be missed by themselves."""
        return frozenset(concept.id for concept in self.concepts.values() if concept.wide)

    @cached_property
    def side(self) -> frozenset[str]:
        """The concepts that are asked of a result spoken of before."""
        return frozenset(concept.id for concept in self.concepts.values() if concept.side)

    @cached_property
    def states(self) -> frozenset[str]:
        """The populations that any form of the disease can be in."""
        return frozenset(concept.id for concept in self.concepts.values() if concept.state)

    def wider(self, concept: str) -> frozenset[str]:
        """The concept and all it lies within."""
        return self._wider.get(concept, frozenset({concept}))

    def narrower(self, concept: str) -> frozenset[str]:
        """The concept and all that lies within it."""
        return self._narrower.get(concept, frozenset({concept}))

    @cached_property
    def _narrower(self) -> Mapping[str, frozenset[str]]:
        below: dict[str, set[str]] = {}
        for concept, ups in self._wider.items():
            for up in ups:
                below.setdefault(up, set()).add(concept)
        return {concept: frozenset(found) for concept, found in below.items()}

    @cached_property
    def _wider(self) -> Mapping[str, frozenset[str]]:
        def climb(concept: str) -> frozenset[str]:
            known = self.concepts.get(concept)
            ups = known.within if known else ()
            return frozenset({concept}).union(*(climb(up) for up in ups)) if ups else frozenset({concept})

        return {concept: climb(concept) for concept in self.concepts}

    def _scan(self, text: Sequence[Word]) -> Iterator[Mention]:
        position, reach = 0, 0
        stems = frozenset(word.stem for word in text)
        while position < len(text):
            if text[position].stem not in self._phrases:
                position += 1
                continue
            found = self._at(text, position, stems)
            for concept, last in found:
                yield Mention(concept, text[position].start, text[last - 1].end, position, last)
            if not found and (shared := self._coordinated(text, position, stems)):
                yield shared
            reach = max((last for _, last in found), default=position + 1)
            position = reach

    def _at(self, text: Sequence[Word], position: int, present: frozenset[str]) -> list[tuple[Concept, int]]:
        """The longest phrase that starts here, with every concept it names; `present` are the stems of all words."""
        best, found = 0, []
        for stems, exact, concept in self._phrases.get(text[position].stem, ()):
            if len(stems) < best:
                break
            if not exact and not present.issuperset(stems):
                continue
            passed = _PASSED_OVER_IN_SIGNS if concept.group == "emergencies" else _PASSED_OVER
            last = _reach(text, position, stems, passed, exact=exact)
            if last:
                best = len(stems)
                found.append((concept, last))
        return found

    def _coordinated(self, text: Sequence[Word], position: int, present: frozenset[str]) -> Mention | None:
        """`secondary` in "secondary or primary progressive MS": a first word whose head comes after the joined one."""
        if position + 3 >= len(text) or text[position + 1].folded not in _JOINERS:
            return None
        for other, last in self._at(text, position + 2, present):
            tail = tuple(word.stem for word in text[position + 3 : last])
            for stems, exact, concept in self._phrases.get(text[position].stem, ()):
                if not exact and concept.group == other.group and tail and stems == (text[position].stem, *tail):
                    word = text[position]
                    return Mention(concept, word.start, word.end, position, position + 1)
        return None


def _written(word: Word, wanted: str) -> str:
    """A word as it must be written: in any case where the synonym has small letters only."""
    return word.folded if wanted.islower() else word.text


def _reach(
    text: Sequence[Word], position: int, stems: tuple[str, ...], passed: frozenset[str], *, exact: bool
) -> int | None:
    """Where a phrase that starts at `position` ends; None: not there. Adverbs and articles inside it are passed over,
    unless it is to be `exact`: "slow the decline" is no "slow decline"."""
    at = position
    for number, wanted in enumerate(stems):
        while number and not exact and at < len(text) and text[at].folded in passed and text[at].stem != wanted:
            at += 1
        if at >= len(text) or (_written(text[at], wanted) if exact else text[at].stem) != wanted:
            return None
        at += 1
    return at
