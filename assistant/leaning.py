"""What a message leans on: the limits it would come up against were it said as a statement, and so asks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.followup import telling
from assistant.inquiry import CONTENT, Asking
from assistant.limits.touched import touched
from assistant.pack import Implication
from assistant.values import Concepts

NOTHING: Concepts = frozenset()


def implied(told: Concepts, corpus: Corpus) -> Concepts:
    """What is told implies: a relapse and steroids, an acute relapse; a decline without attacks, progression."""
    then = (corpus.vocabulary.wider(rule.then) if rule.instead else {rule.then} for rule in _meant(told, corpus))
    return frozenset(concept for concepts in then for concept in concepts)


def superseded(told: Concepts, corpus: Corpus) -> Concepts:
    """What is named and stands for something else: "how does it work" asks for no effect."""
    return frozenset(concept for rule in _meant(told, corpus) for concept in rule.instead)


def meant(asking: Asking, alone: Asking, corpus: Corpus) -> Asking:
    """The asking with what it means now that it borrowed (`alone`: before that), in place of what stands for it."""
    vocabulary = corpus.vocabulary
    instead = superseded(asking.concepts, corpus) & asking.concepts
    more = vocabulary.only(implied(asking.concepts, corpus) - implied(alone.concepts, corpus), "aspects")
    if not instead | more:
        return asking
    concepts = (asking.concepts | more) - instead
    if more and not telling(vocabulary, alone.content):
        concepts -= telling(vocabulary, asking.content) - more
    return replace(
        asking,
        concepts=concepts,
        content=vocabulary.only(concepts, *CONTENT),
        populations=vocabulary.only(concepts, "populations"),
    )


def _meant(told: Concepts, corpus: Corpus) -> list[Implication]:
    """The implications that what is told fulfils."""
    wide = frozenset(up for concept in told for up in corpus.vocabulary.wider(concept))
    return [rule for rule in corpus.implies if wide.issuperset(rule.all) and wide.isdisjoint(rule.unless)]


def leaning(message: str, askings: Sequence[Asking], corpus: Corpus) -> tuple[Asking, ...]:
    """The askings with the limits that the message leans on; an only asking asks of these limits itself."""
    drugs = corpus.vocabulary.only(corpus.topic, "drugs")
    if not askings or not drugs or not corpus.limits:
        return tuple(askings)
    people = askings[0].populations - corpus.vocabulary.states or corpus.topic - drugs
    about = NOTHING.union(*(asking.content | asking.populations for asking in askings))
    context = f"{_named(drugs, corpus)} in {_named(people, corpus)}."
    leans = touched(message, corpus.limits, corpus.vocabulary, context, about) - _ruled_out(askings, corpus)
    if not leans:
        return tuple(askings)
    return tuple(_leant(asking, leans, corpus, alone=len(askings) == 1) for asking in askings)


def _ruled_out(askings: Sequence[Asking], corpus: Corpus) -> frozenset[str]:
    """The limits on a population that what is told would mean, were there not what rules it out: a failed standard."""
    told = NOTHING.union(*(asking.concepts | asking.premises for asking in askings))
    wide = frozenset(up for concept in told for up in corpus.vocabulary.wider(concept))
    out = {rule.then for rule in corpus.implies if wide >= {*rule.all} and wide & {*rule.unless}} - told
    peopled = [limit for limit in corpus.limits if limit.forbids.population]
    return frozenset(limit.id for limit in peopled if {*limit.forbids.population} <= out)


def _leant(asking: Asking, leans: frozenset[str], corpus: Corpus, *, alone: bool) -> Asking:
    """The asking of what its limits are about, too, unless it asks of a study or names that already."""
    vocabulary = corpus.vocabulary
    only = vocabulary.only
    ours = only(corpus.topic, "drugs") if asking.drugs else NOTHING
    known = NOTHING.union(*(vocabulary.wider(one) for one in asking.concepts))
    topics = frozenset(limit.topic for limit in corpus.limits if limit.id in leans) - known
    lacking = topics if alone and not only(asking.content, "studies") else NOTHING
    content = asking.content - _supposed(asking, lacking, corpus) if lacking else asking.content
    return replace(
        asking,
        leans=leans,
        drugs=asking.drugs | ours,
        concepts=asking.concepts | lacking | ours,
        populations=asking.populations | only(lacking, "populations"),
        content=content | only(lacking, *CONTENT),
    )


def _supposed(asking: Asking, lacking: Concepts, corpus: Corpus) -> Concepts:
    """What the rest of the message only supposes, or describes the patient by, and so is not asked."""
    vocabulary = corpus.vocabulary
    own = frozenset(mention.concept.id for mention in vocabulary.find(asking.text))
    supposed = implied(asking.premises | own, corpus) - implied(own, corpus) - asking.premises
    described = vocabulary.only(asking.premises, "outcomes") if vocabulary.only(lacking, "populations") else NOTHING
    return (supposed | described) - own


def _named(ids: Concepts, corpus: Corpus) -> str:
    return " and ".join(corpus.vocabulary.concepts[one].name for one in sorted(ids))
