"""Who and what a sentence is about: nothing the source does not name, and nobody outside its population."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.support.reading import Said
from assistant.support.source import Objection, Source, named

_NAMED = frozenset({"drugs", "diseases", "studies", "groups"})
_DRUG = re.compile(
    r"\w{3,}(?:mab|nib|statin|pril|sartan|olol|azole|cillin|mycin|vir|gliptin|gliflozin|parin|xaban|oxetine|azepam|"
    r"tidine|prazole|cycline|floxacin|glutide|ximab|zumab|limus|platin|taxel|rubicin|setron|triptan|dronate|caine)s?"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*|[A-Z]{2,}\d*")


def strangers(said: Said, source: Source, inherited: frozenset[str]) -> Iterator[Objection]:
    """Objections to subjects that the source does not have."""
    yield from _concepts(said, source)
    yield from _populations(said, source, inherited)
    for word in said.words:
        if _is_name(said, word.text) and not _known(word.text, word.stem, source):
            yield Objection("unsupported", f'the source does not name "{word.text}"')


def populations(said: Said, source: Source) -> frozenset[str]:
    """The populations that a sentence names."""
    return frozenset(id_ for group, id_ in named(said, source.vocabulary) if group == "populations")


def _concepts(said: Said, source: Source) -> Iterator[Objection]:
    theirs = {id_ for each in source.sentences for _, id_ in named(each, source.vocabulary)}
    wide = frozenset[str]().union(*(source.vocabulary.wider(id_) for id_ in theirs))
    for group, id_ in named(said, source.vocabulary):
        common = group == "studies" and source.breadth == 1.0  # "one centre" is a study here, and any abstract's words
        if group in _NAMED and id_ not in wide and not common:
            yield Objection("unsupported", f"the source does not name {source.vocabulary.concepts[id_].name}")


def _populations(said: Said, source: Source, inherited: frozenset[str]) -> Iterator[Objection]:
    """Each population lies within one of the source's, and one that the source restricts itself to is not left out."""
    vocabulary = source.vocabulary
    carrying = source.carrying(said)
    theirs = frozenset[str]().union(*(populations(each, source) for each in carrying))
    own = populations(said, source)
    within = frozenset[str]().union(*(vocabulary.narrower(one) for one in theirs))
    for one in sorted(own - within):
        yield Objection(
            "contradicted" if theirs else "unsupported", f"the source is not about {vocabulary.concepts[one].name}"
        )
    studies = any(group == "studies" for group, _ in named(said, vocabulary))
    if carrying and all(populations(each, source) for each in carrying) and not own | inherited and not studies:
        yield Objection("unsupported", "the source says it of fewer people")


def _is_name(said: Said, written: str) -> bool:
    return bool(_DRUG.fullmatch(written.casefold()) or _ACRONYM.fullmatch(written))


def _known(written: str, stem: str, source: Source) -> bool:
    folded = written.casefold()
    if folded in source.folded or stem in source.stems or folded.removesuffix("s") in source.folded:
        return True
    return _ACRONYM.fullmatch(written) is not None and folded.removesuffix("s") in source.initials
