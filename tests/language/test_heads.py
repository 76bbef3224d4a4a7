import pytest

from assistant.corpus import load_corpus
from assistant.language.heads import claimed, head, holds, left_behind, months, supposes
from assistant.language.unread import done, kinds
from assistant.language.words import words
from assistant.settings import shipped_corpus

VOCABULARY = load_corpus(shipped_corpus(), shipped_corpus()).vocabulary


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Which ethics committee approved the trial?", "committee"),
        ("What was the mean age of the patients?", "age"),
        ("In which city was it done?", "city"),
        ("What does the review say?", None),
        ("What stays the mainstay for MS?", None),
        ("Was it blinded?", None),
    ],
)
def test_the_noun_asked_for(text: str, noun: str | None) -> None:
    found = words(text)
    place = head(found)
    assert (None if place is None else found[place].folded) == noun


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("moving from RRMS to SPMS", {"rrms"}),
        ("RRMS, now secondary progressive", {"rrms"}),
        ("Is RRMS like SPMS?", set()),
        ("RRMS compared to SPMS", set()),
        ("IVIG in RRMS and SPMS", set()),
    ],
)
def test_the_form_that_is_left(text: str, left: set[str]) -> None:
    mentions = [m for m in VOCABULARY.find(text) if m.concept.group == "populations"]
    assert left_behind(text, mentions) == left


def test_a_reason_is_supposed_and_a_fact_is_told() -> None:
    assert supposes("Since IVIG is approved,")
    assert supposes("Given that the trial lasted five years,")
    assert not supposes("She has had RRMS since 2010.")


@pytest.mark.parametrize(
    ("text", "counts", "said"),
    [
        ("cut relapses by 59%", False, ("59%",)),
        ("it pooled eight trials", True, ("eight trials",)),
        ("it pooled eight trials", False, ()),
        ("it enrolled 300 patients and 0.4 g/kg", True, ("300 patients",)),
        ("95% CI -0.43 to -0.03", False, ("95%",)),
    ],
)
def test_what_figures_are_claimed(text: str, counts: bool, said: tuple[str, ...]) -> None:
    assert claimed(text, counts=counts) == said


def test_a_small_number_is_held_only_with_what_it_counts() -> None:
    text = "four double-blind trials in RRMS with an EDSS of 1-6, 150 patients"
    assert holds([text], "four trials")
    assert holds([text], "150 participants")
    assert not holds([text], "6 months")
    assert not holds([text], "eight trials")
    assert not holds(["four relapses in the trials"], "four trials")


def test_kinds_of_the_disease_and_deeds_that_nothing_accounts_for() -> None:
    found = words("Does it help in tumefactive MS?")
    assert kinds(found, VOCABULARY.find(found)) == ("tumefactive",)
    plain = words("Does it help in active MS?")
    assert kinds(plain, VOCABULARY.find(plain)) == ()
    asked = words("How was randomisation concealed in the trial?")
    assert done(asked, VOCABULARY.find(asked)) == ("concealed",)


def test_periods_are_told_in_months() -> None:
    assert months("Given monthly for two years, with a visit at 6 months.") == {24, 6}
