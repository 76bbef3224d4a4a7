"""Whom a clause about the drug's effect is about: the limit's populations, everybody, or the disease as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.item import REVERSING, Item, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import widened
from assistant.limits.claims import Case
from assistant.limits.effects import efficacy

_EVENT = "relapse"
_ENDED = frozenset("behind gone over stopped ceased ended stop cease finished dried faded".split())
_FREE = words_of("free")


def topic(case: Case) -> str | None:
    """`named` for the limit's populations, `wide` for everybody, `generic` for the disease as a whole, else None."""
    populations = case.frame.subject.populations
    if populations & case.family and not case.frame.subject.drugs and efficacy(case.items):
        return "named"
    if not case.about_drug():
        return None
    if populations & case.family and not _of_other_disease(case):
        return "named"
    spoken = case.drug in case.frame.own.drugs or efficacy(case.items)
    if spoken and not case.frame.own.diseases and _steady_decline(case):
        return "named"
    wider = frozenset[str]().union(*(case.vocabulary.wider(one) for one in case.limit.forbids.population)) - case.family
    if populations - wider and not widened(case.items):
        return None
    if case.frame.subject.diseases and not populations:
        return None
    if populations and widened(case.items):
        return "wide"
    if populations and not some_only(case.items) and (_universal(case) or _whichever(case)):
        return "wide"
    return "generic" if populations or case.drug in case.frame.own.drugs else None


def _of_other_disease(case: Case) -> bool:
    """ "CIDP with a progressive course": the course of another disease."""
    named = [item.text for item in case.items if item.named("populations")]
    ours = any({"ms", "sclerosis"} & set(text.split()) or text.endswith("pms") for text in named)
    return bool(case.frame.own.diseases and named) and not ours


def _universal(case: Case) -> bool:
    """Whether all of something is spoken of, and not only every other drug ("behind every approved drug")."""
    items = case.items
    for place, item in enumerate(items):
        named = frozenset[str]().union(*(step.named("drugs") for step in words_after(items, place)))
        if "UNIVERSAL" in item.tags and not (named and case.drug not in named):
            return True
    return False


def _whichever(case: Case) -> bool:
    """ "Whether the decline comes with attacks or without any, ...": all courses of the disease."""
    sentence = case.frame.sentence
    either = sentence[0].text == "whether" and any(item.text == "or" for item in sentence)
    return either and case.frame.clause.role == "main" and any("DECLINES" in i.tags or i.concepts for i in sentence[:6])


def _steady_decline(case: Case) -> bool:
    """Whether the sentence describes people who decline without the event ("loses function, has no attacks")."""
    sentence, events = case.frame.sentence, case.vocabulary.narrower(_EVENT)
    if not any("DECLINES" in item.tags for item in sentence):
        return False
    if any(
        item.named("outcomes") & events and _over(words_after(sentence, place)) for place, item in enumerate(sentence)
    ):
        return True
    counted = any("NUMBER" in item.tags and before.text not in ("at", "aged") for before, item in pairwise(sentence))
    if counted or any("STUDY" in item.tags or item.named("arms") for item in sentence):
        return False
    return any(
        item.named("outcomes") & events
        and (_FREE & set(item.text.split()) or any(step.tags & REVERSING for step in words_before(sentence, place)))
        for place, item in enumerate(sentence)
    )


def _over(following: Sequence[Item]) -> bool:
    """ "(it has left its attacks) behind", "(attacks) have stopped"."""
    return any(item.text in _ENDED for item in following)


def some_only(items: Sequence[Item]) -> bool:
    """ "Not all people with the disease": some forms of it at most."""
    return any("NOT" in item.tags and "ALL" in after.tags for item, after in pairwise(items[:6]))


def on_relapses(case: Case) -> bool:
    """Whether the effect is on relapses, which only the relapsing course has, and not on people "without attacks"."""
    events = case.vocabulary.narrower(_EVENT)
    if any("WITHOUT" in item.tags for item in case.items):
        return False
    return any(item.named("outcomes") & events and not _FREE & set(item.text.split()) for item in case.items)
