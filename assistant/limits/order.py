"""The rule for `first-line`: nothing may place the drug before, among or instead of the first treatments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from assistant.language.lexicon import words_of
from assistant.language.marking import Item
from assistant.language.polarity import reversals, sign
from assistant.limits.claims import Case, acts_on, reports_study, signs, treatment_follows, unasserted
from assistant.limits.reading import ALLOWED, Reading

_UNTREATED = "untreated"
_OTHERS = words_of("others")
_DETERMINERS = words_of("determiners")
_LINKS = words_of("order-links")
_TRIED = frozenset("taken tried had used received".split())
_FAILURES = ("fail", "cannot", "refractor", "intoleran")
_ANSWERS = ("respon", "help", "work", "benefit", "suit")
_PLACED = words_of("placed")
_FALLBACK = words_of("fallback")
_LIKENING = words_of("likening")
_AFTER = words_of("after")
_WAITS = words_of("waits")
_WHAT = "first-line use"


def first_line(case: Case) -> Reading:
    """Block what puts the drug first, hold an order that cannot be read, allow a later place and a denial."""
    if not case.about_population() or not case.speaks_of_drug():
        return ALLOWED
    if not case.about_drug():
        aside = [*_rival_later(case), *_sequences(case), *_instead(case)] if not unasserted(case.frame) else []
        return case.weighed(aside, _WHAT)
    if case.frame.clause.role in ("if", "when") and not case.frame.asked:
        failed = [*_failed_first(case)]
        if failed:
            return case.weighed(failed, _WHAT)
    if unasserted(case.frame):
        return ALLOWED
    if case.frame.clause.role == "contrast":
        return case.weighed(_instead(case), _WHAT)
    values = [
        *_ranks(case),
        *_sequences(case),
        *_lists(case),
        *_needless(case),
        *_untried(case),
        *_newly_diagnosed(case),
        *_norms(case),
    ]
    if values:
        return case.weighed(values, _WHAT)
    return _recommended(case)


def _ranks(case: Case) -> Iterator[int]:
    """Words of rank ("initial", "start with", "second-line") that are bound to the drug."""
    items = case.items
    later = [-value for _, value in _bound(case, "LATER")]
    yield from later or _rival_later(case)
    ordered = bool([*_sequences(case)])
    for place, value in _bound(case, "FIRST"):
        item = items[place]
        if ordered and _plural(items, place):
            continue
        if "VERB" in item.tags and (-1 in later or not _starts_drug(case, place)):
            continue
        if "RANK" in item.tags and not _ranks_treatment(items, place):
            continue
        yield value


def _rival_later(case: Case) -> Iterator[int]:
    """Another drug is the fallback while this one is spoken of: an order that may put this one first."""
    spoken = any(case.drug in item.named("drugs") for item in case.frame.sentence)
    for place, item in enumerate(case.items):
        holder = _holder(case, place)
        rival = bool(holder) and case.drug not in holder
        if spoken and rival and item.text in _FALLBACK and sign(case.items, place, forward=True) == 1:
            yield 0


def _plural(items: Sequence[Item], place: int) -> bool:
    """ "first-line agents": names the other treatments."""
    following = items[place + 1].text if place + 1 < len(items) else ""
    return following.endswith("s") and treatment_follows(items, place, 1)


def _bound(case: Case, tag: str) -> list[tuple[int, int]]:
    items = case.items
    other = "LATER" if tag == "FIRST" else ""
    if tag == "LATER":
        items = tuple(_unwithheld(case))
    places = [place for place, item in enumerate(items) if tag in item.tags and other not in item.tags]
    more = tag == "LATER" and any("NOTONLY" in item.tags for item in items)
    signed = [
        (place, sign(items, place, forward=tag == "LATER")) for place in places if case.drug in _holder(case, place)
    ]
    return [(place, -abs(value) if more else value) for place, value in signed]


def _unwithheld(case: Case) -> Iterator[Item]:
    """Without "hold off", "avoid" said of the drug itself: that puts it later still."""
    for item, after in zip_longest(case.items, case.items[1:]):
        withheld = "LACK" in item.tags and after is not None and case.drug in after.named("drugs")
        yield replace(item, tags=frozenset({"PLAIN"})) if withheld else item


def _holder(case: Case, place: int) -> frozenset[str]:
    """The drugs a word of rank speaks of: the object of "start with"; else those before it, after it, inherited."""
    groups = [group for group in _drug_groups(case.items) if not _lesser(case.items, group[0])]
    before = [named for start, end, named in groups if end <= place]
    after = [named for start, end, named in groups if start > place]
    item = case.items[place]
    if item.named("drugs") and not _predicated(case.items, place):
        return item.named("drugs")
    if after and (item.text.split()[-1] in ("with", "to", "for", "on") or not before):
        return after[0]
    if not groups and any(step.text in _OTHERS for step in case.items[:place]):
        return frozenset()
    if len(before) > 1 and _likened(case.items, groups[len(before) - 1][0]):
        return before[-1] | before[-2]
    return before[-1] if before else case.frame.subject.drugs or frozenset({case.drug})


def _lesser(items: Sequence[Item], place: int) -> bool:
    """Whether the drug at `place` is the lesser one: "than IVIG", "over IVIG"; not in "nothing is better than"."""
    against = place > 0 and (items[place - 1].text == "than" or "OVERTAKES" in items[place - 1].tags)
    return against and not any("NO" in item.tags for item in items[:place])


def _likened(items: Sequence[Item], place: int) -> bool:
    """Whether the drug at `place` is only what another is likened to: "equals interferon"."""
    return place > 0 and items[place - 1].text in _LIKENING


def _drug_groups(items: Sequence[Item]) -> list[tuple[int, int, frozenset[str]]]:
    """Drugs in a row ("interferon, glatiramer and IVIG") make one group: (start, end, ids)."""
    groups: list[tuple[int, int, frozenset[str]]] = []
    for place, item in enumerate(items):
        named = item.named("drugs")
        if not named or (groups and _predicated(items, place)):
            continue
        if groups and all(step.text in (",", "and", "or") for step in items[groups[-1][1] : place]):
            start, _, ids = groups.pop()
            groups.append((start, place + 1, ids | named))
        else:
            groups.append((place, place + 1, named))
    return groups


def _starts_drug(case: Case, place: int) -> bool:
    """Whether "start", "begin" and the like have the drug, or treatment as such, as their object or subject."""
    around = case.items[max(0, place - 5) : place + 6]
    return any(
        case.drug in item.named("drugs") or item.text in ("treatment", "therapy", "treating", "it") for item in around
    )


def _ranks_treatment(items: Sequence[Item], place: int) -> bool:
    """Whether "first", "main" rank a treatment, not a trial, an outcome or a relapse."""
    following = items[place + 1] if place + 1 < len(items) else None
    if following is None or "PUNCT" in following.tags or following.tags & {"AND", "BUT"} or following.named("drugs"):
        return True
    if place and items[place - 1].text in _PLACED:
        return True
    for item in items[place + 1 : place + 5]:
        if "STUDY" in item.tags or item.named("outcomes") or item.named("studies"):
            return False
        if item.text in ("outcome", "endpoint", "time", "year", "month", "outcomes", "infusion"):
            return False
    return treatment_follows(items, place) or following.text in ("in", "for", "with", "among", "to", "when")


def _sequences(case: Case) -> Iterator[int]:
    """ "before", "after", "replaces", and who has failed on what."""
    items = case.items
    for place, item in enumerate(items):
        if (
            "BEFORE" in item.tags
            or "OVERTAKES" in item.tags
            or ("THEN" in item.tags and _rival(case, items[:place]) != _rival(case, items[place + 1 :]))
        ):
            yield from _one_sequence(case, place, first=1)
        elif "unnecessary" in item.text or item.text in ("superfluous", "redundant", "dispensable", "needless"):
            yield from _obsolete(case, place)
        elif item.text in _AFTER:
            yield from _one_sequence(case, place, first=-1)
    yield from _failed_first(case)


def _one_sequence(case: Case, place: int, first: int) -> Iterator[int]:
    """`first` is +1 when what stands on the left comes first."""
    items = case.items
    left, right = items[:place] or case.frame.following, items[place + 1 :]
    drug_right = any(case.drug in item.named("drugs") for item in right)
    if not case.about_drug() and not any(case.drug in item.named("drugs") for item in (*left, *right)):
        return
    drug_left = any(case.drug in item.named("drugs") for item in left)
    rival_right, rival_left = _rival(case, right), _rival(case, left)
    others = any(item.named("drugs") - {case.drug} for item in right)
    way = first * sign(
        [item for item in items if not item.text.startswith("fail")], place - _fails(items[:place]), forward=True
    )
    if drug_right and not drug_left and not ("OVERTAKES" in items[place].tags and others):
        yield from [-way] if rival_left or "OVERTAKES" in items[place].tags else []
    elif rival_right and (drug_left or not rival_left):
        yield way


def _obsolete(case: Case, place: int) -> Iterator[int]:
    """ "makes interferon unnecessary"."""
    groups = [named for start, _, named in _drug_groups(case.items) if start < place]
    if len(groups) > 1 and case.drug in groups[0]:
        yield sign(case.items, place, forward=True)


def _fails(items: Sequence[Item]) -> int:
    return sum(item.text.startswith("fail") for item in items)


def _rival(case: Case, items: Sequence[Item]) -> bool:
    """Whether another treatment is named: a drug, "the others", "first-line agents"."""
    words = _OTHERS | {"therapy", "treatment"}
    return any(item.named("drugs") - {case.drug} or item.text in words or "FIRST" in item.tags for item in items)


def _lists(case: Case) -> Iterator[int]:
    """ "The sequence is IVIG, interferon, ..."."""
    for place, item in enumerate(case.items):
        if item.text in ("sequence", "order", "ladder"):
            drugs = [named for step in case.items[place:] if (named := step.named("drugs"))]
            if len(drugs) > 1:
                yield sign(case.items, place, forward=True) * (1 if case.drug in drugs[0] else -1)


def _failed_first(case: Case) -> Iterator[int]:
    """Another drug "for those in whom IVIG has failed": the drug came first."""
    items = case.items
    if case.frame.own.populations or not any(item.named("drugs") - {case.drug} for item in case.frame.sentence):
        return
    for place, item in enumerate(items):
        unanswered = item.text.startswith(_ANSWERS) and sign(items, place, forward=True) == -1
        near = (*items[max(0, place - 4) : place], *items[place + 1 : place + 3])
        named = frozenset[str]().union(*(step.named("drugs") for step in near))
        if unanswered and named == {case.drug} and any(item.named("drugs") - {case.drug} for item in items[:place]):
            yield 1
        if item.text.startswith("fail") or item.text in ("exhausted", "not tolerated", "contraindicated"):
            before = [step for step in items[:place] if "AUX" not in step.tags][-1:]
            after = [step for step in items[place + 1 :] if step.text not in ("on", "of", "with", "to", "respond")][:1]
            if any(case.drug in step.named("drugs") for step in before + after):
                yield sign(items, place)


def _instead(case: Case) -> list[int]:
    """ "(IVIG) instead of interferon", with nothing in the sentence denied."""
    others = any(item.named("drugs") - {case.drug} for item in case.items)
    overtakes = any("OVERTAKES" in item.tags for item in case.items[:1])
    named = case.drug in case.frame.own.drugs
    return [0] if overtakes and others and not named and not reversals(case.frame.sentence) else []


def _needless(case: Case) -> Iterator[int]:
    """ "need not have tried", "no need to wait": what would come first is waived."""
    items = case.items
    for place, item in enumerate(items):
        rest = items[place + 1 :]
        failures = any(step.text.startswith(_FAILURES) for step in rest)
        waits = any(step.text in _WAITS for step in rest)
        rivals = _rival(case, rest) or _rival(case, items[:place])
        if ("NOTONLY" in item.tags and failures) or ("NEEDLESS" in item.tags and (rivals or waits or failures)):
            yield 1


def _newly_diagnosed(case: Case) -> Iterator[int]:
    """Any use in people not yet treated is first use."""
    if _UNTREATED in case.frame.subject.populations:
        values = signs(case.items, {"ACT", "FIRST", "GOOD", "NORM", "EVID"})
        yield from values or [0]


def _untried(case: Case) -> Iterator[int]:
    """ "has not yet taken any drug", and this one all the same."""
    items = case.items
    for place in reversals(items):
        tried = any(step.text in _TRIED for step in items[place + 1 : place + 3])
        rest = items[place + 1 : place + 7]
        if tried and any(step.text in ("any", "other", "another") for step in rest) and _rival(case, rest):
            yield 0


def _norms(case: Case) -> Iterator[int]:
    """ "the standard treatment of MS": a norm said of the drug, without a later place."""
    items = case.items
    if _placed_later(case):
        return
    for place, item in enumerate(items):
        after = items[place + 1].text if place + 1 < len(items) else "in"
        names = treatment_follows(items, place, 3) or item.named("drugs") or after in ("in", "for", "among", "when")
        if not _said_of(items, place) and not _is_drug(case, place):
            continue
        if "NORM" in item.tags and names and _predicated(items, place) and case.drug in _holder(case, place):
            yield sign(items, place)


def _is_drug(case: Case, place: int) -> bool:
    """ "Standard treatment of MS is IVIG"."""
    copula = next(
        (at for at, item in enumerate(case.items) if at > place and item.text in ("is", "are", "remains", ":")), None
    )
    return copula is not None and any(case.drug in item.named("drugs") for item in case.items[copula + 1 : copula + 3])


def _predicated(items: Sequence[Item], place: int) -> bool:
    """Whether the word is said of something ("is the standard") rather than naming it ("the standard drugs")."""
    return "NORM" in items[place].tags and _said_of(items, place) is not False


def _said_of(items: Sequence[Item], place: int) -> bool | None:
    """Whether a linking verb leads to the word; None when it opens the clause."""
    while place > 0 and (items[place - 1].text in _DETERMINERS or "NOT" in items[place - 1].tags):
        place -= 1
    return items[place - 1].text in _LINKS if place else None


def _placed_later(case: Case) -> bool:
    """Whether the sentence gives the drug a later place, or speaks of disease that standard treatment did not hold."""
    return any("LATER" in item.tags for item in case.frame.sentence)


def _advises_use(items: Sequence[Item], place: int) -> bool:
    """ "should be used", "ask for IVIG"; not "should be monitored", "ask for the evidence"."""
    if items[place].text.startswith("ask"):
        return any(item.named("drugs") for item in items[place + 1 : place + 4])
    return acts_on(items, place)


def _recommended(case: Case) -> Reading:
    """Use in the disease that is advised without a later place may be meant as primary treatment."""
    scant = any(item.tags & {"LESS", "NO"} and "EVID" in after.tags for item, after in pairwise(case.items))
    if _placed_later(case) or scant or reports_study(case.frame):
        return ALLOWED
    values = signs(case.items, {"STRONG"}, lambda place: _advises_use(case.items, place))
    if not values or set(values) == {-1}:
        return ALLOWED
    return case.verdict("hold", "advises use without saying that it comes after standard treatment")
