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
        "Patient not breathing, IVIG running",
        "He isn't breathing, second bag",
        "She couldn't breathe during the infusion an hour ago",
        "She doesn't have chest pain but is gasping, drip running",
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
        "She hadn't had chest pain during the infusion. Is IVIG safe?",
        "He doesn’t have any chest pain, is IVIG ok in RRMS?",
        "Years ago she was not breathing after a bee sting; is IVIG ok?",
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


WHEN = (
    "now", "right now", "just now", "currently", "at the moment", "today", "tonight", "this morning", "this afternoon",
    "this evening", "this minute", "this hour", "yesterday", "last night", "overnight", "out of nowhere",
    "out of the blue", "suddenly", "abruptly", "acutely", "urgent", "half an hour ago", "a few hours ago",
    "a couple of hours ago", "several minutes later", "some hours after", "two days since", "three days into it",
    "ten minutes in", "fifteen minutes through", "twelve hours post infusion", "one hour following it",
    "twenty seconds after", "thirty mins after", "four nights ago", "an hour after", "the next day after",
    "one morning later", "the following night after", "the same evening after", "for five hours",
    "for the last six hours", "in the past seven days", "since Monday", "since Thursday", "on Tuesday",
    "on Wednesday", "on Friday", "on Saturday", "on Sunday",
    "since yesterday", "since today", "since this morning", "since last night", "since breakfast", "since lunch",
    "within minutes of the infusion", "within hours of her first dose", "within days of the bag",
    "since we hung the bottle", "since the nurse started the drip", "since it started", "since they raised the rate",
    "since I changed the rate", "mid-infusion", "mid drip", "halfway through", "half the bag in", "day 3 of the cycle",
    "50 ml into the bag",
)  # fmt: skip


@pytest.mark.parametrize("when", WHEN)
def test_a_rash_that_has_just_come(when: str) -> None:
    assert understood(f"She had a rash {when}.").emergency


AGO = (
    "weeks ago", "months back", "two years earlier", "a decade before", "in 1998", "since 2011", "from 2003",
    "previously", "formerly", "earlier in life", "last week", "last month", "last year", "last winter", "last summer",
    "last spring", "last autumn", "last fall", "last decade", "once", "as a child", "as a boy", "as a girl",
    "as a teenager", "in childhood", "for many weeks", "for months", "for ten years", "and recovered", "that resolved",
    "that settled", "long ago", "since her last relapse", "since her first attack", "since the previous flare",
    "in her teens", "in her late twenties", "in her thirties", "long-standing", "chronically",
)  # fmt: skip


@pytest.mark.parametrize("ago", AGO)
def test_a_pain_of_before(ago: str) -> None:
    assert understood("She had chest pain.").emergency
    assert not understood(f"She had chest pain {ago}.").emergency


@pytest.mark.parametrize(
    "none",
    [
        "has no", "denies", "denied any", "keeps denying", "is without", "never had", "is free of", "is free from",
        "shows absence of", "does not have", "is not having", "had not had", "has not got", "has no sign of",
        "has no further", "has no more", "has no clear signs of", "had a headache rather than",
    ],
)  # fmt: skip
def test_a_pain_that_is_not_there(none: str) -> None:
    assert not understood(f"She {none} chest pain.").emergency


@pytest.mark.parametrize(
    "elsewhere",
    [
        "if she has", "unless she has", "in case she has", "in the event of", "the trial had", "one study had",
        "with placebo she had", "Fazekas had", "the participants had", "patients had", "people had",
        "the commentary has", "the newsletter has", "in the literature she has", "the paper has", "the source has",
        "the printed form has", "a misprint has", "the centre has", "the guideline has",
    ],
)  # fmt: skip
def test_a_pain_of_others(elsewhere: str) -> None:
    assert not understood(f"For her {elsewhere} chest pain now.").emergency


WHO = (
    "patient pt man woman lady gentleman boy girl client husband wife partner mother mum mom father dad son daughter "
    "sister brother friend resident"
)


@pytest.mark.parametrize("who", WHO.split())
def test_who_has_a_pain(who: str) -> None:
    assert understood(f"{who} with chest pain").emergency
    assert understood(f"Chest pain in our {who}").emergency
    assert not understood("Chest pain").emergency
