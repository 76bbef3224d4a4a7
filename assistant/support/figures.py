"""Figures: each number with its unit, sign, meaning and arm must stand in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from assistant.language.quantities import Quantity
from assistant.support.arms import Arms, arm_of, arms
from assistant.support.lexicon import ALIKE, FUNCTION, NEUTRAL
from assistant.support.pairs import OF, counts_listed
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, likeness

_SAME_THING, _NEAR, _NAMED, _TALK = 0.3, 1.0, 0.5, 0.4
Found = tuple[Quantity, Said]
_WHEN = frozenset({"after", "befor", "until", "over"})
_EVEN = 0.5
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
_ROUND = 100
_DOSES = frozenset(
    {"g", "mg", "µg", "ng", "pg", "kg", "l", "dl", "ml", "µl", "mol", "mmol", "µmol", "nmol", "iu", "unit"}
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|over|under|more than|less than|fewer than)\s+$", re.I
)
_OFTEN = re.compile(r"(?:\s\w+){0,3}?\s(twice|(?:two|three|four|five|six) times)\b", re.I)


def misquoted(said: Said, source: Source) -> Iterator[Objection]:
    """Objections to figures that the source lacks, or has for something else.

    What an abstract has may be rounded, and stand beside other words; a dose may not. A conclusion counts what its
    abstract only lists ("two factors"); a bare count in words is not held against it.
    """
    known = [(figure, each) for each in source.sentences for figure in each.figures]
    for figure in said.figures:
        written = said.text[figure.start : figure.end].strip()
        if _counting_one(figure) or (written.isalpha() and not figure.unit and counts_listed(said, figure, source)):
            continue
        dose = figure.unit.split("/")[0] in _DOSES
        loosely = source.broad and figure.kind == "amount" and not dose
        if loosely and (figure.unit == "fold" or _apart(figure, known)):
            continue
        equal = [(other, each) for other, each in known if _equal(figure, other, said, each)]
        equal = equal or (_rounded(figure, said, known) if loosely else [])
        rivals = [(other, each) for other, each in known if _rival(figure, other)]
        if not equal:
            same = _nearest(figure, [other for other, _ in rivals]) >= _SAME_THING
            yield Objection("contradicted" if same else "unsupported", f"the source does not have {written}")
            continue
        own = [pair for pair in equal if _same_arm(figure, said, *pair, source)]
        beside = [pair for pair in rivals if _same_arm(figure, said, *pair, source)]
        if not own:
            yield Objection("contradicted", f"in the source {written} is something else: of another arm")
        elif all(_beaten((figure, said), pair, beside, source) for pair in own):
            yield Objection("contradicted", f"in the source {written} is something else", None if dose else "misplaced")
        elif not any(_named((figure, said), pair, source) for pair in own):
            reason = f"the source does not say what {written} is said to be"
            yield Objection("unsupported", reason, None if dose else "misplaced")


def _same_arm(figure: Quantity, said: Said, other: Quantity, each: Said, source: Source) -> bool:
    """Whether both stand with the same arm, as far as they stand with one."""
    among = arms(each, source.vocabulary)
    theirs = arm_of(each, other, among)
    contrast = {arm_of(each, rival, among) for rival in each.figures if rival.measure == other.measure}
    if theirs is None or (other.unit in _TIMES and len(contrast - {None}) < 2):
        return True
    return arm_of(said, figure, among) in (None, theirs)


def _beaten(figure: Found, other: Found, rivals: Sequence[Found], source: Source) -> bool:
    """Whether what it is said to be is rather what the source has another figure for."""
    if (head := _head(*figure)) and head == _head(*other):
        rivals = [rival for rival in rivals if _head(*rival) == head]
    among = arms(other[1], source.vocabulary)
    if not _close(other[0], among) and _close(other[0], {}) <= _close(figure[0], {}):
        return False  # named by its arm or by nothing: "(91 to rivaroxaban)", "(n = 12)"
    return any(
        _told_apart(*(_close(each, among) for each in (figure[0], rival, other[0])))
        for rival, each in rivals
        if rival.kind == other[0].kind and not _counting_one(rival) and not _of_pair(each, rival, other[0])
    )


def _told_apart(ours: frozenset[str], theirs: frozenset[str], its: frozenset[str]) -> bool:
    """Whether it has more of what is said of the rival only than of what is said of the equal only."""
    against, for_ = theirs - its, its - theirs
    has = len(for_ & ours) / len(for_) if for_ else _EVEN
    return bool(against & ours) and len(against & ours) / len(against) > has


def _head(figure: Quantity, said: Said) -> str | None:
    """What a bare count counts: "84 adults"."""
    after = next((word for word in said.words if word.start >= figure.end), None)
    if figure.unit or after is None or after.start > figure.end + 1 or after.folded in FUNCTION:
        return None
    return ALIKE.get(after.stem, after.stem)


def _of_pair(each: Said, one: Quantity, other: Quantity) -> bool:
    """Whether they are "19 of 61"."""
    first, last = sorted((one, other), key=lambda figure: figure.start)
    return OF.fullmatch(each.text, first.end, last.start) is not None


def _close(figure: Quantity, among: Arms) -> frozenset[str]:
    """The words that are its own, but for those that name an arm."""
    own = [stem for stem, value in figure.labels.items() if value >= _NEAR and stem not in NEUTRAL]
    return frozenset(ALIKE.get(stem, stem) for stem in own if stem not in among)


def _counting_one(figure: Quantity) -> bool:
    """A bare "one" is more often an article than a count."""
    return figure.values == (Fraction(1),) and not figure.unit


def _equal(figure: Quantity, other: Quantity, said: Said, each: Said) -> bool:
    if len(figure.values) == 2 and figure.values == other.values and (figure.unit, figure.period) == ("", ""):
        return {figure.kind, other.kind} <= {"amount", "bounds"} or figure.kind == other.kind
    if (figure.kind, figure.unit) != (other.kind, other.unit) or figure.period != other.period:
        return False
    if figure.period and _times(said, figure) != _times(each, other):
        return False
    if figure.values == other.values:
        return figure.comparator == other.comparator
    return figure.kind == "p" and _follows(figure, other)


def _apart(figure: Quantity, known: Sequence[Found]) -> bool:
    """Whether an abstract has the ends of a range, "2 to 9 hours", in figures of their own."""
    alike = {value for other, _ in known if other.measure == figure.measure for value in other.values}
    return len(figure.values) == 2 and {*figure.values} <= alike


def _rounded(figure: Quantity, said: Said, known: Sequence[Found]) -> list[Found]:
    """The figures of an abstract that have it more exactly: 26.2% for "26%"."""
    loose = _ABOUT.search(said.text, 0, figure.start) is not None
    value, *more = figure.values
    return [
        (other, each)
        for other, each in known
        if not more
        and (other.kind, other.period) == (figure.kind, figure.period)
        and (not figure.unit or other.unit in (figure.unit, ""))  # "aged 92 or 93"
        and any(abs(value - there) < _last_place(value, loose=loose) for there in other.values)
    ]


def _last_place(value: Fraction, *, loose: bool) -> Fraction:
    """What its last digit is worth; of "about" so much the last that is not 0, and a twentieth of it at least."""
    written = f"{float(value):.10g}"
    _, _, decimals = written.partition(".")
    if not loose:
        return Fraction(10) ** -len(decimals)
    zeros = len(written) - len(written.rstrip("0")) if not decimals and abs(value) >= _ROUND else 0
    return max(min(Fraction(10) ** zeros, abs(value) / 5), abs(value) / 20)


def _times(said: Said, figure: Quantity) -> str:
    """How often in its period: "twice daily" is not "once daily"."""
    found = _OFTEN.match(said.text, figure.end)
    return found[1].casefold().replace("two times", "twice") if found else "once"


def _follows(figure: Quantity, other: Quantity) -> bool:
    """P < 0.05 follows from P = 0.03, and from P < 0.01."""
    below = figure.comparator in ("<", "<=") and other.comparator in ("", "<", "<=")
    return below and other.values[0] < figure.values[0]


def _rival(figure: Quantity, other: Quantity) -> bool:
    """A figure of the same sort, or the same figure in another unit."""
    same = (figure.kind, figure.unit) == (other.kind, other.unit)
    return (same and figure.values != other.values) or (figure.values == other.values and not same and bool(other.unit))


def _nearest(figure: Quantity, others: Sequence[Quantity]) -> float:
    ours = _folded(figure.labels)
    return max((likeness(ours, _folded(other.labels)) for other in others), default=0.0)


def _folded(labels: Mapping[str, float]) -> dict[str, float]:
    return {ALIKE.get(stem, stem): value * (_TALK if stem in NEUTRAL else 1.0) for stem, value in labels.items()}


def _named(found: Found, other: Found, source: Source) -> bool:
    """Whether the words beside the figure are mostly in the source's sentence; beside a time, in any of them."""
    figure, each = found[0], other[1]
    if (head := _head(*found)) and head == _head(*other):
        return True
    own = _folded({stem: 1.0 for stem, value in figure.labels.items() if value >= _NEAR and stem not in _WHEN})
    there = each.keys.keys() | {word.stem for word in each.words}
    if figure.unit in _TIMES:
        there = there | source.keys.keys()
    least = source.least(_NAMED, _NAMED / 2)
    return sum(value for key, value in own.items() if key in there) >= (
        least if figure.unit in ("", "%") else least / 2
    ) * sum(own.values())
