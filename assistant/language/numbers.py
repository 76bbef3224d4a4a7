"""Numbers as they are written: digits, spelled out, ranges, signs, comparators and units; exact, never converted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["amount", "p", "level", "bounds", "year"]
Comparator = Literal["", "<", "<=", ">", ">="]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ONES.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), start=2)},
    "hundred": 100,
}
_UNITS: Mapping[str, str] = {
    "%": "% percent per-cent pct",
    "pp": "percentage-point percentage-points pp",
    "g": "g gm gram grams",
    "mg": "mg milligram milligrams",
    "µg": "µg μg ug mcg microgram micrograms",
    "ng": "ng nanogram nanograms",
    "pg": "pg picogram picograms",
    "kg": "kg kilogram kilograms kilo kilos",
    "l": "l litre litres liter liters",
    "dl": "dl",
    "ml": "ml millilitre millilitres milliliter milliliters cc",
    "µl": "µl μl ul",
    "mol": "mol mole moles",
    "mmol": "mmol",
    "µmol": "µmol μmol umol",
    "nmol": "nmol",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "m": "m metre metres meter meters m2 m²",
    "µm": "µm μm um",
    "mmhg": "mmhg",
    "iu": "iu",
    "unit": "u unit units",
    "gy": "gy",
    "year": "year years yr yrs y annum",
    "month": "month months mo",
    "week": "week weeks wk wks",
    "day": "day days d",
    "hour": "hour hours hr hrs h",
    "minute": "minute minutes min mins",
    "second": "second seconds sec s",
    "fold": "fold folds times",
    "point": "point points",
    "course": "course courses",
    "dose": "dose",
    "infusion": "infusion",
    "patient-year": "patient-year patient-years person-year person-years",
}
_CANONICAL: Mapping[str, str] = {word: unit for unit, written in _UNITS.items() for word in written.split()}
_ATOM = "|".join(sorted((re.escape(word).replace(r"\-", r"[ -]") for word in _CANONICAL), key=len, reverse=True))
_UNIT = re.compile(rf"[\s-]?({_ATOM})(?![^\W\d_])((?:\s?/\s?|\s+per\s+)(?:{_ATOM})(?![^\W\d_]))*", re.I)
_SPLIT = re.compile(r"\s?/\s?|\s+per\s+", re.I)

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.·]\d+)?|(?<![\d.])[.·]\d+"
_POWER = r"(?:\s?[×x*]\s?10\s?(?:\^|\*\*)?\s?(?P<power>[-−–+]?\d+|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[eE](?P<e>[-+−]?\d+))?"
_SUPERSCRIPT = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_WORDS = "|".join(sorted(_SPELLED, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)%./])[-−–+±](?:\s(?=[\d.]))?)?(?<![\w.,])(?P<digits>{_DIGITS}){_POWER}(?![\d])|"
    rf"(?<![\w-])(?P<tens>{_TENS.replace(' ', '|')})[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine)(?!\w)|"
    rf"(?<![\w-])(?P<word>{_WORDS})(?!\w)",
    re.I,
)
_THROUGH = re.compile(r"\s?[-–—−]\s?|\s+to\s+|\s+through\s+", re.I)
_BETWEEN = re.compile(r"\s+and\s+", re.I)
_COMPARING: Mapping[Comparator, str] = {
    "<": "<, less than, fewer than, under, below",
    "<=": "≤, <=, </=, at most, up to, no more than, a maximum of",
    ">": ">, more than, greater than, over, above, exceeding",
    ">=": "≥, >=, >/=, at least, no less than, a minimum of",
}
_COMPARATORS: Mapping[str, Comparator] = {
    word: comparator for comparator, written in _COMPARING.items() for word in written.split(", ")
}
_COMPARED = re.compile(
    rf"(?<!\w)({'|'.join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))})\s*(?:of\s+)?$", re.I
)
_LASTING = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_LONGER = re.compile(
    r"\b(?:for|in|than|aged?|ages|last(?:s|ed|ing)|took|takes?|children|infants?|toddlers)\s+over\s*$", re.I
)
_OLDER = re.compile(
    r"\b(?:adults|patients|people|persons|those|anyone|women|men|individuals|subjects)\s+over\s*$", re.I
)
_GROWN = 16
_LETTER_BEFORE = re.compile(r"[^\W\d_][-–/(]?$")
_CAPITALS_AFTER = re.compile(r"-?[A-Z]{1,3}(?![a-z])|'")
_NO_NOUN = re.compile(r"\s*(?:of|is|was|that|who|which|another|or|and|can|may|to|in|as|by)\b|\s*[.,;:)]|\s*$", re.I)
_P = re.compile(r"(?<![\w-])p(?:[- ]?values?)?\s*(?:for trend\s*)?(?:of|was|is|:)?\s*[=<>≤≥]*\s*$", re.I)
_INTERVAL = re.compile(
    r"(?:\bCI|confidence (?:interval|limits?)|\bIC|credible interval)\W*(?:\w+ (?:as|of|from)\s*)?$", re.I
)
_IS_LEVEL = re.compile(r"\s*(?:CIs?\b|confidence|credible)", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range (two values) with its unit, and where it stands; `kind` is what sort of number it is."""

    values: tuple[Fraction, ...]
    unit: str
    comparator: Comparator
    kind: Kind
    start: int
    end: int


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of `text` in order; figures inside names (T2, copolymer-1, COVID-19) are not numbers."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        if _in_name(text, match):
            continue
        values, unit, position = _measured(text, match)
        kind = _kind(text, match.start(), position, values, unit)
        compared = "" if _stretch(text[: match.start()], values, unit) else _comparator(text, match.start())
        yield Number(values, unit, compared, kind, match.start(), position)


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a letter and a hyphen stand before it ("copolymer-1"), or it opens a name ("5-HT", "3D")."""
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 20]
    named = bool(_LETTER_BEFORE.search(before)) and not match["word"] and not match["tens"]
    opens = bool(_CAPITALS_AFTER.match(after)) and not _UNIT.match(after)
    pronoun = bool(match["word"]) and match["word"].casefold() == "one" and not _counts(after)
    return named or opens or pronoun


def _counts(after: str) -> bool:
    """ "one" counts before a unit or a noun; "one of", "one is", "the one that" do not."""
    return not _NO_NOUN.match(after)


def _measured(text: str, match: re.Match[str]) -> tuple[tuple[Fraction, ...], str, int]:
    """The values with their unit, and where they end: a second value follows in a range."""
    first, unit, end = _value(match), *_unit(text, match.end())
    joined = None if _spread(text, match) else _joint(text, match.start(), end)
    second = joined and _NUMBER.match(text, joined.end())
    if not joined or not second or _change(text, match.start(), joined):
        return (first,), unit, end
    other, last = _unit(text, second.end())
    if unit and other and unit != other:
        return (first,), unit, end
    return (first, _value(second)), other or unit, last


def _joint(text: str, start: int, end: int) -> re.Match[str] | None:
    between = text[:start].casefold().rstrip().endswith("between")
    return _THROUGH.match(text, end) or (_BETWEEN.match(text, end) if between else None)


def _spread(text: str, match: re.Match[str]) -> bool:
    """ "51 +/- 15% to 57": what follows the sign is no start of a range."""
    return (match["sign"] or "").startswith("±") or text[: match.start()].rstrip().endswith(("+/-", "±"))


def _change(text: str, start: int, joined: re.Match[str]) -> bool:
    """ "fell from 1.26 to 0.52" is two numbers, not a range."""
    return joined.group().strip().casefold() == "to" and text[:start].casefold().rstrip().endswith(" from")


def _value(match: re.Match[str]) -> Fraction:
    if match["tens"]:
        return Fraction(_SPELLED[match["tens"].casefold()] + _SPELLED[match["ones"].casefold()])
    if match["word"]:
        return Fraction(_SPELLED[match["word"].casefold()])
    value = Fraction(match["digits"].replace(",", "").replace("·", ".").removesuffix("."))
    power = (match["power"] or match["e"] or "0").translate(_SUPERSCRIPT).replace("−", "-").replace("–", "-")
    if abs(int(power)) > 400:  # nothing is measured so; exact powers of ten would grow without bound
        return value
    value *= Fraction(10) ** int(power)
    return -value if match["sign"] and match["sign"].strip() in "-−–" else value


def _unit(text: str, end: int) -> tuple[str, int]:
    match = _UNIT.match(text, end)
    if not match or _ordinary(match.group()):
        return "", end
    parts = [_CANONICAL["-".join(part.casefold().split())] for part in _SPLIT.split(match.group().strip(" -"))]
    return "/".join(parts), match.end()


def _ordinary(unit: str) -> bool:
    """A capital letter alone is a name ("2 M"), not a unit; litres and units are written so."""
    return len(unit.strip(" -")) == 1 and unit.strip(" -").isupper() and unit.strip(" -") not in "LU"


def _comparator(text: str, start: int) -> Comparator:
    match = _COMPARED.search(text[max(0, start - 20) : start])
    return _COMPARATORS[match[1].casefold()] if match else ""


def _stretch(before: str, values: tuple[Fraction, ...], unit: str) -> bool:
    """ "given over five days" tells in which time, "for over five days" and "adults over 60 years" what is exceeded."""
    if unit not in _LASTING or not before.casefold().rstrip().endswith("over") or _LONGER.search(before):
        return False
    return not (unit == "year" and values[0] >= _GROWN and _OLDER.search(before))


def _kind(text: str, start: int, end: int, values: tuple[Fraction, ...], unit: str) -> Kind:
    before = text[max(0, start - 40) : start]
    if _P.search(before):
        return "p"
    if unit == "%" and _IS_LEVEL.match(text, end):
        return "level"
    if len(values) == 2 and _INTERVAL.search(before):
        return "bounds"
    written = text[start:end]
    return "year" if not unit and written.isdigit() and len(written) == 4 and 1800 <= values[0] < 2100 else "amount"
