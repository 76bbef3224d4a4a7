"""What the rules are made of: signs of effects and evidence, what comes first, whose rank it is, what is implied."""

import pytest

from assistant.language.scope import Frame, frames
from assistant.limits.claims import Case, recommends, reports_study, was_done
from assistant.limits.effects import efficacy, evidence
from assistant.limits.holder import holder, said_of
from assistant.limits.implied import implied
from assistant.limits.sequence import instead, listed, rival_later, sequences, untried, waived
from assistant.limits.unasserted import unasserted
from tests.judging import FOUR, marker, vocabulary

BENEFIT, FIRST_LINE = FOUR[:2]


def first(text: str, context: str = "") -> Frame:
    return frames(text, context, marker())[0]


def case(text: str, limit: int = 1) -> Case:
    return Case(first(text, "In MS, IVIG is discussed." if limit else ""), FOUR[limit], vocabulary())


@pytest.mark.parametrize(
    ("text", "effects", "proofs"),
    [
        ("IVIG helps", [1], []),
        ("IVIG was ineffective", [-1], []),
        ("IVIG was not ineffective", [1], []),
        ("IVIG was like placebo", [-1], []),
        ("IVIG was as effective as placebo", [-1], []),
        ("IVIG was twice as effective as placebo", [1], []),
        ("IVIG was not worse than placebo", [1], []),
        ("they did as well as on placebo", [-1], []),
        ("placebo did worse than IVIG", [1], []),
        ("placebo and IVIG did worse than interferon", [-1], []),
        ("IVIG prevents worsening", [1], []),
        ("IVIG worsens it", [-1], []),
        ("she need not progress", [0], []),
        ("she will progress", [], []),
        ("IVIG failed", [-1], []),
        ("IVIG did not fail", [1], []),
        ("IVIG failed to help", [-1], []),
        ("the evidence is lacking", [], [-1]),
        ("the evidence is thinner", [], [-1]),
        ("less disability", [1], []),
        ("fewer relapses", [1], []),
        ("no effect", [-1], []),
        ("lack of effect", [-1], []),
        ("it stopped the decline", [1], []),
    ],
)
def test_effects_and_evidence(text: str, effects: list[int], proofs: list[int]) -> None:
    items = marker().mark(text)
    assert (efficacy(items), evidence(items)) == (effects, proofs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IVIG comes after interferon", [-1]),
        ("interferon before IVIG", [-1]),
        ("after interferon, IVIG", [-1]),
        ("first interferon, then IVIG", [-1]),
        ("IVIG replaces interferon", [1]),
        ("interferon replaces IVIG", [-1]),
        ("IVIG does not replace interferon", [-1]),
        ("IVIG makes interferon superfluous", [1]),
        ("IVIG does not make interferon superfluous", [-1]),
        ("interferon for those in whom IVIG failed", [1]),
        ("IVIG for those in whom interferon failed", []),
        ("interferon for those who cannot take IVIG", [1]),
        ("interferon for those who did not respond to IVIG", [1]),
        ("IVIG for those who did not respond to interferon", []),
        ("no need to try interferon before IVIG", [1]),
        ("prefer IVIG over interferon", [1]),
        ("prefer interferon over IVIG", [-1]),
        ("IVIG precedes all other treatments", [1]),
        ("interferon and then glatiramer", []),
        ("treatment starts before relapse", []),
    ],
)
def test_what_comes_first(text: str, expected: list[int]) -> None:
    assert [*sequences(case(text))] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the order is IVIG, interferon", {"listed": [1]}),
        ("the order is interferon, IVIG", {"listed": [-1]}),
        ("the order is IVIG", {}),
        ("they need not have failed interferon", {"waived": [1]}),
        ("they need not have failed anything", {"waived": [1]}),
        ("IVIG for those who had not yet tried any other drug", {"untried": [0]}),
        ("IVIG for those who had tried any other drug", {}),
        ("interferon is the fallback, IVIG the rule", {"rival_later": [0]}),
        ("interferon is not the fallback, IVIG is", {}),
    ],
)
def test_other_orders(text: str, found: dict[str, list[int]]) -> None:
    read = case(text)
    readers = {"listed": listed, "waived": waived, "untried": untried, "rival_later": rival_later}
    values = {name: [*reader(read)] for name, reader in readers.items()}
    assert {name: value for name, value in values.items() if value} == found
    assert instead(read) == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("start with IVIG", "start with", {"ivig"}),
        ("interferon is first and IVIG second", "first", {"interferon"}),
        ("interferon is first and IVIG second", "second", {"ivig"}),
        ("the first choice is IVIG", "first choice", {"ivig"}),
        ("better than IVIG is interferon as first drug", "first drug", {"interferon"}),
        ("nothing is better than IVIG as first drug", "first drug", {"ivig"}),
        ("interferon, glatiramer and IVIG are first-line", "first line", {"interferon", "glatiramer", "ivig"}),
        ("other drugs are first", "first", set()),
        ("it is first", "first", {"ivig"}),
    ],
)
def test_whose_rank_it_is(text: str, word: str, expected: set[str]) -> None:
    read = Case(first(text), FIRST_LINE, vocabulary())
    place = next(place for place, item in enumerate(read.items) if item.text == word)
    assert holder(read, place) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("IVIG is not the standard", "standard", True),
        ("IVIG is standard", "standard", True),
        ("the standard drugs", "standard", None),
        ("try the standard drugs", "standard", False),
    ],
)
def test_what_is_said_of_something(text: str, word: str, expected: bool | None) -> None:
    items = marker().mark(text)
    assert said_of(items, next(place for place, item in enumerate(items) if item.text.startswith(word))) is expected


@pytest.mark.parametrize(
    ("text", "done", "told", "study"),
    [
        ("She was given IVIG", True, False, False),
        ("IVIG had been used before", True, False, False),
        ("IVIG should be tried", False, True, False),
        ("IVIG is recommended", False, True, False),
        ("Use IVIG", False, True, False),
        ("IVIG must be used", False, True, False),
        ("The trial used IVIG", False, False, True),
        ("Patients in the trial received IVIG", True, False, True),
        ("In the Fazekas trial relapses fell", False, False, True),
        ("She wanted IVIG", False, False, False),
    ],
)
def test_done_told_and_reported(text: str, done: bool, told: bool, study: bool) -> None:
    frame = first(text)
    assert (was_done(frame.items), recommends(frame.items), reports_study(frame)) == (done, told, study)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Whether IVIG helps is unknown", True),
        ("Whether IVIG helps has not been tested", True),
        ("How IVIG helps is unknown", False),
        ("If it fails, IVIG is stopped", True),
        ("Does IVIG help?", True),
        ("Some believe that IVIG helps, but it did not", True),
        ("Some believe that IVIG helps, and it did", False),
        ("Some believe that IVIG helps, but there is no evidence for that", True),
        ("Some believe that IVIG helps", False),
        ("IVIG helps", False),
    ],
)
def test_what_is_not_asserted(text: str, expected: bool) -> None:
    assert unasserted(first(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only the oldest patients with SPMS failed on IVIG", [0]),
        ("Half of the SPMS patients did not respond to IVIG", [0]),
        ("Without IVIG her SPMS would be worse", [0]),
        ("Without IVIG her SPMS is no worse", []),
        ("Were it not for IVIG her SPMS would be worse", [0]),
        ("The lack of effect of IVIG in SPMS was due to a flawed trial", [0]),
        ("It is bad practice not to give IVIG in SPMS", [0]),
        ("It is bad practice to give IVIG in SPMS", []),
        ("SPMS patients got worse when IVIG was stopped", [0]),
        ("SPMS patients got worse when IVIG was given", []),
        ("IVIG did more than placebo in SPMS", [1]),
        ("IVIG did no more than placebo in SPMS", [-1]),
        ("IVIG did more harm than placebo in SPMS", []),
        ("No other treatment compares with IVIG in SPMS", [0]),
        ("Interferon compares with IVIG in SPMS", []),
        ("SPMS is the exception: IVIG works", [0]),
    ],
)
def test_what_is_implied(text: str, expected: list[int]) -> None:
    assert implied(case(text, limit=0)) == expected
