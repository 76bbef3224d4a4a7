"""A follow-up takes what it lacks from what was asked before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.inquiry import CONTENT, QUALIFIERS, Asking
from assistant.language.lexicon import PHRASES
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import words
from assistant.values import Concepts

_ELLIPTIC = re.compile(
    r"^\W*(?:and|but|so|or|also|what about|how about|what of|same|ok(?:ay)?\b.{0,12}\b(?:and|but|so)|"
    r"then|why|really|are you sure|in|for|with)\b",
    re.IGNORECASE,
)


_THAT = re.compile(r"\b(?:that|this|the same) (?:trial|study|paper)\b", re.IGNORECASE)


def telling(vocabulary: Vocabulary, content: Concepts) -> Concepts:
    """The concepts that say what is asked, not only of which study or arm."""
    return content - vocabulary.only(content, *QUALIFIERS) - vocabulary.side


def borrow(asking: Asking, earlier: Sequence[Asking], vocabulary: Vocabulary, topic: Concepts, *, here: bool) -> Asking:
    """The asking with the population, subject and drug it lacks, the latest first.

    Asked of an effect, it is asked of the population spoken of before, even where it stands by itself.

    `earlier` are the askings before it, oldest first; `here` tells that one of them stands in the same message.
    """
    leans = _leans(asking, vocabulary, topic)
    effect = vocabulary.only(asking.content, "outcomes") | (asking.content & {"efficacy"})
    if not earlier or not (leans or here or effect):
        return asking
    taken = _populations(asking, earlier, topic, vocabulary)
    taken |= _content(asking, earlier, vocabulary) if leans or here else frozenset()
    drugs = asking.drugs or _latest(a.drugs for a in reversed(earlier))
    concepts = asking.concepts | taken | drugs
    return replace(
        asking,
        query=_query(asking, earlier, taken | (drugs - asking.drugs), vocabulary, topic),
        concepts=concepts,
        populations=vocabulary.only(concepts, "populations"),
        drugs=drugs,
        groups=asking.groups or (earlier[-1].groups if leans and not here else frozenset()),
        content=vocabulary.only(concepts, *CONTENT),
    )


def _leans(asking: Asking, vocabulary: Vocabulary, topic: Concepts) -> bool:
    """Whether the asking does not stand by itself."""
    tells = telling(vocabulary, asking.content)
    elliptic = bool(_ELLIPTIC.match(asking.text))
    whole = bool(tells and asking.drugs & topic) and not elliptic
    return not whole and (elliptic or asking.points_back or not tells or not asking.drugs)


def _of_what_precedes(asking: Asking, vocabulary: Vocabulary) -> bool:
    """Whether "how often" asks of what was spoken of, as nothing is given in it: "how often do they occur?"."""
    given = any("ACT" in PHRASES.get((word.folded,), frozenset()) for word in words(asking.text))
    return telling(vocabulary, asking.content) == {"frequency"} and not given and not asking.drugs


def _populations(asking: Asking, earlier: Sequence[Asking], topic: Concepts, vocabulary: Vocabulary) -> Concepts:
    """The population spoken of last; the last two for "them", which may mean either. A study has people of its own."""
    if asking.populations - topic - vocabulary.states or vocabulary.only(asking.content, "studies"):
        return frozenset()
    spoken: list[Concepts] = []
    theirs = [before for before in earlier if before.query]
    told = any(before.populations - topic for before in theirs)
    for before in reversed(theirs if told else earlier):
        if before.populations - topic:
            spoken.append(before.populations - topic)
        elif vocabulary.only(before.content, "studies"):
            break
    return frozenset[str]().union(*spoken[: 2 if asking.points_back else 1])


def _content(asking: Asking, earlier: Sequence[Asking], vocabulary: Vocabulary) -> Concepts:
    if not telling(vocabulary, asking.content) or _of_what_precedes(asking, vocabulary):
        return _latest(a.content for a in reversed(earlier))
    if vocabulary.only(asking.content, "studies"):
        return frozenset()
    asked = _latest(vocabulary.only(a.content, "studies") for a in reversed(earlier))
    return asked or (_shown(earlier, vocabulary) if _THAT.search(asking.text) else frozenset())


def _shown(earlier: Sequence[Asking], vocabulary: Vocabulary) -> Concepts:
    """The one study that the last answer spoke of: "that trial"."""
    named = _latest(vocabulary.only(a.concepts, "studies") for a in reversed(earlier) if not a.query)
    return named if len(named) == 1 else frozenset()


def _latest(found: Iterable[Concepts]) -> Concepts:
    return next((concepts for concepts in found if concepts), frozenset())


def _query(asking: Asking, earlier: Sequence[Asking], taken: Concepts, vocabulary: Vocabulary, topic: Concepts) -> str:
    """The words to search for: the earlier question about this population, or the asking; then what was taken."""
    names = [vocabulary.concepts[concept].name for concept in sorted(taken)]
    own = asking.text
    if not telling(vocabulary, asking.content):
        before = next((a.query for a in reversed(earlier) if a.query and a.content), "")
        own = _replaced(before, asking.populations - topic, vocabulary) or own
    return " ".join((own, *names))


def _replaced(question: str, populations: Concepts, vocabulary: Vocabulary) -> str:
    """The earlier question with these populations in the place of its own; empty where it names none."""
    old = [mention for mention in vocabulary.find(question) if mention.concept.group == "populations"]
    if not old or not populations:
        return ""
    names = " and ".join(vocabulary.concepts[concept].name for concept in sorted(populations))
    return question[: old[0].start] + names + question[old[-1].end :]
