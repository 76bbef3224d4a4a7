"""Which of two treatments comes first: "before", "then", "instead of", who has failed on what, what need not be tried.

Each function yields +1 where the limit's drug comes first, -1 where it comes later or that is denied, 0 where it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.item import Item, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign
from assistant.limits.claims import RANKED, Case
from assistant.limits.holder import OTHERS, drug_groups, holder, pointed_rivals

_ANSWERS = ("respon", "help", "work", "benefit", "suit", "toler")
_FAILURES = ("fail", "cannot", "refractor", "intoleran")
_REFUSED = ("fail", "not tolerat", "cannot tol", "cannot take", "intoleran")
_ORDINALS = frozenset({"second", "third", "next"})
_OBSOLETE = frozenset({"unnecessary", "unnecessarily", "superfluous", "redundant", "dispensable", "needless"})
_TRIED = frozenset("taken tried had used received".split())
_TRIAL = frozenset({"trial", "trials", "attempt", "exposure"})
_EITHER_WAY = frozenset({"whether or not", "regardless of", "irrespective of", "no matter whether"})
_DUE = frozenset("must should has have ought need needs required".split())
_LINKING = frozenset({"is", "was", "be", "seems", "remains", "strikes"})
_SCORN = frozenset("wrong mistake error folly madness nonsense cruel pointless needless unnecessary foolish".split())
_SPARING = words_of("sparing")
_FALLBACK = words_of("fallback")
_TREATMENTS = OTHERS | {"therapy", "treatment"}
_AFTER = words_of("after")
_HOURS = frozenset("minute minutes hour hours day days week weeks".split())
PAUSE = Item(",", frozenset({"PUNCT"}))
_WAITS = words_of("waits")


def sequences(case: Case) -> Iterator[int]:
    """ "before", "after", "replaces", and who has failed on what."""
    items = case.items
    for place, item in enumerate(items):
        if place and items[place - 1].text in _HOURS:
            continue
        if (
            "BEFORE" in item.tags
            or "OVERTAKES" in item.tags
            or ("THEN" in item.tags and _rival(case, items[:place]) != _rival(case, items[place + 1 :]))
        ):
            yield from _one_sequence(case, place, first=-1 if _displaced(items, place) else 1)
        elif item.text == "until":
            yield from _waiting(case, place)
        elif item.text in _OBSOLETE:
            yield from _obsolete(case, place)
        elif item.text in _AFTER:
            yield from _one_sequence(case, place, first=-1)
    yield from failed_first(case)


def _displaced(items: Sequence[Item], place: int) -> bool:
    """ "has been displaced by": the passive turns who comes before whom."""
    passive = any(item.text in ("been", "is", "was", "are", "were", "being") for item in words_before(items, place))
    agent = items[place:] if "VERB" in items[place].tags else items[place : place + 2]
    return passive and any(item.text == "by" for item in agent)


def _one_sequence(case: Case, place: int, first: int) -> Iterator[int]:
    """`first` is +1 when what stands on the left comes first."""
    items = case.items
    left, right = items[:place] or case.frame.following, items[place + 1 :]
    drug_right = any(case.drug in item.named("drugs") for item in right)
    if not case.about_drug() and not any(case.drug in item.named("drugs") for item in (*left, *right)):
        return
    if not place and (turn := _inversion(items)):
        left, right = items[turn:], items[:turn]
        drug_right = any(case.drug in item.named("drugs") for item in right)
    drug_left = any(case.drug in item.named("drugs") for item in left)
    rival_right, rival_left = _rival(case, right), _rival(case, left) or bool(pointed_rivals(case))
    others = any(item.named("drugs") - {case.drug} for item in right)
    failing = failures(items)
    kept = [item for at, item in enumerate(items) if at not in failing]
    way = first * sign(kept, place - sum(at < place for at in failing), forward=True)
    drug_right |= bool(pointed_rivals(case)) and any(item.text == "it" for item in right)
    if drug_right and not drug_left and not ("OVERTAKES" in items[place].tags and others):
        yield from [-way] if rival_left or "OVERTAKES" in items[place].tags else []
    elif rival_right and (drug_left or not rival_left):
        yield way


def _inversion(items: Sequence[Item]) -> int:
    """Where the main clause starts in "Only if it fails do we ...", or 0."""
    turned = (
        at
        for at, (one, other) in enumerate(pairwise(items))
        if one.text in ("do", "does", "should", "would", "will", "can", "is", "are", "must", "did")
        and (other.text in ("we", "i", "you", "they", "one") or other.named("drugs"))
    )
    return next((at for at in turned if at > 1), 0) if items[0].text.startswith(("only", "not until")) else 0


def _waiting(case: Case, place: int) -> Iterator[int]:
    """ "(not) ... until": what stands on the right comes first, denied or not."""
    left, right = case.frame.sentence, case.items[place + 1 :]
    left = left[: next((at for at, item in enumerate(left) if item.text == "until"), 0)]
    own = any(case.drug in item.named("drugs") for item in right)
    if own and _rival(case, left) and not any(case.drug in item.named("drugs") for item in left):
        yield 1


def _obsolete(case: Case, place: int) -> Iterator[int]:
    """ "makes interferon unnecessary"."""
    groups = [named for start, _, named in drug_groups(case.items) if start < place]
    if len(groups) > 1 and case.drug in groups[0]:
        yield sign(case.items, place, forward=True)


def failures(items: Sequence[Item]) -> set[int]:
    """Places of the drugs' failures ("has failed"); "fails to put" only denies."""
    after = [*(item.text for item in items[1:]), ""]
    return {at for at, item in enumerate(items) if item.text.startswith("fail") and after[at] != "to"}


def _rival(case: Case, items: Sequence[Item]) -> bool:
    """Whether another treatment is named: a drug, "the others", "first-line agents"."""
    named = any(item.named("drugs") - {case.drug} or item.text in _TREATMENTS or "FIRST" in item.tags for item in items)
    named = named or any("NORM" in item.tags and step.text in RANKED for item, step in pairwise(items))
    pointed = any(item.text in ("them", "those", "these") for item in items)
    return named or (pointed and any(item.named("drugs") - {case.drug} for item in case.frame.sentence))


def listed(case: Case) -> Iterator[int]:
    """ "The sequence is IVIG, interferon, ..."."""
    for place, item in enumerate(case.items):
        if item.text in ("sequence", "order", "ladder"):
            drugs = [named for step in case.items[place:] if (named := step.named("drugs"))]
            if len(drugs) > 1:
                yield sign(case.items, place, forward=True) * (1 if case.drug in drugs[0] else -1)


def failed_first(case: Case) -> Iterator[int]:
    """Another drug "for those in whom IVIG has failed": the drug came first."""
    items = case.items
    others = any(item.named("drugs") - {case.drug} for item in case.frame.sentence)
    if not others or any(case.vocabulary.concepts[one].state for one in case.frame.own.populations):
        return
    for place, item in enumerate(items):
        unanswered = item.text.startswith(_ANSWERS) and sign(items, place, forward=True) == -1
        near = (*words_before(items, place), *words_after(items, place))
        named = frozenset[str]().union(*(step.named("drugs") for step in near))
        earlier = case.frame.sentence if case.frame.clause.role == "when" else items[:place]
        if unanswered and named == {case.drug} and any(item.named("drugs") - {case.drug} for item in earlier):
            yield 1
        if item.text.startswith(_REFUSED) or item.text in ("exhausted", "contraindicated"):
            before = [step for step in items[:place] if "AUX" not in step.tags][-1:]
            after = [step for step in items[place + 1 :] if step.text not in ("on", "of", "with", "to", "respond")][:1]
            if any(case.drug in step.named("drugs") for step in before + after):
                yield sign(items, place)


def instead(case: Case) -> list[int]:
    """ "(IVIG) instead of interferon", with nothing in the sentence denied."""
    others = any(item.named("drugs") - {case.drug} for item in case.items)
    overtakes = any("OVERTAKES" in item.tags for item in case.items[:1])
    named = case.drug in case.frame.own.drugs
    return [0] if overtakes and others and not named and not reversals(case.frame.sentence) else []


def waived(case: Case) -> Iterator[int]:
    """ "need not have tried", "without a trial of interferon", "no need to wait": what would come first is waived."""
    items = case.items
    for place, item in enumerate(items):
        if item.text not in _EITHER_WAY and item.tags.isdisjoint({"WITHOUT", "NOTONLY", "NEEDLESS"}):
            continue
        rest = items[place + 1 :]
        failures = any(step.text.startswith(_FAILURES) for step in rest)
        waits = any(step.text in _WAITS for step in rest)
        failures |= any(step.text.startswith("failing ") for step in items[:place])
        rivals = _rival(case, rest) or _rival(case, items[:place])
        if (
            item.text in _EITHER_WAY
            and rivals
            and any(step.text in _TRIED or step.text.startswith("fail") for step in rest)
        ):
            yield 1
        denied = sum(bool(step.tags & {"NO", "NOT"}) for step in items[:place])
        if "WITHOUT" in item.tags and denied % 2 and rivals:
            yield -1
            continue
        if "WITHOUT" in item.tags and any(step.text in _TRIAL for step in rest[:4]) and _rival(case, rest[:8]):
            yield -1 if sum(at != place for at in reversals(items)) % 2 else 1
        if ("NOTONLY" in item.tags and failures) or ("NEEDLESS" in item.tags and (rivals or waits or failures)):
            yield 1


def earned(case: Case) -> Iterator[int]:
    """ "must have tried two approved drugs": what has to come before."""
    items = case.items
    for place, item in enumerate(items):
        before = words_before(items, place, 5)
        due = any(step.text in _DUE for step in before) and any(step.text in ("have", "to", "be") for step in before)
        tried = item.text in _TRIED | {"through"} or item.text.startswith("fail")
        if due and tried and _rival(case, words_after(items, place, 6)) and not reversals(before):
            yield -1


def spared(case: Case) -> Iterator[int]:
    """ "Spare them the injections", "dispense with interferon": what would come first is left out."""
    items, sentence = case.items, case.frame.sentence
    if not any(case.drug in item.named("drugs") for item in sentence):
        return
    for place, item in enumerate(items):
        near = words_after(items, place, None)
        if item.text in _SPARING and _rival(case, near) and not any(case.drug in step.named("drugs") for step in near):
            yield sign(items, place, forward=True)


def scorned(items: Sequence[Item]) -> bool:
    """ "Waiting for interferon to fail first is a waste": an order that the sentence goes on to blame."""
    if not items[0].text.endswith("ing") or not items[0].tags & {"ACT", "VERB", "LATER", "HIDDEN", "LACK"}:
        return False
    linked = [at for at, item in enumerate(items) if item.text in _LINKING or item.text.startswith("make")]
    return any(
        "BAD" in item.tags or item.text in _SCORN or "no sense" in item.text
        for at in linked[-1:]
        for item in items[at : at + 4]
    ) and not any("NOT" in item.tags for item in items[linked[-1] :])


def untried(case: Case) -> Iterator[int]:
    """ "has not yet taken any drug", and this one all the same."""
    items = case.items
    for place in reversals(items):
        tried = any(step.text in _TRIED for step in words_after(items, place, 2))
        rest = words_after(items, place, None)
        other = any(step.text in ("any", "other", "another") for step in rest) and _rival(case, rest)
        if tried and (other or any(step.text == "anything" for step in rest)):
            yield 0


def avoided(case: Case) -> Iterator[int]:
    """ "is for those who would rather not start with an injectable": what would come first is not wanted."""
    items = case.items
    for place, item in enumerate(items):
        if item.text not in ("who", "whom") or not any(case.drug in step.named("drugs") for step in items[:place]):
            continue
        rest = items[place + 1 :]
        begun = next(
            (at for at in reversals(rest) if any("FIRST" in step.tags for step in words_after(rest, at))), None
        )
        if begun is not None:
            yield 0


def even_untried(case: Case) -> Iterator[int]:
    """ "even if you have not had the usual drugs"."""
    items = case.items
    had = any(item.text in _TRIED or item.text.startswith("fail") for item in items)
    if items[0].text == "even if" and had and len(reversals(items)) == 1 and _rival(case, items):
        yield 1


def tried_ours(case: Case) -> Iterator[int]:
    """ "Interferon is for those who have already had a trial of the drug": the drug came first."""
    items = case.items
    who = next((at for at, item in enumerate(items) if item.text in ("who", "whom")), 0)
    if not who or not _rival(case, items[:who]) or any(case.drug in item.named("drugs") for item in items[:who]):
        return
    for place, item in enumerate(items[who:], who):
        ours = any(case.drug in step.named("drugs") for step in words_after(items, place, None))
        if item.text in _TRIED and ours and not reversals(items[who:place]):
            yield 0


def nothing_else(case: Case) -> Iterator[int]:
    """ "no one would begin with anything else"."""
    items = case.items
    spoken = any(case.drug in item.named("drugs") for item in case.frame.sentence)
    for place in reversals(items):
        rest = items[place + 1 :]
        begun = next((at for at, item in enumerate(rest) if "FIRST" in item.tags), None)
        if spoken and begun is not None and any(item.text == "else" for item in rest[begun:]):
            yield 0


def _ordinal(case: Case, place: int) -> bool:
    """ "Second come the interferons"."""
    items = case.items
    follows = items[place + 1].tags if place + 1 < len(items) else frozenset({"PUNCT"})
    return items[place].text in _ORDINALS and bool(follows & {"VERB", "AUX", "PUNCT"})


def _then_ours(case: Case, place: int) -> bool:
    """ "plasma exchange next, and IVIG only ...": the drug comes later still."""
    rest = (*case.items[place + 1 :], PAUSE, *case.frame.following)
    ours = next((at for at, item in enumerate(rest) if case.drug in item.named("drugs")), 0)
    only = any(item.tags & {"ONLY", "LATER", "SELDOM", "NO", "NOT"} for item in rest[ours:])
    return bool(ours) and only and any("PUNCT" in item.tags for item in rest[:ours])


def rival_later(case: Case) -> Iterator[int]:
    """Another drug is the fallback while this one is spoken of: an order that may put this one first."""
    if not any(case.drug in item.named("drugs") for item in case.frame.sentence):
        return
    for place, item in enumerate(case.items):
        if not (item.text in _FALLBACK or _ordinal(case, place)) or _then_ours(case, place):
            continue
        held_by = holder(case, place)
        if held_by and case.drug not in held_by and sign(case.items, place, forward=True) == 1:
            yield 0
