"""The rule for `benefit`: for the limit's populations no effect of the drug may be asserted, hinted at or advised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.language.item import Item, verbal, words_after
from assistant.language.lexicon import words_of
from assistant.language.polarity import CLAIM_NOUNS, TURNING, reversals, widened
from assistant.language.relative import without_relative
from assistant.limits.claims import (
    Case,
    acts_on,
    assents,
    outranked,
    pointing,
    recommends,
    reports_study,
    signs,
    told_of,
)
from assistant.limits.effects import efficacy, evidence, of_rival
from assistant.limits.elsewhere import demanded, elsewhere, less_there
from assistant.limits.implied import implied
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.topic import on_relapses, some_only, topic
from assistant.limits.unasserted import unasserted

_WHAT = "a benefit"
_PREDICATES = frozenset({"ACT", "NORM", "FIRST", "LATER", "BEFORE", "STUDY", "NEUTRAL", "EVID", "CONCESSION"})
_UNREAD = "touches a benefit in words that cannot be read"
_COPULAS = words_of("copulas")
_NOBODY = frozenset({"nobody", "no one", "none", "few", "hardly anyone", "hardly anybody"})


def benefit(case: Case) -> Reading:
    """Block an affirmed effect or recommendation, hold what cannot be read, allow what is denied or neutral."""
    reach = topic(case)
    if reach is not None and demanded(case):
        return case.verdict("hold", "may advise it")
    if reach is None or unasserted(case.frame):
        return ALLOWED
    if case.frame.clause.role == "contrast" and less_there(case):
        return case.verdict("hold", "may assert a lesser benefit")
    if _bare_contrast(case) or elsewhere(case):
        return ALLOWED
    return _asserted(case, reach)


def _asserted(case: Case, reach: str) -> Reading:
    values = efficacy(case.items, case.frame.sentence, case.drug)
    if _of_risk(case.items):
        values = []
    hints = implied(case) if reach == "named" else []
    if hints and set(hints) != {-1}:
        return case.weighed([*values, *hints], _WHAT)
    if (hints and set(values) <= {-1}) or _conceded(case):
        return ALLOWED
    if reach != "named" and ((not values and _on_dose(case.items)) or outranked(case)):
        return ALLOWED
    if reach == "generic":
        return _generic(case, values + signs(case.items, {"CORE"}))
    if reach == "wide" and widened(case.items) and 1 not in values:
        return case.verdict("hold", "may widen a benefit to others")
    outside = without_relative(case.items)
    if values and set(values) == {-1} and outside and not efficacy(outside) and case.drug in _drugs(outside):
        return _weak(replace(case, frame=replace(case.frame, items=outside)))
    if values:
        return case.weighed([*values, 0] if _unread(case.items) else values, _WHAT)
    return _weak(case)


def _of_risk(items: Sequence[Item]) -> bool:
    """ "Less mobile patients are at higher risk of clots": whom a harm threatens."""
    risk = next((at for at, item in enumerate(items) if "RISK" in item.tags), 0)
    good = {"GOOD", "CORE", "DECLINES", "NORM"}
    praised = any(item.tags & good and "LESS" not in item.tags for item in items)
    return bool(risk) and not praised and any("AUX" in item.tags for item in items[:risk])


def _conceded(case: Case) -> bool:
    """A concession that the rest of the sentence denies, in no population of its own."""
    if case.frame.clause.role != "concession" or case.frame.own.populations:
        return False
    after = [*efficacy(case.frame.following), *evidence(case.frame.following)]
    return set(after) == {-1}


def _bare_contrast(case: Case) -> bool:
    """ "(better) than before": names neither a drug nor a population."""
    own = case.frame.own
    contrast = case.frame.clause.role == "contrast" and case.items[0].text.startswith("than")
    return contrast and not (own.drugs or own.populations)


def _drugs(items: Sequence[Item]) -> frozenset[str]:
    return frozenset[str]().union(*(item.named("drugs") for item in items))


def _unread(items: Sequence[Item]) -> bool:
    """Whether an unknown word may carry a claim besides the ones that are read."""
    if _contact_relative(items) or _left_hanging(items):
        return True
    unknown = [place for place, item in enumerate(items) if item.opaque and not _of_study(items, place)]
    if not unknown or not reversals(items):
        return bool(unknown)
    last = max((place for place, item in enumerate(items) if item.tags & {"GOOD", "BAD"}), default=0)
    verdict = (
        any(item.text in CLAIM_NOUNS for item in items[:4]) and unknown[-1] >= len(items) - 3 and unknown[-1] > last
    )
    return verdict or any(_governs(items, place) or _twice_denied(items, place) for place in unknown)


def _of_study(items: Sequence[Item], place: int) -> bool:
    """ "the largest trial", "a dedicated trial": an unknown word that only describes a study."""
    study = any("STUDY" in item.tags for item in words_after(items, place, 1))
    return study and not items[place].text.startswith(TURNING)


def _contact_relative(items: Sequence[Item]) -> bool:
    """ "results nobody had dared hope for": what is denied there is not what the sentence says."""
    return any(
        item.text in _NOBODY and before.tags & {"EVID", "GOOD"} and "AUX" in after.tags
        for before, item, after in zip(items, items[1:], items[2:], strict=False)
    )


def _left_hanging(items: Sequence[Item]) -> bool:
    """ "The one trial that could have shown it did not": what is denied at the end stands far from its verb."""
    ends = len(items) > 2 and items[-1].text == "not" and "AUX" in items[-2].tags
    that = next((at for at, item in enumerate(items[:6]) if item.text in ("that", "which")), None)
    return (
        ends and that is not None and any(item.text in ("could", "would", "should") for item in items[that : that + 3])
    )


def _governs(items: Sequence[Item], place: int) -> bool:
    """Whether an unknown verb may turn what is denied after it: "we should ... telling them that it will not help"."""
    modal = place > 0 and "AUX" in items[place - 1].tags and items[place - 1].text not in _COPULAS
    return modal and any(at > place + 1 for at in reversals(items))


def _twice_denied(items: Sequence[Item], place: int) -> bool:
    """ "does not rule out a ... of it"."""
    before = [at for at in reversals(items) if at < place]
    return len(before) > 1


def _generic(case: Case, values: list[int]) -> Reading:
    """An effect "in MS" covers every course; held unless the clause says enough to show that it does not claim one."""
    spoken = case.drug in case.frame.own.drugs or any(pointing(case.items, place) for place in range(len(case.items)))
    if not spoken or _excused(case) or (values and set(values) <= {-1}):
        return ALLOWED
    read = any(item.tags & _PREDICATES for item in case.items) or len(reversals(case.items)) == 1
    if not values and (read or case.drug not in case.frame.own.drugs or not any(item.opaque for item in case.items)):
        return ALLOWED
    return case.verdict("hold", "claims a benefit without saying in which course")


def _excused(case: Case) -> bool:
    """Whether it is on relapses, a study's result, a matter left open, of risk, of too little evidence or of a later
    place."""
    items, sentence = case.items, case.frame.sentence
    if (
        some_only(items)
        or any(item.tags & {"ASK", "RISK", "LESS"} for item in items)
        or on_relapses(case)
        or reports_study(case.frame)
    ):
        return True
    if any("NUMBER" in item.tags or "LATER" in item.tags or item.named("arms") for item in sentence):
        return True
    if any(item.named("diseases") for item in sentence):
        return True
    if _not_those(case):
        return True
    scant = any("NO" in item.tags and "EVID" in after.tags for item, after in pairwise(items))
    lesser = any(step.text == "than" and case.drug in item.named("drugs") for step, item in pairwise(items))
    label = not any(map(verbal, items)) and not any("CORE" in item.tags for item in items)
    return scant or lesser or label


def _not_those(case: Case) -> bool:
    """ "helps some people with MS, just not those whose disease has become progressive"."""
    following = case.frame.following
    family = any(item.named("populations") & case.family for item in following)
    return family and any(item.text == "some" for item in case.items) and len(reversals(following)) == 1


def _weak(case: Case) -> Reading:
    """No word of effect: what is done, or what evidence there is, decides; else the clause must be neutral."""
    items = case.items
    if _of_trial(case):
        return ALLOWED
    if _told(items) or _left_hanging(items):
        return case.verdict("hold", "may advise it")
    norms = signs(items, {"NORM"}, lambda place: not of_rival(items, place, case.drug))
    acts = ([] if _on_dose(items) else norms) + signs(items, {"ACT"}, lambda place: acts_on(items, place))
    done = not recommends(items) and told_of(items)
    values = ([] if done else acts) or ([] if acts else evidence(items))
    if _beside(case) or (_neutral(items) and not values):
        return ALLOWED
    if values and set(values) == {-1} and not any("HIDDEN" in item.tags for item in items):
        return ALLOWED
    if any(item.opaque or "HIDDEN" in item.tags for item in items):
        return case.verdict("hold", _UNREAD)
    if values:
        return case.weighed(values, _WHAT)
    bare = all(item.tags <= {"PLAIN", "AUX", "VERB"} and not item.concepts for item in items)
    settled = (
        done
        or (bare and any("AUX" in item.tags for item in items[-1:]))
        or assents(case)
        or len(reversals(without_relative(items) or items)) == 1
        or _supporting(case)
    )
    return ALLOWED if settled and not case.frame.leading else case.verdict("hold", _UNREAD)


def _of_trial(case: Case) -> bool:
    """ "If a trial of it is mounted, it should be stratified": what is spoken of is the trial."""
    before = case.frame.sentence[: -len(case.items)]
    study = next((at for at, item in enumerate(before[:5]) if "STUDY" in item.tags), None)
    drug = next((at for at, item in enumerate(before) if case.drug in item.named("drugs")), 0)
    return study is not None and study < drug and case.items[0].text == "it" and not case.frame.own.drugs


def _told(items: Sequence[Item]) -> bool:
    """An imperative about the drug itself, not about its risks or evidence: "Ask your neurologist about it"."""
    told = bool(items) and "VERB" in items[0].tags and not items[0].text.endswith(("s", "ed", "ing"))
    drug = any(item.named("drugs") for item in items)
    other = any(item.tags & {"RISK", "EVID", "STUDY", "DOSEWORD", "ASK"} for item in items)
    return told and drug and not other and not reversals(items)


def _on_dose(items: Sequence[Item]) -> bool:
    return any("DOSEWORD" in item.tags for item in items)


def _beside(case: Case) -> bool:
    """Whether the clause neither names the subject nor carries it on: "Despite wishes to the contrary", "Once MS is
    progressive"."""
    items = case.items
    drugs = any(item.named("drugs") for item in items)
    if drugs or recommends(items) or any(pointing(items, place) for place in range(len(items))):
        return False
    if not any(item.named("populations") for item in items):
        return True
    acts = signs(items, {"ACT"}, lambda place: acts_on(items, place))
    return not any(item.opaque for item in items) and not (acts or signs(items, {"EVID"}))


def _neutral(items: Sequence[Item]) -> bool:
    """Whether it speaks of risks, sources or monitoring, and nothing in it is unread."""
    nobody = not any(item.named("drugs") or item.named("populations") for item in items)
    neutral = any(
        item.tags & {"RISK", "STUDY", "UNFIXED"} or item.named("studies") or item.tags >= {"NEUTRAL", "VERB"}
        for item in items
    ) or (nobody and any("NEUTRAL" in item.tags for item in items))
    return neutral and not any(item.opaque or "HIDDEN" in item.tags for item in items)


def _supporting(case: Case) -> bool:
    """Whether the clause only prepares another: a condition, a contrast, a bare name before the rest."""
    bare = all(item.concepts for item in case.items)
    return case.frame.clause.role in ("when", "if", "concession", "contrast") or (bool(case.frame.following) and bare)
