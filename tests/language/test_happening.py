"""Orders for now, and signs of harm in the forms that tell of them as going on; more in tests/test_understand.py."""

import pytest

from assistant.language.happening import orders_now
from tests.understanding import understood


@pytest.mark.parametrize(
    "text",
    [
        "Program the pump right now",
        "Right now, start the drip",
        "Order it stat",
        "Push the dose this minute",
        "Give it immediately",
        "Urgently prescribe it",
        "Start the infusion tonight",
        "Set the rate within the hour",
        "hang the bag in the next 10 minutes",
        "Give it in the next hour",
        "Start\nit\nright now",
    ],
)
def test_an_order_for_now(text: str) -> None:
    assert orders_now(text)


@pytest.mark.parametrize(
    "text", ["Give it next week", "It works right now", "What rate was used?", "statistics of doses"]
)
def test_no_order_for_now(text: str) -> None:
    assert not orders_now(text)


@pytest.mark.parametrize(
    "told",
    [
        "pt seizing in bay 3",
        "sats are falling, ivig at 100 ml/h",
        "the patient has collapsed",
        "patient in anaphylactic shock",
        "he's gone blue and is wheezing",
        "can't breathe help",
        "she has hives all over",
        "Hives all over his trunk since we put the rate up",
        "BP 72/40, half the bottle in",
        "45f, second bag, complains her tongue feels thick",
        "Our patient's lips have gone blue and the drip is at 80 ml, do I clamp it?",
        "He fainted on the loo ten minutes after the IVIG came down. What now?",
        "Wife can't lift her left arm since this morning, had IVIG on Tuesday",
        "I took my third dose yesterday and now my calf is hot and swollen",
        "My mother stopped breathing for a moment during the drip",
        "He has not passed urine since the infusion yesterday and is confused",
        "New facial droop and slurred speech, day 2 of IVIG",
        "We gave 200 g instead of 20 g by mistake, what should we do?",
        "Woman on IVIG, wheezy, pulse 140, what is first?",
        "Nurse here: sats 84 on the infusion",
        "Patient with hives during her second cycle of IVIG",
        "She has had a rash for two days",
        "She has hives, drip in progress",
    ],
)
def test_a_sign_in_the_form_of_what_goes_on(told: str) -> None:
    assert understood(told).emergency


@pytest.mark.parametrize(
    "asked",
    [
        "How often do lips go blue during IVIG in the reports?",
        "She fainted at school thirty years ago; may she have IVIG for RRMS?",
        "Does the review tell when to stop an infusion for wheeze?",
        "Our protocol says sats under 92 need oxygen; does the evidence name a threshold?",
        "He had hives with penicillin as a boy, is IVIG safe?",
        "If someone gets a rash during the infusion, does the review say what to do?",
        "Did anybody in the Fazekas trial collapse?",
        "Is a stroke after IVIG described in the commentary?",
        "Should premedication be given to prevent an allergic reaction?",
        "Is seizing a known harm, and is wheezing one?",
        "He collapsed in 2019 and has RRMS now, is IVIG an option?",
        "She is starting seizure drugs, may she have IVIG?",
        "Are falling sats described on IVIG?",
        "Does IVIG work right now or only after months in RRMS?",
        "She is on the drip now, and has no chest pain",
        "He is at the clinic today, his throat is fine, and he denies any chest pain",
    ],
)
def test_a_sign_that_is_past_or_only_asked_of(asked: str) -> None:
    assert not understood(asked).emergency
