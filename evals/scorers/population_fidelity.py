"""A sentence about some people is cited to a passage about those people, and so is the answer as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.vocabulary import Vocabulary
from evals.case import Asked
from evals.reply import Cited, Reply, Said
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import carrying, passages, quotes
from evals.scorers.sayings import asked, claims, named, plain
from evals.scorers.tally import not_judged, tally

NAME = "population-fidelity"
_ALL = "ms"


def population_fidelity(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Sentences whose people are their passages' / sentences cited that name any, or whose passages do."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    judged = [each for said in claims(reply) for each in _judged(case, said, reply, evidence)]
    return tally(NAME, [*judged, *_of_question(case, reply, evidence)], "statements about their passages' people")


def _judged(case: Asked, said: Said, reply: Reply, evidence: Evidence) -> Iterator[Offence | None]:
    cited, text = carrying(said, reply, evidence), plain(said.text)
    if not cited:
        return
    own = _people(text, evidence.vocabulary)
    if text in {plain(quote) for quote in quotes(cited)}:
        yield from [None] if own else []
        return
    theirs, quoted = _theirs(cited, evidence), " … ".join(quotes(cited))
    if own - _below(theirs, evidence.vocabulary):
        yield Offence(text, f"is about {_list(own)}; its passages are about {_list(theirs)}", quoted)
    elif not own and theirs and _ALL not in theirs and not _understood(case, text, theirs, evidence.vocabulary):
        yield Offence(text, f"does not say that it is about {_list(theirs)} only", quoted)
    elif own:
        yield None


def _of_question(case: Asked, reply: Reply, evidence: Evidence) -> Iterator[Offence | None]:
    """An answer about one form of the disease rests on a passage that speaks of that form, or of all."""
    vocabulary = evidence.vocabulary
    about = _people(case.question, vocabulary) - vocabulary.states - {_ALL}
    if not about or reply.outcome not in (None, "answered"):
        return
    cited = [each for said in claims(reply) for each in carrying(said, reply, evidence)]
    if not cited:
        return
    theirs = _theirs(cited, evidence)
    related = frozenset[str]().union(*(vocabulary.wider(one) | vocabulary.narrower(one) for one in about))
    if theirs and not theirs & related:
        yield Offence(reply.text, f"asked about {_list(about)}, it rests on passages about {_list(theirs)} alone")
    else:
        yield None


def _people(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    return named("populations", text, vocabulary)


def _theirs(cited: Sequence[Cited], evidence: Evidence) -> frozenset[str]:
    marked = (passage.populations for passage in passages(cited, evidence))
    told = (_people(quote, evidence.vocabulary) for quote in quotes(cited))
    return frozenset[str]().union(*marked, *told)


def _below(theirs: frozenset[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset[str]().union(*(vocabulary.narrower(one) for one in theirs))


def _understood(case: Asked, text: str, theirs: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether the question, or a study named, has said already whom it is about."""
    if named("studies", text, vocabulary):
        return True
    heard = frozenset[str]().union(*(_people(turn, vocabulary) for turn in asked(case)))
    return bool(heard & _below(theirs, vocabulary))


def _list(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "nobody in particular"
