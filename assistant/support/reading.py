"""A sentence as what can be held against another: weighed words, figures, and words that turn a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from assistant.language.frequency import frequency
from assistant.language.quantities import Quantity, quantities
from assistant.language.sentences import sentences
from assistant.language.words import Word, words
from assistant.support.lexicon import ALIKE, FUNCTION, NEGATIONS, NEUTRAL, OPPOSITES
from assistant.support.written import written

_COMMONEST, _RAREST, _LEAST = 7.5, 2.0, 0.4
_BREAK = re.compile(r"[,;:()]|[—–]")
_CLAUSE_ENDS = frozenset("but although though whereas while however because which except".split())
_REACH, _NUCLEUS = 9, 2
_ASKING = re.compile(
    r"^To [a-z]+|\b(?:aim(?:s|ed)?|purpose|objectives?|goals?|sought|hypothes\w+|whether|unclear|(?:un|not )known)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that says which way, with the stems around it: `axis` is what may be turned, `side` how it stands."""

    axis: str
    side: int
    word: str
    labels: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Said:
    """One sentence, read; `text` is as `written` writes it. Compared by identity: `read` gives each once."""

    text: str
    words: tuple[Word, ...]
    figures: tuple[Quantity, ...]

    @cached_property
    def folded(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(word.folded for word in self.words)

    @cached_property
    def asks(self) -> bool:
        """Whether it only says what a study asks: "To determine whether ...", "It was hypothesised that ..."."""
        return bool(_ASKING.search(self.text))

    @cached_property
    def content(self) -> Mapping[str, float]:
        """Its content stems with their weights: the rarer in English, the more they say."""
        return {word.stem: weight(word) for word in self.words if _content(word)}

    @cached_property
    def keys(self) -> Mapping[str, float]:
        """Content stems with paraphrases folded into their class."""
        keys: dict[str, float] = {}
        for each, value in self.content.items():
            key = ALIKE.get(each, each)
            keys[key] = max(value, keys.get(key, 0.0))
        return keys

    @cached_property
    def stretches(self) -> tuple[int, ...]:
        """For each word the number of breaks before it: words of one stretch have none between them."""
        gaps = ((one.end, other.start) for one, other in pairwise(self.words))
        return tuple(accumulate((bool(_BREAK.search(self.text, *gap)) for gap in gaps), initial=0))

    @cached_property
    def weighed(self) -> tuple[tuple[int, str, float], ...]:
        """Each content word's place, class and weight."""
        found = ((place, word) for place, word in enumerate(self.words) if _content(word))
        return tuple((place, ALIKE.get(word.stem, word.stem), weight(word)) for place, word in found)

    @cached_property
    def denied(self) -> tuple[bool | None, ...]:
        """For each word, whether an odd number of negations governs it; None at the edge of their reach."""
        return tuple(_denials(self))

    @cached_property
    def denies(self) -> bool:
        """Whether it has a negation."""
        return any(word.folded in NEGATIONS and not _idle(self, place) for place, word in enumerate(self.words))

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The words that stand on a scale of opposites."""
        return tuple(_signs(self))

    @cached_property
    def polarity(self) -> tuple[Sign, ...]:
        """Each content word as affirmed or denied."""
        return tuple(_polarity(self))


@lru_cache(maxsize=512)
def read(sentence: str) -> Said:
    """The sentence, read; sources are read once."""
    text = written(sentence)
    return Said(text, words(text), quantities(text))


def parts(text: str) -> tuple[Said, ...]:
    """The sentences of a text or quote, line by line."""
    lines = (line.strip().lstrip("#*•- ") for line in text.split("\n"))
    return tuple(read(line[start:end]) for line in lines for start, end in sentences(line))


def _rarity(folded: str) -> float:
    return _COMMONEST - max(_RAREST, frequency(folded))


def weight(word: Word) -> float:
    """How much a word says: little for the talk of studies, most for a word that English hardly uses."""
    return _LEAST if word.stem in NEUTRAL else max(_LEAST, _rarity(word.folded))


def rare(word: Word) -> bool:
    """Whether it is a word of a field rather than of the language."""
    return word.stem not in NEUTRAL and _rarity(word.folded) >= _COMMONEST - 3.0


def _content(word: Word) -> bool:
    return len(word.folded) > 1 and word.folded not in FUNCTION and not word.folded[0].isdigit()


def _denials(said: Said) -> Iterator[bool | None]:
    """A negation governs the content words next after it in its clause; how far beyond them cannot be told."""
    places = [place for place, word in enumerate(said.words) if word.folded in NEGATIONS and not _idle(said, place)]
    for place in range(len(said.words)):
        reaching = [negation for negation in places if _governs(said, negation, place)]
        sure = all(sum(map(_content, said.words[negation + 1 : place])) < _NUCLEUS for negation in reaching)
        yield len(reaching) % 2 == 1 if sure else None


def _idle(said: Said, place: int) -> bool:
    """ "not only", "no doubt", "heart failure": nothing is denied."""
    after = said.words[place + 1].folded if place + 1 < len(said.words) else ""
    if said.words[place].folded == "failure":
        return after not in ("to", "of")
    return (said.words[place].folded, after) in {("not", "only"), ("no", "doubt"), ("not", "just"), ("a", "little")}


def _governs(said: Said, negation: int, place: int) -> bool:
    if place <= negation or place - negation > _REACH:
        return False
    between = said.words[negation + 1 : place + 1]
    if any(word.folded in _CLAUSE_ENDS for word in between):
        return False
    return said.stretches[negation] == said.stretches[place]


def _signs(said: Said) -> Iterator[Sign]:
    for place, word in enumerate(said.words):
        for axis, side in OPPOSITES.get(word.folded, ()):
            if (denied := said.denied[place]) is not None:
                yield Sign(axis, -side if denied else side, word.folded, labels(said, place))


def _polarity(said: Said) -> Iterator[Sign]:
    for place, word in enumerate(said.words):
        if _content(word) and (denied := said.denied[place]) is not None:
            yield Sign(ALIKE.get(word.stem, word.stem), -1 if denied else 1, word.folded, labels(said, place))


def labels(said: Said, place: int) -> Mapping[str, float]:
    """The content words around a word, the nearer the heavier; across a break they count half."""
    found: dict[str, float] = {}
    for at, key, value in said.weighed:
        if at != place:
            near = 1.0 if said.stretches[at] == said.stretches[place] else 0.5
            found[key] = max(found.get(key, 0.0), value * near / (1 + abs(at - place) / 4))
    return found
