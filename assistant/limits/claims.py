"""What the rules share: whether a clause asserts at all, and the signs of the claim words in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.item import Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign
from assistant.language.scope import Frame
from assistant.language.vocabulary import Vocabulary
from assistant.limits.load import Limit
from assistant.limits.reading import ALLOWED, Action, Reading

_GENERIC = words_of("generic")
ANAPHORS = _GENERIC | frozenset(
    ["them", "their", "its", "those", "such", "so", "there", "both", "he", "she", "him", "her"]
)
"""Words that carry a subject on from before."""

_TREATMENT = words_of("treatment")
RANKED = _TREATMENT - {"use", "one", "ones", "way", "care", "management", "approach"}
"""Words for a treatment that a rank can stand before: "a ... drug"."""

_RECOMMENDS = words_of("recommends")
_PAST = words_of("past")
_WAS = words_of("was")
_DONE = words_of("done")
_PEOPLE = frozenset("patients people those participants individuals adults women men someone anyone".split())
_WHO = frozenset({"we", "i", "they", "he", "she"})
_GAVE = frozenset({"did get", "gave", "tried", "used", "administered", "infused"})
_CLAUSED = frozenset("i you we he she they it there the a an my your our his her no nobody".split())
_CLAIMING = frozenset({"GOOD", "BAD", "FIRST", "BEFORE", "OVERTAKES", "STRONG", "NEEDLESS", "TAKEN", "NORM"})
_AS_A_RULE = frozenset({"usually", "normally", "commonly", "generally", "mostly"})
_WISHES = frozenset(
    {"wanted", "wants", "requested", "requests", "asked for", "asks for", "demanded", "demands", "paid for", "bought"}
)
_SAYING = frozenset(
    "say says said claim claims claimed argue argues argued maintain insist insists think believe".split()
)
_SO = frozenset({"so", "true", "right", "the case"})


@dataclass(frozen=True, slots=True)
class Case:
    """One clause before one limit."""

    frame: Frame
    limit: Limit
    vocabulary: Vocabulary

    @property
    def items(self) -> tuple[Item, ...]:
        """The items to be read: the clause's, or those it carries on."""
        return self.frame.items

    @property
    def drug(self) -> str:
        """The limit's drug."""
        return self.limit.forbids.drug

    @property
    def family(self) -> frozenset[str]:
        """The limit's populations and all within them."""
        return frozenset[str]().union(*(self.vocabulary.narrower(one) for one in self.limit.forbids.population))

    def about_drug(self) -> bool:
        """Whether the clause names the limit's drug, inherits it, or says "it" where none is named."""
        drugs = self.frame.subject.drugs
        named = self.drug in self.frame.own.drugs or not (self.frame.own.drugs or self._others())
        return (self.drug in drugs and named) or (not drugs and any(item.text in _GENERIC for item in self.items))

    def _others(self) -> bool:
        """ "Other drugs are used": the clause opens with treatments that are not the drug."""
        opening = self.items[:2]
        return len(opening) == 2 and opening[0].text in ("other", "another") and opening[1].text in _TREATMENT

    def speaks_of_drug(self) -> bool:
        """Whether the clause or its sentence names the limit's drug, or the clause inherits it."""
        named = frozenset[str]().union(*(item.named("drugs") for item in self.frame.sentence))
        return self.drug in named | self.frame.subject.drugs

    def about_population(self) -> bool:
        """Whether the clause is about the limit's populations, or names neither a population nor another disease."""
        subject = self.frame.subject
        return bool(subject.populations & self.family) if subject.populations else not subject.diseases

    def verdict(self, action: Action, reason: str) -> Reading:
        """A reading that quotes the clause."""
        return Reading(action, self.limit.id, (f'{reason}: "{self.frame.clause.text}"',))

    def weighed(self, values: Iterable[int], what: str) -> Reading:
        """Block when something is asserted, hold when that is unsure, else allow."""
        signs = set(values)
        if 1 in signs:
            return self.verdict("block", f"asserts {what}")
        return self.verdict("hold", f"may assert {what}") if 0 in signs else ALLOWED


def never_without(case: Case) -> bool:
    """ "are not treated without it": they all are treated with it."""
    items = case.items
    without = [
        place
        for place, item in enumerate(items)
        if item.text == "without" and any(case.drug in step.named("drugs") for step in words_after(items, place, 2))
    ]
    return any(items[at].tags & {"NOT", "NO"} for place in without for at in range(place))


def left_out(case: Case) -> bool:
    """ "..., no IVIG": the clause ends with the drug, denied, and speaks of other treatment."""
    items = case.items
    places = [place for place, item in enumerate(items) if case.drug in item.named("drugs")]
    if len(places) != 1 or places[0] < 3 or places[0] != len(items) - 1:
        return False
    opened, denied = items[places[0] - 2], items[places[0] - 1]
    others = any(item.named("drugs") for item in items[: places[0]])
    return others and bool(denied.tags & {"NO", "NOT", "WITHOUT"}) and bool(opened.tags & {"PUNCT", "AND", "BUT"})


def signs(items: Sequence[Item], tags: Iterable[str], keep: Callable[[int], bool] = lambda _: True) -> list[int]:
    """+1 affirmed, -1 denied, 0 unsure, for each item with one of `tags` that `keep` accepts by its place."""
    wanted = frozenset(tags)
    return [sign(items, place) for place, item in enumerate(items) if item.tags & wanted and keep(place)]


def acts_on(items: Sequence[Item], place: int) -> bool:
    """Whether a modal tells to use something: "should be used", not "should be reported"; a past wish tells nothing."""
    if items[place].text in _WISHES:
        return False
    asking = items[place].text.startswith("ask") and any(item.text in _PEOPLE for item in items[:place])
    if asking or _describes(items, place):
        return False
    if items[place].text not in ("should", "must", "ought", "need", "needs", "shall", "have"):
        return True
    following = words_after(items, place, 4)
    if items[place].text.startswith("need") and not following and not any(item.named("drugs") for item in items):
        return False
    if items[place].text.startswith("need") and any(item.named("drugs") for item in following[:2]):
        return True
    return all(item.tags & {"NOT", "PUNCT"} for item in following) or any(
        item.tags & {"ACT", "FIRST"} for item in following
    )


def _describes(items: Sequence[Item], place: int) -> bool:
    """ "patients infused with it": whom a sentence with another verb speaks of."""
    before = items[place - 1] if place else None
    people = before is not None and (bool(before.named("populations")) or before.text in _PEOPLE)
    participle = items[place].text.endswith(("ed", "en", "ing", "on")) and "STRONG" not in items[place].tags
    others = any("AUX" in item.tags for at, item in enumerate(items) if at != place)
    return people and participle and others


def idle(frame: Frame) -> bool:
    """Whether a subordinate clause names neither drug nor population nor a place in an order."""
    own, items = frame.own, frame.items
    beside = frame.clause.role in ("when", "if", "concession", "cause")
    ordered = any(item.tags & {"FIRST", "BEFORE", "OVERTAKES", "EVID"} or item.text in _GENERIC for item in items)
    return beside and not (own.drugs or own.populations or ordered)


def recommends(items: Sequence[Item]) -> bool:
    """Whether the clause tells somebody to do something."""
    return any(item.text in _RECOMMENDS for item in items) or bool(
        items and {"ACT", "VERB"} <= items[0].tags and items[0].text not in _WISHES
    )


def reports_study(frame: Frame) -> bool:
    """Whether the clause reports what was done or found in a study."""
    if frame.own.studies or any("STUDY" in item.tags or item.text in ("interval", "ratio") for item in frame.items):
        return True
    studied = bool(frame.subject.studies) or any("STUDY" in item.tags for item in frame.sentence)
    return studied and (any(item.text in _PAST for item in frame.items) or _under_study(frame))


def _under_study(frame: Frame) -> bool:
    """ "Doses tried in the studies: ...; 0.4 g/kg": a fragment in a list that a study heads."""
    label = next((at for at, item in enumerate(frame.sentence) if item.text == ":"), 0)
    headed = any("STUDY" in item.tags or item.named("studies") for item in frame.sentence[:label])
    return headed and not any(map(verbal, frame.items))


def treatment_follows(items: Sequence[Item], place: int, within: int = 5) -> bool:
    """Whether a word for a treatment comes soon after the item."""
    return any(item.text in _TREATMENT or item.named("drugs") for item in items[place + 1 : place + 1 + within])


def was_done(items: Sequence[Item]) -> bool:
    """ "was tried", "had been given": what was done, not what should be."""
    past = any(
        after.text in ("gave", "received") and not (before.tags & {"AUX"} or before.named("drugs"))
        for before, after in pairwise(items)
    )
    return (
        past
        or any(
            item.text in _DONE and any(step.text in _WAS for step in words_before(items, place))
            for place, item in enumerate(items)
        )
        or any(one.text in _WHO and other.text in _GAVE for one, other in pairwise(items[:3]))
    )


def handled(frame: Frame) -> bool:
    """Whether a clause only says how something is made, kept, given or watched, in words that are all known."""
    if any(item.text == "?" for item in frame.preceding):
        return False
    known = all(
        item.concepts or (item.tags and item.tags.isdisjoint(_CLAIMING)) or item.text in _AS_A_RULE
        for item in frame.items
    )
    return known and any("HANDLING" in item.tags for item in frame.items)


def told_of(items: Sequence[Item]) -> bool:
    """What was done, or wished by somebody ("wants it"): nothing that should be done."""
    return was_done(items) or any(item.text in _WISHES for item in items)


def assents(case: Case) -> bool:
    """ "..., and we share that reading": a clause that adds nothing to the one before it."""
    added = {
        "GOOD",
        "BAD",
        "ACT",
        "NORM",
        "FIRST",
        "STRONG",
        "EVID",
        "HEDGE",
        "FALSE",
        "LACK",
        "NOT",
        "NO",
        "BUT",
        "HIDDEN",
    }
    plain = not any(item.opaque or item.concepts or item.tags & added for item in case.items)
    return plain and case.frame.clause.linked and not any("AUX" in item.tags for item in case.items[-1:])


def disowned(case: Case) -> bool:
    """ "Critics who say that it has no place are behind the times": a denial that the sentence goes on to judge."""
    items = case.items
    who = next((at for at, item in enumerate(items) if item.text in ("who", "that")), 0)
    says = who and any(item.text in _SAYING for item in words_after(items, who))
    blamed = who and any("FALSE" in item.tags for item in items[-2:])
    if not (says or blamed) or not case.about_drug() or not case.about_population():
        return False
    denied = reversals(items)
    judged = [
        at for at, item in enumerate(items) if item.text in ("are", "is", "were", "have", "miss", "need", "should")
    ]
    last = judged[-1] if judged else 0
    if not denied or last <= denied[0] or case.frame.asked:
        return False
    return not any(item.text in ("right", "correct") for item in items[last:])


def outranked(case: Case) -> bool:
    """ "Ocrelizumab ranks ahead of the drug": what is good is said of the other."""
    items = case.items
    for place, item in enumerate(items):
        ahead = item.text == "than" or item.tags & {"BEFORE", "OVERTAKES"}
        ours = any(case.drug in step.named("drugs") for step in words_after(items, place))
        left = frozenset[str]().union(*(step.named("drugs") for step in items[:place]))
        others = bool(left) or any(step.text in RANKED and step.text.endswith("s") for step in items[:place])
        if ahead and ours and others and case.drug not in left:
            return len(reversals(items)) % 2 == 0
    return False


def pointing(items: Sequence[Item], place: int) -> bool:
    """Whether the word carries a subject on; "that" does not where a clause of its own follows it."""
    if items[place].text not in ANAPHORS:
        return False
    if items[place].text in ("her", "his", "their") and any(item.concepts for item in words_after(items, place, 1)):
        return False
    return items[place].text != "that" or not any(item.text in _CLAUSED for item in words_after(items, place, 1))
