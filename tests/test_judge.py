"""The claim checker: forms that must be read, what may not change a verdict, and other packs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.lexicon import PHRASES
from assistant.language.words import words
from assistant.limits import judge
from tests.judging import FOUR, limit, other_pack, read
from tests.labelled import lines

VIOLATIONS = [(text, context) for label, context, text in lines() if label in ("V", "v")]


@pytest.mark.parametrize(
    ("text", "action", "limit_id"),
    [
        pytest.param("IVIG slows SPMS.", "block", "benefit", id="plain"),
        pytest.param("IVIG does not slow SPMS.", "allow", None, id="negated"),
        pytest.param("IVIG is not without benefit in SPMS.", "block", "benefit", id="double negation"),
        pytest.param("No one disputes that IVIG failed in SPMS.", "allow", None, id="triple negation"),
        pytest.param("IVIG may slow PPMS.", "block", "benefit", id="hedge"),
        pytest.param("IVIG is no less effective in SPMS than in RRMS.", "block", "benefit", id="comparative"),
        pytest.param("IVIG was no better than placebo in SPMS.", "allow", None, id="negative comparative"),
        pytest.param("If the MS is progressive, IVIG helps.", "block", "benefit", id="conditional"),
        pytest.param("The claim that IVIG helps in SPMS is false.", "allow", None, id="rejected report"),
        pytest.param("Experts rightly say that IVIG helps in SPMS.", "block", "benefit", id="endorsed report"),
        pytest.param("Although guidelines say no benefit, IVIG helps in SPMS.", "block", "benefit", id="concession"),
        pytest.param("IVIG helps in RRMS but not in SPMS.", "allow", None, id="contrast"),
        pytest.param("IVIG helps in SPMS but not in RRMS.", "block", "benefit", id="contrast turned"),
        pytest.param("IVIG is useful whatever course the MS takes.", "block", "benefit", id="widening"),
        pytest.param("IVIG wibbles SPMS patients.", "hold", "benefit", id="an unknown verb"),
        pytest.param("Only the oldest with PPMS failed to respond to IVIG.", "hold", "benefit", id="a part denied"),
        pytest.param("Without IVIG, her SPMS would be worse.", "block", "benefit", id="supposed gone"),
        pytest.param("SPMS patients got worse when IVIG was stopped.", "hold", "benefit", id="worse once stopped"),
        pytest.param("IVIG did more for SPMS than placebo.", "block", "benefit", id="more than placebo"),
        pytest.param("In SPMS placebo did no worse than IVIG.", "allow", None, id="placebo no worse"),
        pytest.param("IVIG's failure in SPMS is due to a flawed trial.", "hold", "benefit", id="explained away"),
        pytest.param("It is bad practice not to offer IVIG in SPMS.", "hold", "benefit", id="bad not to"),
        pytest.param("PPMS patients who are getting worse are given IVIG.", "block", "benefit", id="a relative clause"),
        pytest.param("The effect of IVIG in SPMS was not significant.", "allow", None, id="an effect denied"),
        pytest.param("IVIG works better in RRMS than in SPMS.", "hold", "benefit", id="less there"),
        pytest.param("The RRMS benefit of IVIG vanishes in SPMS.", "allow", None, id="vanishing"),
        pytest.param("Those past the relapsing phase benefit from IVIG.", "block", "benefit", id="the sisters"),
        pytest.param("Few people realise that IVIG helps in PPMS.", "hold", "benefit", id="a fact unknown"),
        pytest.param("Interferon can wait until IVIG has been tried.", "block", "first-line", id="until"),
        pytest.param("IVIG waits until interferon has been tried.", "allow", None, id="until turned"),
        pytest.param("Interferon is second to IVIG.", "block", "first-line", id="second to"),
        pytest.param("Does IVIG help in SPMS?", "allow", None, id="question"),
        pytest.param("Why does IVIG work so well in SPMS?", "block", "benefit", id="leading question"),
        pytest.param("IVIG comes before interferon.", "block", "first-line", id="order"),
        pytest.param("IVIG comes after interferon.", "allow", None, id="order turned"),
        pytest.param("Interferon is for those in whom IVIG has failed.", "block", "first-line", id="implied order"),
        pytest.param("IVIG is the norm for MS relapses.", "block", "standard-practice", id="practice"),
        pytest.param("Give 0.4 g/kg IVIG monthly to MS patients.", "block", "established-dose", id="dose"),
        pytest.param("The RRMS trial used IVIG at 0.15-0.2 g/kg a month.", "allow", None, id="a trial's dose"),
        pytest.param("IVIG is first-line therapy for CIDP.", "allow", None, id="another disease"),
        pytest.param("Ocrelizumab slows PPMS.", "allow", None, id="another drug"),
        pytest.param("", "allow", None, id="nothing"),
    ],
)
def test_forms(text: str, action: str, limit_id: str | None) -> None:
    reading = read(text)
    assert (reading.action, reading.limit) == (action, limit_id)
    assert bool(reading.reasons) == (action != "allow")


@pytest.mark.parametrize(
    ("context", "text", "action"),
    [
        pytest.param("Does it help in SPMS? I mean IVIG.", "Yes.", "block", id="yes"),
        pytest.param("Does IVIG help in SPMS?", "No.", "allow", id="no"),
        pytest.param("Is IVIG useless in PPMS?", "Not at all.", "block", id="no to a negative"),
        pytest.param("Forms in which IVIG works:", "- SPMS", "block", id="bullet"),
        pytest.param("Forms in which IVIG does not work:", "- SPMS", "allow", id="negative bullet"),
        pytest.param("RRMS patients improved on IVIG.", "So did those with SPMS.", "block", id="so did"),
        pytest.param("RRMS patients improved on IVIG.", "Those with SPMS did not.", "allow", id="did not"),
        pytest.param("What about IVIG in PPMS?", "It works there.", "block", id="pronouns"),
        pytest.param("IVIG does not help in SPMS.", "That is not true.", "block", id="turned down"),
        pytest.param("IVIG showed no benefit in SPMS.", "It carries a risk of clots.", "allow", id="another matter"),
    ],
)
def test_context(context: str, text: str, action: str) -> None:
    assert read(text, context).action == action
    assert read(f"{context}\n{text}").action == action or read(context).action != "allow"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Colchicine shrinks tophi.", "block"),
        ("Colchicine does not shrink tophi.", "allow"),
        ("Allopurinol shrinks tophi.", "allow"),
        ("Colchicine is the initial treatment of gout.", "block"),
        ("Colchicine comes after allopurinol in gout.", "allow"),
        ("Colchicine is standard for an acute flare.", "block"),
        ("Colchicine 0.5 mg is the right dose in gout.", "block"),
    ],
)
def test_another_pack(text: str, action: str) -> None:
    limits = (
        limit("colchicine", "benefit", "tophi"),
        limit("colchicine", "first-line", "gout"),
        limit("colchicine", "standard-practice", "acute-flare"),
        limit("colchicine", "established-dose", "gout"),
    )
    assert judge(text, limits, other_pack()).action == action


BLOCKED = [text for text, context in VIOLATIONS if not context and read(text).action == "block"]
BENIGN = ["The trial was randomised.", "It snowed.", "IVIG carries risks.", "Interferon is first-line.", "See page 4."]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BLOCKED), st.lists(st.sampled_from(BENIGN), max_size=3))
def test_other_sentences_do_not_excuse_a_violation(text: str, before: list[str]) -> None:
    assert read(" ".join([*before, text])).action != "allow"
    assert read(text, " ".join(before)).action != "allow"
    assert read(" ".join([text, *before])).action != "allow"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([text for text, context in VIOLATIONS if not context]))
def test_case_leaves_a_violation_stopped(text: str) -> None:
    assert read(text.upper()).action != "allow"


PLAIN = ["IVIG slows SPMS.", "IVIG helps in PPMS.", "IVIG is effective in progressive MS."]


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("denial", ["It is false that", "It is not true that", "There is no evidence that"])
def test_a_denial_turns_a_claim(text: str, denial: str) -> None:
    assert read(f"{denial} {text}").action == "allow"
    assert read(f"It is not the case that {denial[0].lower()}{denial[1:]} {text}").action != "allow"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert read(text, text).action in ("allow", "hold", "block")


def test_without_limits_everything_is_allowed() -> None:
    assert judge("IVIG slows SPMS.", (), other_pack()).action == "allow"
    assert [one.id for one in FOUR] == ["benefit", "first-line", "standard-practice", "established-dose"]


def test_an_unknown_word_is_no_way_round() -> None:
    """Each word that carries a claim, replaced by one that means nothing: what is left is rarely allowed."""
    key = {"GOOD", "FIRST", "NORM", "ACT", "RANK", "OVERTAKES", "STRONG"}
    holes = [
        (text[: word.start] + "zzorple" + text[word.end :], context)
        for text, context in VIOLATIONS[::4]
        for word in words(text)
        if PHRASES.get((word.folded,), frozenset()) & key
    ]
    allowed = [text for text, context in holes if read(text, context).action == "allow"]
    assert len(allowed) / len(holes) < 0.05, allowed
