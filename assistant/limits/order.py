"""The rule for `first-line`: nothing may place the drug before, among or instead of the first treatments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.clauses import verbal
from assistant.language.marking import Item
from assistant.language.polarity import sign
from assistant.limits.claims import Case, signs, treatment_follows, unasserted
from assistant.limits.reading import ALLOWED, Reading

_UNTREATED = "untreated"
_OTHERS = frozenset("other others anything else another any trying tried".split())
_DETERMINERS = frozenset("a an the its their our most only very best".split())
_LINKS = frozenset(
    "is are was be been being as become became becomes remain remains among amongst considered regarded constitutes represents".split()
)
_WHAT = "first-line use"


def first_line(case: Case) -> Reading:
    """Block what puts the drug first, hold an order that cannot be read, allow a later place and a denial."""
    if not case.about_drug() or not case.about_population() or unasserted(case.frame):
        return ALLOWED
    if case.frame.clause.role == "contrast":
        return ALLOWED
    values = [*_ranks(case), *_sequences(case), *_newly_diagnosed(case), *_norms(case)]
    return case.weighed(values, _WHAT)


def _ranks(case: Case) -> Iterator[int]:
    """Words of rank ("initial", "start with", "second-line") that are bound to the drug."""
    items = case.items
    later = [-value for _, value in _bound(case, "LATER")]
    yield from later
    for place, value in _bound(case, "FIRST"):
        item = items[place]
        if "VERB" in item.tags and (-1 in later or not _starts_drug(case, place)):
            continue
        if "RANK" in item.tags and not _ranks_treatment(items, place):
            continue
        yield value


def _bound(case: Case, tag: str) -> list[tuple[int, int]]:
    items = case.items
    places = [place for place, item in enumerate(items) if tag in item.tags and not (tag == "FIRST" and "LATER" in item.tags)]
    return [(place, sign(items, place, forward=tag == "LATER")) for place in places if case.drug in _holder(case, place)]


def _holder(case: Case, place: int) -> frozenset[str]:
    """The drugs that a word of rank speaks of: those just before it in the clause, else just after, else inherited."""
    groups = _drug_groups(case.items)
    before = [named for start, end, named in groups if end <= place]
    after = [named for start, end, named in groups if start > place]
    inside = case.items[place].named("drugs")
    if inside:
        return inside
    return before[-1] if before else after[0] if after else case.frame.subject.drugs or frozenset({case.drug})


def _drug_groups(items: Sequence[Item]) -> list[tuple[int, int, frozenset[str]]]:
    """Drugs in a row ("interferon, glatiramer and IVIG") make one group: (start, end, ids)."""
    groups: list[tuple[int, int, frozenset[str]]] = []
    for place, item in enumerate(items):
        named = item.named("drugs")
        if not named:
            continue
        if groups and all(step.text in (",", "and", "or", "acetate") for step in items[groups[-1][1] : place]):
            start, _, ids = groups.pop()
            groups.append((start, place + 1, ids | named))
        else:
            groups.append((place, place + 1, named))
    return groups


def _starts_drug(case: Case, place: int) -> bool:
    """Whether "start", "begin" and the like have the drug, or treatment as such, as their object or subject."""
    around = case.items[max(0, place - 4) : place + 6]
    return any(case.drug in item.named("drugs") or item.text in ("treatment", "therapy", "treating", "it") for item in around)


def _ranks_treatment(items: Sequence[Item], place: int) -> bool:
    """Whether "first", "main" rank a treatment, not a trial, an outcome or a relapse."""
    following = items[place + 1] if place + 1 < len(items) else None
    if following is None or "PUNCT" in following.tags or following.tags & {"AND", "BUT"}:
        return True
    if following.named("drugs"):
        return True
    for item in items[place + 1 : place + 5]:
        if item.tags & {"STUDY"} or item.named("outcomes") or item.named("studies") or item.text in ("outcome", "endpoint", "time", "year", "month"):
            return False
    return treatment_follows(items, place) or following.text in ("in", "for", "for ms", "with")


def _sequences(case: Case) -> Iterator[int]:
    """ "before", "after", and who has failed on what."""
    items = case.items
    for place, item in enumerate(items):
        if item.tags & {"BEFORE"}:
            yield from _one_sequence(case, place, first=1)
        elif item.text in ("after", "following", "later than", "comes after", "come after"):
            yield from _one_sequence(case, place, first=-1)
    yield from _failed_first(case)


def _one_sequence(case: Case, place: int, first: int) -> Iterator[int]:
    """`first` is +1 when what stands on the left comes first."""
    items = case.items
    left, right = items[:place], items[place + 1 :]
    drug_right = any(case.drug in item.named("drugs") for item in right)
    drug_left = any(case.drug in item.named("drugs") for item in left)
    others_right = any(item.named("drugs") - {case.drug} or item.text in _OTHERS or "FIRST" in item.tags for item in right)
    others_left = any(item.named("drugs") - {case.drug} or item.text in _OTHERS for item in left)
    if drug_right and not drug_left:
        yield -first * sign(items, place, forward=True)
    elif others_right and not others_left:
        yield first * sign(items, place, forward=True)


def _failed_first(case: Case) -> Iterator[int]:
    """Another drug "for those in whom IVIG has failed": the drug came first."""
    items = case.items
    others = any(item.named("drugs") - {case.drug} for item in case.frame.sentence)
    for place, item in enumerate(items):
        failed = item.text.startswith("fail") or item.text in ("exhausted", "contraindicated", "not tolerated")
        around = [near for near in items[max(0, place - 3) : place + 3]]
        drug = any(case.drug in near.named("drugs") for near in around)
        rival = any(near.named("drugs") - {case.drug} for near in around)
        if failed and others and drug and not rival and not case.frame.own.populations:
            yield sign(items, place)


def _newly_diagnosed(case: Case) -> Iterator[int]:
    """Any use in people not yet treated is first use."""
    if _UNTREATED in case.frame.subject.populations:
        values = signs(case.items, {"ACT", "FIRST", "GOOD", "NORM", "EVID"})
        yield from values or [0]


def _norms(case: Case) -> Iterator[int]:
    """ "the standard treatment of MS": a norm said of the drug, without a later place."""
    items = case.items
    if any("LATER" in item.tags for item in case.frame.sentence):
        return
    for place, item in enumerate(items):
        if "NORM" not in item.tags or not treatment_follows(items, place, 3) or not _predicated(items, place):
            continue
        if case.drug in _holder(case, place):
            yield sign(items, place)


def _predicated(items: Sequence[Item], place: int) -> bool:
    """Whether the word is said of something ("is the standard") rather than naming it ("the standard drugs")."""
    while place > 0 and items[place - 1].text in _DETERMINERS:
        place -= 1
    return place == 0 or items[place - 1].text in _LINKS
