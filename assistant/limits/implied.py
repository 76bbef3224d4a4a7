"""Effects that a clause implies and does not say: by what it excepts, supposes gone, or sets beside the drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.language.item import Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of
from assistant.language.polarity import reversals, sign
from assistant.limits.claims import Case

_PARTS = words_of("parts")
_STOPPING = words_of("stopping")
_EXCUSES = words_of("excuses")
_GONE = ("without", "but for", "if not for", "in the absence of")
_NOT_FOR = ("were it not for", "had it not been for", "if it were not for", "was it not for")
_MORE = frozenset({"more", "greater", "larger", "bigger", "higher"})
_MATCHING = words_of("matching")
_ENDING = frozenset({"away from", "away", "withdrawal", "discontinuation", "cessation", "removal", "off", "stopping"})
_DUE_TO = frozenset({"due to", "owing to", "because of", "down to", "thanks to"})
_EXCEPTIONS = frozenset({"exception", "exceptions", "exempt"})


def implied(case: Case) -> list[int]:
    """+1 where an effect is implied, 0 where it may be, -1 where it is denied by a comparison."""
    readers = (
        _explained_away,
        _bad_not_to,
        _part_denied,
        _supposed_gone,
        _worse_once_stopped,
        _more_than_placebo,
        _no_more_than,
        _ahead_of_placebo,
        _with_or_without,
        _worse_for_stopping,
        _unmatched,
        _excepted,
    )
    return [value for reader in readers for value in reader(case)]


def _part_denied(case: Case) -> Iterator[int]:
    """ "Only the oldest failed", "half did not respond": the others may have."""
    items = case.items
    denied = [*reversals(items), *(place for place, item in enumerate(items) if "BAD" in item.tags)]
    for place, item in enumerate(items):
        if item.text not in _PARTS and "ONLY" not in item.tags:
            continue
        last = min((at for at in denied if at > place), default=0)
        if any(_people(step) for step in items[place:last]) and not _sources(items[place:last]):
            yield 0


def _people(item: Item) -> bool:
    return bool(item.named("populations")) or item.text in ("patients", "people", "minority", "those", "them", "cases")


def _sources(items: Sequence[Item]) -> bool:
    return any(item.tags & {"STUDY", "EVID"} for item in items)


def _supposed_gone(case: Case) -> Iterator[int]:
    """ "Without IVIG, she would be worse"."""
    items = case.frame.sentence
    if not any(item.text == "would" for item in items):
        return
    text = " ".join(item.text for item in items)
    supposed = takewhile(lambda item: item.text != "would", items)
    if items[0].text == "had" and any(item.text == "not" for item in supposed):
        yield 0
    gone = any(
        item.text in _GONE
        and any(case.drug in step.named("drugs") for step in _unbroken(words_after(items, place, None)))
        for place, item in enumerate(items)
    )
    if gone or any(phrase in text for phrase in _NOT_FOR):
        yield 0


def _explained_away(case: Case) -> Iterator[int]:
    """ "The lack of effect was due to a flawed trial", "says more about the trial than about the drug"."""
    if any(item.text == "more" and step.text == "about" for item, step in pairwise(case.items)):
        yield 0
    if any(item.text in _EXCUSES for item in case.items) or _blamed_on_dose(case.items):
        yield 0


def _blamed_on_dose(items: Sequence[Item]) -> bool:
    """ "due to too low a dose"."""
    due = next((at for at, item in enumerate(items) if item.text in _DUE_TO), len(items))
    return any("DOSEWORD" in item.tags for item in items[due:])


def _bad_not_to(case: Case) -> Iterator[int]:
    """ "It is bad practice not to offer it"."""
    items = case.items
    blamed = any(item.tags & {"BAD", "FALSE"} for item in items)
    for place, item in enumerate(items):
        following = [step for step in words_after(items, place) if step.text != "to"][:1]
        act = any("ACT" in step.tags and "AUX" not in step.tags for step in following)
        phrase = place == 0 or any(step.text == "to" for step in words_after(items, place, 1))
        if blamed and item.text == "not" and act and phrase:
            yield 0


def _worse_once_stopped(case: Case) -> Iterator[int]:
    """ "deteriorated when IVIG was withdrawn"."""
    stopped = any(item.text in _STOPPING and "LACK" in item.tags for item in case.frame.conditions)
    if stopped and any(item.tags & {"BAD", "DECLINES"} for item in case.items):
        yield 0


def _more_than_placebo(case: Case) -> Iterator[int]:
    """ "did more for them than placebo"."""
    items = case.items
    than = next((place for place, item in enumerate(items) if item.text == "than"), 0)
    placebo = any(item.named("arms") for item in words_after(items, than))
    if not than or not placebo or any(item.tags & {"RISK", "BAD"} for item in items):
        return
    yield from (sign(items, place) for place, item in enumerate(items[:than]) if item.text in _MORE)


def _ahead_of_placebo(case: Case) -> Iterator[int]:
    """ "came out ahead of placebo"."""
    items = case.items
    for place, item in enumerate(items):
        right = any(step.named("arms") for step in words_after(items, place))
        if item.tags & {"BEFORE", "OVERTAKES"} and right and not any(step.named("arms") for step in items[:place]):
            yield sign(items, place)


def _no_more_than(case: Case) -> Iterator[int]:
    """ "did no more for them than salt water": what else it is compared with does not matter."""
    items = case.items
    than = next((place for place, item in enumerate(items) if item.text == "than"), 0)
    more = next((place for place, item in enumerate(items[:than]) if item.text in _MORE), 0)
    other = any(item.named("drugs") or item.named("populations") or item.text == "it" for item in items[than + 1 :])
    if more and not other and "NO" in items[more - 1].tags and not any("RISK" in item.tags for item in items):
        yield -1


def _with_or_without(case: Case) -> Iterator[int]:
    """ "at the same pace with it as without it"."""
    texts = [item.text for item in case.items]
    alike = any("SIMILAR" in item.tags for item in case.items)
    if alike and "with" in texts and any(text in ("without", "even without") for text in texts):
        yield -1


def _worse_for_stopping(case: Case) -> Iterator[int]:
    """ "Taking it away sends them downhill"."""
    for place, item in enumerate(case.items):
        ended = item.text in _ENDING or ("LACK" in item.tags and item.text.endswith("ing"))
        near = (*words_before(case.items, place, 2), *_unbroken(case.items[place:]))
        rest = list(takewhile(lambda step: "CAUSE" not in step.tags, case.items[place + 1 :]))
        worse = any(step.tags & {"BAD", "DECLINES"} for step in rest)
        if ended and worse and any(case.drug in step.named("drugs") for step in near):
            yield 0


def _unbroken(items: Sequence[Item]) -> Iterator[Item]:
    """What comes before the next comma."""
    return takewhile(lambda item: "PUNCT" not in item.tags, items)


_APART = frozenset({"on", "with", "those", "that", "taking", "given", "receiving", "for", "of", "in"})
"""Words with which those on a drug are named, and not the drug."""


def _unmatched(case: Case) -> Iterator[int]:
    """ "No other treatment compares with IVIG"."""
    items = case.items
    for place, item in enumerate(items):
        met = next((at for at, step in enumerate(words_after(items, place)) if case.drug in step.named("drugs")), None)
        if met is None or any(step.text in _APART for step in words_after(items, place, met)):
            continue
        before = items[: place + 1]
        nothing = any("NO" in step.tags for step in takewhile(lambda step: not verbal(step), before)) and not any(
            step.named("drugs") for step in before
        )
        ends = [" ".join(step.text for step in before[-width:]) for width in (1, 2, 3)]
        alike = item.text == "as" and any("SIMILAR" in step.tags or step.text == "as" for step in before[:-1])
        if nothing and (alike or _MATCHING & {*ends}):
            yield 0


def _excepted(case: Case) -> Iterator[int]:
    """ "is the exception to the rule that nothing works there"."""
    if any(item.text in _EXCEPTIONS for item in case.items):
        yield 0
