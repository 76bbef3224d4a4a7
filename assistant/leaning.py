"""What a message leans on: the limits it would come up against were it said as a statement, and so asks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.inquiry import CONTENT, Asking
from assistant.limits.touched import touched
from assistant.values import Concepts

NOTHING: Concepts = frozenset()


def implied(told: Concepts, corpus: Corpus) -> Concepts:
    """What is told implies: a relapse and steroids, an acute relapse; a decline without attacks, progression."""
    wide = frozenset(up for concept in told for up in corpus.vocabulary.wider(concept))
    return frozenset(r.then for r in corpus.implies if wide >= {*r.all} and not wide & {*r.unless})


def leaning(message: str, askings: Sequence[Asking], corpus: Corpus) -> tuple[Asking, ...]:
    """The askings with the limits that the message leans on; an only asking asks of these limits itself."""
    drugs = corpus.vocabulary.only(corpus.topic, "drugs")
    if not askings or not drugs or not corpus.limits:
        return tuple(askings)
    people = askings[0].populations - corpus.vocabulary.states or corpus.topic - drugs
    about = NOTHING.union(*(asking.content | asking.populations for asking in askings))
    context = f"{_named(drugs, corpus)} in {_named(people, corpus)}."
    leans = touched(message, corpus.limits, corpus.vocabulary, context, about)
    if not leans:
        return tuple(askings)
    return tuple(_leant(asking, leans, corpus, alone=len(askings) == 1) for asking in askings)


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
