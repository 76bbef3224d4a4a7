"""Numbers as they stand: where each begins and ends, in which unit, with which comparator, of which kind."""

from fractions import Fraction

import pytest

from assistant.language.numbers import Number, numbers


def one(text: str) -> Number:
    (found,) = numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "values", "unit", "written"),
    [
        ("gave 5 g of it", ["5"], "g", "5 g"),
        ("gave 5g.", ["5"], "g", "5g"),
        ("gave 250 micrograms", ["250"], "µg", "250 micrograms"),
        ("60-80 mmHg", ["60", "80"], "mmhg", "60-80 mmHg"),
        ("5 percentage points lower", ["5"], "pp", "5 percentage points"),
        ("in 7 person-years", ["7"], "patient-year", "7 person-years"),
        ("2 mg / kg", ["2"], "mg/kg", "2 mg / kg"),
        ("2 mg per kg per day", ["2"], "mg/kg/day", "2 mg per kg per day"),
        ("3 L were infused", ["3"], "l", "3 L"),
        ("100 U were given", ["100"], "unit", "100 U"),
        ("a 3-fold rise", ["3"], "fold", "3-fold"),
        ("from 2 to 4 weeks", ["2", "4"], "week", "2 to 4 weeks"),
        ("2 weeks to 4 weeks", ["2", "4"], "week", "2 weeks to 4 weeks"),
        ("two through four doses", ["2", "4"], "", "two through four"),
        ("0.5–1.5 mg", ["0.5", "1.5"], "mg", "0.5–1.5 mg"),
        ("between 3 and 6 months", ["3", "6"], "month", "3 and 6 months"),
        ("a ratio of .52 was", [".52"], "", ".52"),
        ("about 12,345 people", ["12345"], "", "12,345"),
        ("ninety-nine people", ["99"], "", "ninety-nine"),
        ("thirty people", ["30"], "", "thirty"),
        ("a hundred people", ["100"], "", "hundred"),
        ("nineteen people", ["19"], "", "nineteen"),
        ("1.5e3 cells", ["1500"], "", "1.5e3"),
        ("4 × 10^6 cells", ["4000000"], "", "4 × 10^6"),
        ("a change of -1.5 points", ["-1.5"], "point", "-1.5 points"),
        ("a change of − 1.5", ["-1.5"], "", "− 1.5"),
        ("± 0.3", ["0.3"], "", "± 0.3"),
        ("one dose", ["1"], "dose", "one dose"),
        ("one patient", ["1"], "", "one"),
    ],
)
def test_a_number(text: str, values: list[str], unit: str, written: str) -> None:
    found = one(text)
    assert (list(found.values), found.unit) == (list(map(Fraction, values)), unit)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("fell from 3 to 2", [["3"], ["2"]]),
        ("5 mg to 3 days", [["5"], ["3"]]),
        ("3 and 6 months", [["3"], ["6"]]),
        ("9 of 12", [["9"], ["12"]]),
        ("10 g and 2 weeks", [["10"], ["2"]]),
        ("one is enough, two are not", [["2"]]),
        ("the 2 MS trials", [["2"]]),
        ("the 5-HT of 3 men", [["3"]]),
        ("IL-6 and 4 others", [["4"]]),
        ("B12 of 300", [["300"]]),
        ("one, or three", [["3"]]),
        ("one may be enough", []),
        ("another one.", []),
    ],
)
def test_which_are_numbers(text: str, values: list[list[str]]) -> None:
    assert [list(number.values) for number in numbers(text)] == [list(map(Fraction, value)) for value in values]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("less than 5", "<"),
        ("fewer than 5 days", "<"),
        ("under 5 kg", "<"),
        ("≤ 5", "<="),
        ("at most 5", "<="),
        ("up to 5 g", "<="),
        ("no more than 5", "<="),
        ("a maximum of 5", "<="),
        ("more than 5", ">"),
        ("above 5", ">"),
        ("exceeding 5", ">"),
        ("a minimum of 5", ">="),
        ("no less than 5", ">="),
        ("for over five years", ">"),
        ("over five years", ""),
        ("recover 5", ""),
        ("about 5", ""),
    ],
)
def test_a_comparator(text: str, comparator: str) -> None:
    assert one(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("P = 0.03", "p"),
        ("p < 0.001", "p"),
        ("a p-value of 0.2", "p"),
        ("p for trend 0.04", "p"),
        ("a 95% confidence interval", "level"),
        ("the 95% CI", "level"),
        ("95% of patients", "amount"),
        ("CI 1.2 to 3.4", "bounds"),
        ("confidence limits: 1.2-3.4", "bounds"),
        ("CI as 1.2", "amount"),
        ("in 1997", "year"),
        ("in 2099", "year"),
        ("in 1800", "year"),
        ("in 2100", "amount"),
        ("in 1799", "amount"),
        ("1997 patients", "year"),
        ("1997 days", "amount"),
        ("group 0.4", "amount"),
    ],
)
def test_a_kind(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f"])
def test_a_unit_may_stand_after_any_space(space: str) -> None:
    assert one(f"86{space}%").unit == "%"


@pytest.mark.parametrize("sign", ["+/- ", "± ", "±", "+/-"])
def test_a_spread_opens_no_range(sign: str) -> None:
    found = numbers(f"rose from 51 {sign}15% to 57 {sign}11%")
    assert [abs(number.values[0]) for number in found] == [51, 15, 57, 11]


@pytest.mark.parametrize(
    ("value", "ones"), [*enumerate("one two three four five six seven eight nine".split(), start=61)]
)
@pytest.mark.parametrize("join", ["-", " "])
def test_tens_and_ones_are_one_number(value: int, ones: str, join: str) -> None:
    assert one(f"sixty{join}{ones} people").values == (Fraction(value),)
