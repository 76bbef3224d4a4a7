from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.quantities import Quantity, quantities


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


def labelled(text: str, value: str) -> set[str]:
    """The nearest words of the figure with this value."""
    found = next(each for each in quantities(text) if each.values[0] == Fraction(value))
    return {stem for stem, weight in found.labels.items() if weight == 1.0}


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        pytest.param("0.15-0.2 g/kg", ("0.15", "0.2"), "g/kg", id="range"),
        pytest.param("0.15 to 0.2 g/kg", ("0.15", "0.2"), "g/kg", id="range in words"),
        pytest.param("between 1 and 6", ("1", "6"), "", id="between"),
        pytest.param("0·4 g/kg", ("0.4",), "g/kg", id="middle dot"),
        pytest.param("0.4 mg/kg", ("0.4",), "mg/kg", id="mg is not g"),
        pytest.param("0.4 g/kg/day", ("0.4",), "g/kg", id="a day"),
        pytest.param("0.4 g per kg per day", ("0.4",), "g/kg", id="a day in words"),
        pytest.param("1,234 patients", ("1234",), "", id="thousands"),
        pytest.param("changed by −0.23", ("-0.23",), "", id="minus"),
        pytest.param("changed by -0.23", ("-0.23",), "", id="hyphen as minus"),
        pytest.param("changed by +0.12", ("0.12",), "", id="plus"),
        pytest.param("2.1×10^-8", ("0.000000021",), "", id="power of ten"),
        pytest.param("2.1 x 10⁻⁸", ("0.000000021",), "", id="superscript"),
        pytest.param("3e-5", ("0.00003",), "", id="e"),
        pytest.param("53 %", ("53",), "%", id="percent"),
        pytest.param("53 per cent", ("53",), "%", id="percent in words"),
        pytest.param("twelve patients", ("12",), "", id="spelled"),
        pytest.param("twenty-one days", ("21",), "day", id="spelled in two"),
        pytest.param("for two years", ("2",), "year", id="years"),
        pytest.param("a one-year trial", ("1",), "year", id="one with a unit"),
    ],
)
def test_values_and_units(text: str, values: tuple[str, ...], unit: str) -> None:
    found = one(text)
    assert (found.values, found.unit) == (tuple(map(Fraction, values)), unit)


@pytest.mark.parametrize("text", ["T2 and copolymer-1", "COVID-19", "one of them", "the one that", "5-HT", "PaCO(2)"])
def test_names_and_pronouns_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("P < 0.05", "<"),
        ("aged ≥65 years", ">="),
        ("at least 3 days", ">="),
        ("P = 0.03", ""),
        ("given over five days", ""),
        ("Over 16 years it was seen often", ""),
        ("for over five days", ">"),
        ("men over 16 years", ">"),
        ("shown in men over 15 years", ""),
        ("over 30 g", ">"),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert one(text).comparator == comparator


def test_kinds() -> None:
    text = "In 1997 it was 0.12 (95% CI -0.43 to -0.03; P = 0.008)."
    assert [each.kind for each in quantities(text)] == ["year", "amount", "level", "bounds", "p"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("0.4 g/kg/day", "day"),
        ("0.4 g per kg per day", "day"),
        ("0.4 g/kg once a month", "month"),
        ("0.4 g/kg monthly", "month"),
        ("monthly 0.4 g/kg", "month"),
        ("0.4 g/kg per course", "course"),
        ("2 g in total", "total"),
        ("0.4 g/kg", ""),
    ],
)
def test_what_a_dose_goes_over(text: str, period: str) -> None:
    assert one(text).period == period


def test_a_change_is_two_quantities() -> None:
    assert [each.values for each in quantities("fell from 1.26 to 0.52")] == [(Fraction("1.26"),), (Fraction("0.52"),)]


def test_each_has_its_arm() -> None:
    text = "Improvement was seen in 31% with IVIG and 14% with placebo."
    assert {"ivig", "placebo"} & labelled(text, "31") == {"ivig"}
    assert {"ivig", "placebo"} & labelled(text, "14") == {"placebo"}


def test_each_has_its_meaning() -> None:
    text = "Disability was improved in 31%, stable in 53% and worse in 16% of the IVIG group."
    assert "stabl" in labelled(text, "53")
    assert not {"improv", "wors"} & labelled(text, "53")


def test_respectively() -> None:
    text = "Improved, stable, or worse disability were 31%, 53%, and 16%, respectively, with IVIG."
    assert [labelled(text, value) & {"improv", "stabl", "wors"} for value in ("31", "53", "16")] == [
        {"improv"},
        {"stabl"},
        {"wors"},
    ]


def test_a_shared_percent_sign() -> None:
    assert [each.unit for each in quantities("31, 53 and 16% of patients")] == ["%", "%", "%"]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert len(found.values) in (1, 2)


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False))
def test_values_are_exact(value: object) -> None:
    assert one(f"a mean of {value} points").values == (Fraction(str(value)),)
