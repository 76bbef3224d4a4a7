"""Who and what a sentence is about: nothing the source does not name, and nobody outside its population."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.words import Word
from assistant.support.reading import Said, read
from assistant.support.source import Objection, Source, named, share, spelled

_NAMED = frozenset({"drugs", "diseases", "studies", "groups"})
_ROOT, _REST = 5, 0.6
_DEFINITE = frozenset("the these those this its their our".split())
_WITH = re.compile(
    r"\b(patients|adults|children|women|men|people|adolescents|infants|participants|subjects)\s"
    r"((?:with|who|whose|aged|undergoing)\s[^,;:.()]+)",
    re.IGNORECASE,
)
_DRUG = re.compile(
    r"\w{3,}(?:mab|nib|statin|pril|sartan|olol|azole|cillin|mycin|vir|gliptin|gliflozin|parin|xaban|oxetine|azepam|"
    r"tidine|prazole|cycline|floxacin|glutide|ximab|zumab|limus|platin|taxel|rubicin|setron|triptan|dronate|caine)s?"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*|[A-Z]{2,}\d*")


def strangers(said: Said, source: Source, inherited: frozenset[str]) -> Iterator[Objection]:
    """Objections to subjects that the source does not have."""
    yield from _concepts(said, source)
    yield from _populations(said, source, inherited)
    yield from _narrowed(said, source)
    for word in said.words:
        known = word.stem in spelled(said, source) or _known(word.text, word.stem, source)
        if not known and _is_name(word.text):
            yield Objection("unsupported", f'the source does not name "{word.text}"')


def populations(said: Said, source: Source) -> frozenset[str]:
    """The populations that a sentence names; in an abstract of another field, no states of the vocabulary's disease."""
    own = frozenset(id_ for group, id_ in named(said, source.vocabulary) if group == "populations")
    of_field = not source.breadth or any(source.vocabulary.only(source.concepts, "drugs", "diseases"))
    return own if of_field else own - source.vocabulary.states


def _concepts(said: Said, source: Source) -> Iterator[Objection]:
    for each in source.vocabulary.find(said.words):
        concept, words = each.concept, said.words[each.first : each.last]
        common = concept.group == "studies" and (source.breadth == 1.0 or _described(words, source))
        if concept.group in _NAMED and concept.id not in source.concepts and not common:
            yield Objection("unsupported", f"the source does not name {concept.name}")


def _described(words: Sequence[Word], source: Source) -> bool:
    """Whether one sentence of the source has the words: "a trial in SPMS" may be any abstract's."""
    return any({word.stem for word in words} <= {word.stem for word in each.words} for each in source.sentences)


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


def _narrowed(said: Said, source: Source) -> Iterator[Objection]:
    """ "children with autism" are not "children"."""
    for each in source.carrying(said) if not source.breadth else ():
        for found in _WITH.finditer(each.text):
            who, limits = read(found[1]), read(found[2])
            of_all = _bare(said, who) or _general(said, each, found)
            if of_all and limits.content and not _shared(limits, said) and not limits.figures:
                yield Objection("unsupported", "the source says it of fewer people")


def _general(said: Said, each: Said, people: re.Match[str]) -> bool:
    """Whether it says in general, without a figure, what the other says of some people."""
    whom = read(people[0]).keys
    rest = {key: value for key, value in each.keys.items() if key not in whom}
    return not said.figures and not whom.keys() & said.keys.keys() and share(rest, said.keys) >= _REST


def _shared(one: Said, other: Said) -> bool:
    """Whether they share a content word, be it in another form: "autism" and "autistic"."""
    return not {key[:_ROOT] for key in one.keys}.isdisjoint({key[:_ROOT] for key in other.keys})


def _bare(said: Said, who: Said) -> bool:
    """Whether it speaks of such people, and not of "these" or "the" or a number of them."""
    for place, word in enumerate(said.words):
        if who.words[0].stem == word.stem:
            before = said.words[place - 1].folded if place else ""
            return before not in _DEFINITE and not before[:1].isdigit()
    return False


def _is_name(written: str) -> bool:
    return bool(_DRUG.fullmatch(written.casefold()) or _ACRONYM.fullmatch(written))


def _known(written: str, stem: str, source: Source) -> bool:
    folded = written.casefold()
    if folded in source.folded or stem in source.stems or folded.removesuffix("s") in source.folded:
        return True
    return _ACRONYM.fullmatch(written) is not None and folded.removesuffix("s") in source.initials
