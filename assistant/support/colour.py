"""Certainty, advice, attribution and reach: a sentence says it no more strongly than its source, and as whose view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.support.clauses import governed
from assistant.support.hedges import told
from assistant.support.lexicon import ADVICE, CERTAIN, FIRM, HEDGES, INQUIRY, UNIVERSAL, VIEWS
from assistant.support.reading import Said
from assistant.support.source import FOLLOWED, Doubt, Objection, Source, named, overlap, same_words, share
from assistant.support.turns import none_found

_LOOSE = frozenset(
    "can some limited support supports supported indicate indicates indicated consider considered consistent".split()
)
_OPEN = HEDGES - _LOOSE
_SHARE, _CLOSE = 0.6, 0.5
_SIGNIFICANT = frozenset({"significant", "significantly"})


def coloured(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to what makes a sentence stronger than its source."""
    carrying = source.carrying(said)
    close = bool(carrying) and overlap(said, carrying[0]) >= source.least(0.0, _CLOSE)
    follows = bool(carrying) and overlap(said, carrying[0]) >= FOLLOWED
    there = frozenset[str]().union(*(each.folded for each in carrying))
    denied = none_found(said, source)  # "not in all": less than the source, not more
    for family, held, reason in (
        (CERTAIN, there, "more certain than the source"),
        (FIRM, there, "more certain than the source"),
        (UNIVERSAL, there, "wider than the source"),
        (ADVICE, source.folded, "advice that the source does not give"),
        (
            _SIGNIFICANT,
            source.folded | _tested(source) | (_SIGNIFICANT if source.breadth else frozenset()),
            "a significance that the source does not state",
        ),
    ):
        added = said.folded & family
        if family is CERTAIN and source.breadth:
            added -= _denied(said)
        if (
            added
            and not held & family
            and (close or family not in (UNIVERSAL, FIRM))
            and not _for_research(said, family)
            and not (denied and family is UNIVERSAL)
        ):
            proof = family is CERTAIN or (follows and not (source.broad and family is UNIVERSAL))
            yield Objection("unsupported", f'{reason}: "{min(added)}"', None if proof else "coloured")
    if source.breadth and close and not said.folded & HEDGES and all(_hedged(said, each) for each in carrying):
        doubt: Doubt | None = None if follows else "coloured"
        yield Objection("unsupported", "more certain than the source, which leaves it open", doubt)
    yield from _attributed(said, source, carrying)


def _denied(said: Said) -> frozenset[str]:
    """ "It did not prove to be": what is denied is not made certain."""
    return frozenset(word.folded for word, denied in zip(said.words, said.denied, strict=True) if denied)


def _for_research(said: Said, family: frozenset[str]) -> bool:
    """ "should be investigated", "future studies should": no advice on treatment."""
    if family is not ADVICE or said.folded & (ADVICE - {"should", "must", "ought"}):
        return False
    return bool(said.folded & INQUIRY) or not said.folded.isdisjoint({"future", "further"})


def _tested(source: Source) -> frozenset[str]:
    """A P value states a significance too."""
    tested = any(figure.kind == "p" for each in source.sentences for figure in each.figures)
    return _SIGNIFICANT if tested else frozenset()


def _hedged(said: Said, each: Said) -> bool:
    """Whether the source's sentence hedges what is said here."""
    place = next((place for place, word in enumerate(each.words) if word.folded in _OPEN), None)
    return place is not None and share(governed(each, place), said.keys) >= _SHARE


def _attributed(said: Said, source: Source, carrying: tuple[Said, ...]) -> Iterator[Objection]:
    if carrying and all(told(each, said).folded & VIEWS for each in carrying) and not said.folded & VIEWS:
        yield Objection("unsupported", "the source gives it as somebody's view")
    doubt: Doubt | None = "coloured" if source.broad else None
    ours, theirs = _sources(said, source), [_sources(each, source) for each in carrying]
    if ours.keys() - {id_ for each in theirs for id_ in each}:
        yield Objection("contradicted" if any(theirs) else "unsupported", "attributed to another source", doubt)
    elif ours and all(ours != each for each in theirs) and all(same_words(said, each) for each in carrying):
        yield Objection("contradicted", "attributed to another source", doubt)


def _sources(said: Said, source: Source) -> Counter[str]:
    return Counter(id_ for group, id_ in named(said, source.vocabulary) if group == "sources")
