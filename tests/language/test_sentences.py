from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import sentences


def parted(text: str, *, casual: bool = False) -> list[str]:
    return [text[start:end] for start, end in sentences(text, casual=casual)]


WHOLE = [
    pytest.param("EDSS changed by -0.23 (P = 0.008) with IVIG.", id="P value"),
    pytest.param("It fell (95% CI -0.43 to -0.03; p = 2.1×10^-8) in RRMS.", id="interval and power"),
    pytest.param("Other drugs, e.g. Interferon, were used.", id="e.g. before a capital"),
    pytest.param("That is, i.e. In RRMS alone.", id="i.e."),
    pytest.param("They had 0.15-0.2 g/kg once a month.", id="dose range"),
    pytest.param("Fazekas F, et al. Lancet 1997;349:589-593.", id="et al."),
    pytest.param("Achiron, et al. Arch Neurol 1992;49:123-126.", id="et al. and journal"),
    pytest.param("The trial by J. A. Smith was small.", id="initials"),
    pytest.param("IVIG vs. Placebo was compared.", id="vs."),
    pytest.param("See Fig. 2 and Ref. 3 of No. 4.", id="figure, reference, number"),
    pytest.param("Given approx. 5 times a year.", id="approx."),
    pytest.param("The dose (see Sect. 3. Table 2) was low.", id="stop inside a bracket"),
    pytest.param("Seen by Dr. Jones and Prof. Smith.", id="titles"),
    pytest.param("The value 3.09 v. 3.49 was printed.", id="v."),
    pytest.param("No stop at the end", id="no stop"),
    pytest.param("The U.S. Food and Drug Administration approved it.", id="U.S."),
    pytest.param("The N.I.H. Clinical Center gave it.", id="N.I.H."),
    pytest.param("The letter of Fazekas F. In Lancet it was printed.", id="surname and initial"),
    pytest.param("We thank F. Fazekas and R. E. Gonsette.", id="two persons"),
    pytest.param("Given by A. Achiron, U. Gabbay and R. Gilad.", id="three persons"),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert parted(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["It helped in RRMS (P = 0.008).", "It did not in SPMS."], id="after a bracket"),
        pytest.param(["They gave 0.15-0.2 g/kg.", "It was safe."], id="after a unit"),
        pytest.param(["It fell by 0.5.", "The rest did not."], id="after a figure"),
        pytest.param(["It fell by 5.", "3 patients left."], id="before a figure"),
        pytest.param(['"It works."', "So they said."], id="after a quote"),
        pytest.param(["It works.", '"Does it?"', "It does."], id="before a quote"),
        pytest.param(["(It works.)", "It does."], id="a bracketed sentence"),
        pytest.param(["Does it?", "It does!", "Good."], id="question and exclamation"),
        pytest.param(["Well...", "It does."], id="dots"),
        pytest.param(["In MS.", "In SPMS."], id="after an abbreviation in capitals"),
        pytest.param(["It fell.", "[1] It rose."], id="reference mark"),
        pytest.param(["The dose was 5 mg.", "α-Interferon was added."], id="before a Greek letter"),
        pytest.param(["Lancet 1997;349:589-593.", "It was the first."], id="after a reference"),
        pytest.param(["They also took vitamin D.", "The next dose was lower."], id="vitamin D"),
        pytest.param(["They also took vitamin D.", "Patients were asked."], id="vitamin D before a noun"),
        pytest.param(["It was given in group A.", "Disability rose in group B.", "Both fell."], id="groups"),
        pytest.param(["No one had hepatitis C.", "Infusion reactions were rare."], id="hepatitis C"),
        pytest.param(["It was approved in the U.S.", "The next year it was not."], id="the U.S. at the end"),
        pytest.param(["It was given at 5 p.m.", "No reaction followed."], id="p.m."),
    ],
)
def test_sentences_are_parted(parts: list[str]) -> None:
    assert parted(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("she has spms. does it help? thanks", ["she has spms.", "does it help?", "thanks"]),
        ("dose e.g. of ivig at 0.4 g/kg. and risks", ["dose e.g. of ivig at 0.4 g/kg.", "and risks"]),
        ("interferon vs. ivig?", ["interferon vs. ivig?"]),
        ("she takes vitamin D. does ivig help?", ["she takes vitamin D.", "does ivig help?"]),
        ("the u.s. food agency. does it say so?", ["the u.s. food agency.", "does it say so?"]),
    ],
)
def test_as_people_type(text: str, parts: list[str]) -> None:
    assert parted(text, casual=True) == parts


def test_a_small_letter_begins_no_sentence_in_print() -> None:
    assert parted("It fell. as was hoped.") == ["It fell. as was hoped."]


@given(st.text(alphabet=st.sampled_from("aB1 .?!…()[]\"'\n\t-%"), max_size=60), st.booleans())
def test_spans_hold_all_but_white_space(text: str, casual: bool) -> None:
    spans = sentences(text, casual=casual)
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(place in covered or character.isspace() for place, character in enumerate(text))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(
    st.lists(st.sampled_from(["It fell (P = 0.008).", "They had 0.15-0.2 g/kg.", "Does it?", "In SPMS it did not."]))
)
def test_sentences_are_found_again(parts: list[str]) -> None:
    assert parted(" ".join(parts)) == parts
