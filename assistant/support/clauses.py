"""The clauses of a sentence: what each denies, and what a word in one governs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.vocabulary import Mention, Vocabulary
from assistant.support.lexicon import ALIKE, DENIALS, DENIED, MODEST, OPPOSITES, SAME, SAYING
from assistant.support.reading import Said
from assistant.support.source import Objection, same_words, share
from assistant.support.stops import AUXILIARIES, verb

_APART = re.compile(r"[;:()]|[—–]")
_PART = re.compile(r"[;:(),]|[—–]")
_CLAUSE = frozenset("but although though whereas while because which who whose yet except despite".split())
_JOINED = _CLAUSE | frozenset("and or nor so if whether than compared versus vs".split())
_URGED = frozenset("advis recommend argu warn speak decid evid counsel".split())
_RESTATED, _ANSWERED, _PARTLY, _WHOLE = 0.6, 0.5, 0.3, 0.75
_NEARER, _FREE, _EFFECT = 3, "-free", "=effect"
_NEXT = {"no": 3, "lack": 3, "lacks": 3, "absence": 3, "without": 1}

Scope = Mapping[str, float]
_WAYS = frozenset({"increas", "improve", "effective", "superior", "longer", "larger", "earlier"})
_NAMES = frozenset({"drugs", "diseases", "populations"})


@dataclass(frozen=True, slots=True)
class Denial:
    """What is denied: the words that the denial is close to, and those of all its part of the sentence."""

    close: Scope
    part: Scope


def governed(said: Said, place: int, most: int = 5) -> Scope:
    """What a word says it of: the content words after it, or after the next auxiliary, in its clause; nearest most."""
    end = next((at for at in range(place + 1, len(said.words)) if _apart(said, at, _APART, _CLAUSE)), len(said.words))
    verbs = (at for at in range(place, end) if said.words[at].folded in AUXILIARIES)
    start = next(verbs, place)
    after = [
        (key, value) for at, key, value in said.weighed if start < at < end and said.words[at].folded not in MODEST
    ][:most]
    return {key: value / (1 + rank / _NEARER) for rank, (key, value) in enumerate(after)}


@lru_cache(maxsize=512)
def denials(said: Said, vocabulary: Vocabulary) -> tuple[Denial, ...]:
    """The denials of the sentence; two in one another deny nothing."""
    named = {place for each in vocabulary.find(said.words) if each.concept.group in _NAMES for place in _span(each)}
    return tuple(
        Denial(_about(said, *_reach(said, group, start, end), named), _about(said, start, end, named))
        for start, end in _parts(said)
        if len(group := _denying(said, start, end)) % 2
    )


def turned_denials(said: Said, drawn: Sequence[Said], vocabulary: Vocabulary) -> Iterator[Objection]:
    """Objections to what it denies and its source does not, or affirms and its source denies."""
    ours, theirs = denials(said, vocabulary), [(one, each) for each in drawn for one in denials(each, vocabulary)]
    for one in ours:
        if not any(_answers(one, *other) for other in theirs):
            there = any(share(one.part, each.keys) >= _WHOLE for each in drawn)
            yield Objection("contradicted" if there else "unsupported", "it denies what the source does not")
    if any(_restated(other, said) and not any(_answers(one, other, each) for one in ours) for other, each in theirs):
        yield Objection("contradicted", "it does not deny what the source denies")
    elif not ours and any(_finds_difference(said, other) for other, _ in theirs):
        yield Objection("contradicted", "it finds a difference where the source finds none")
    elif not ours and theirs and all(map(_only_denies, drawn)):
        yield Objection("unsupported", "it affirms where the source only denies")
    elif len(drawn) == 1 and same_words(said, drawn[0]) and len(ours) != len(theirs) and not _free(theirs, said):
        yield Objection("contradicted", "it denies more or less than the source in the same words")


def _answers(one: Denial, other: Denial, each: Said) -> bool:
    """Whether two denials are about the same; "none was fatal" leaves to its sentence of what."""
    own = share(one.close, other.close if _FREE in other.close else other.part)
    if _FREE in other.close:
        return own >= _ANSWERED
    return own >= (_PARTLY if _EFFECT in other.close else _ANSWERED) or (
        share(other.close, one.part) >= _RESTATED and (own >= _PARTLY or share(one.part, each.keys) >= _WHOLE)
    )


def _restated(other: Denial, said: Said) -> bool:
    """Whether the sentence has what the source denies; "relapse-free" is held against it beside figures only."""
    if _free([(other, said)], said):
        return False
    keys = other.close.keys() - {_FREE}
    return len(keys & said.keys.keys()) >= min(2, len(keys)) > 0 and share(other.close, said.keys) >= _RESTATED


def _finds_difference(said: Said, other: Denial) -> bool:
    """Whether it says which way, where the source denies that there is a difference."""
    ways = {sign.axis for sign in said.signs} & _WAYS and not said.folded & SAME
    return bool(ways) and "=differ" in other.close and share(other.part, said.keys) >= _PARTLY


def _free(theirs: Sequence[tuple[Denial, Said]], said: Said) -> bool:
    """Whether there is a "relapse-free" that only names an outcome here, for no figure is said of it."""
    return not said.figures and any(_FREE in other.close for other, _ in theirs)


def _only_denies(each: Said) -> bool:
    """Whether no part of the sentence with a verb is without a denial."""
    verbal = [(start, end) for start, end in _parts(each) if any(map(verb, each.words[start:end]))]
    return bool(verbal) and all(_denying(each, *part) for part in verbal)


def _apart(said: Said, at: int, marks: re.Pattern[str], words: frozenset[str]) -> bool:
    """Whether a part begins at this word."""
    return said.words[at].folded in words or bool(marks.search(said.text, said.words[at - 1].end, said.words[at].start))


def _parts(said: Said) -> Iterator[tuple[int, int]]:
    edges = [at for at in range(1, len(said.words)) if _apart(said, at, _PART, _JOINED)]
    yield from zip([0, *edges], [*edges, len(said.words)], strict=True)


def _denying(said: Said, start: int, end: int) -> list[int]:
    """The places of the denials in a part of the sentence; of two, one turns the other: "not without"."""
    return [place for place in range(start, end) if _denies(said, place)]


def _denies(said: Said, place: int) -> bool:
    word, before = said.words[place], said.words[place - 1] if place else None
    if word.folded == "against":
        return before is not None and before.stem in _URGED
    if word.folded == "too":
        return any(after.folded == "to" for after in said.words[place + 2 : place + 5])
    if word.stem == "rule":
        return said.words[place + 1 : place + 2] != () and said.words[place + 1].folded == "out"
    if word.folded == "free":
        return before is not None and said.text[before.end : word.start] == "-"
    return word.folded in DENIALS


def _reach(said: Said, group: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """What a denial is close to: "-free" to the word before it, others to what comes next, or to all."""
    last = group[-1]
    if said.words[last].folded == "free":
        return last - 1, last
    after = [place for place, key, _ in said.weighed if last < place < end and key not in SAYING]
    if not after:
        return start, end
    return last, after[: _NEXT.get(said.words[last].folded, len(after))][-1] + 1


def _span(mention: Mention) -> range:
    return range(mention.first, mention.last)


def _about(said: Said, start: int, end: int, named: Container[int]) -> Scope:
    """The content words of a stretch without the names, which every part of a text has."""
    own = {
        key: value / 2 if said.words[place].folded in OPPOSITES else value
        for place, key, value in said.weighed
        if start <= place < end and place not in named and key not in SAYING
    }
    if end < len(said.words) and said.words[end].folded == "free":
        own[_FREE] = 0.0
    for word in said.words[start:end]:
        if word.folded in DENIALS:
            own.pop(ALIKE.get(word.stem, word.stem), None)
        if word.folded in DENIED:
            own[DENIED[word.folded]] = 2.0
    return own
