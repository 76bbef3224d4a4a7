"""Forms that new sentences brought: brands, fronted phrases, quotations, ellipses, orders told in other words."""

import pytest

from assistant.pack import load_pack
from assistant.settings import shipped_corpus
from tests.judging import read


@pytest.mark.parametrize(
    ("text", "context", "action"),
    [
        pytest.param("Privigen slows SPMS.", "", "block", id="a brand is the drug"),
        pytest.param("Gamunex does not slow SPMS.", "", "allow", id="a brand denied"),
        pytest.param("Donor antibodies help in PPMS.", "", "block", id="another name"),
        pytest.param("Octagam comes before interferon.", "", "block", id="a brand first"),
        pytest.param("For MS that has worsened from onset, IVIG never helps.", "", "allow", id="a fronted phrase"),
        pytest.param("Tempting as it is, IVIG has no evidence in PPMS.", "", "allow", id="an adjective conceded"),
        pytest.param("is ivig any good for spms", "", "allow", id="a question without its mark"),
        pytest.param("Which comes first in RRMS, IVIG or interferon?", "", "allow", id="a choice of two"),
        pytest.param('To "does IVIG help in SPMS?" I answered that it does.', "", "block", id="a quoted question, yes"),
        pytest.param('To "does IVIG help in SPMS?" I answered no.', "", "allow", id="a quoted question, no"),
        pytest.param("One draft stated that IVIG benefits SPMS; we deleted it.", "", "allow", id="a claim deleted"),
        pytest.param("Lack of benefit in SPMS limits the use of IVIG.", "", "allow", id="absence as a subject"),
        pytest.param("Nothing precludes the use of IVIG in SPMS.", "", "block", id="nothing against it"),
        pytest.param("IVIG dosnt work in SPMS.", "", "allow", id="a misspelt denial"),
        pytest.param("IVIG did no more for SPMS than salt water.", "", "allow", id="no more than anything"),
        pytest.param("In SPMS IVIG came out ahead of placebo.", "", "block", id="ahead of placebo"),
        pytest.param("Fewer SPMS patients improved on IVIG than on placebo.", "", "allow", id="fewer than on placebo"),
        pytest.param("SPMS has no treatment that helps, except IVIG.", "", "block", id="the exception"),
        pytest.param("Taking IVIG away from SPMS patients sends them downhill.", "", "hold", id="worse without"),
        pytest.param("We may never learn why IVIG failed in SPMS.", "", "allow", id="why it failed"),
        pytest.param("IVIG does not bolster SPMS.", "", "allow", id="a known verb denied"),
        pytest.param("IVIG does not plateau in SPMS.", "", "hold", id="an unknown verb denied"),
        pytest.param("IVIG gave our SPMS clinic results nobody had hoped for.", "", "hold", id="denied in a relative"),
        pytest.param("There is none.", "Is there any benefit of IVIG in PPMS?", "allow", id="none"),
        pytest.param("Sadly, none.", "Is there any benefit of IVIG in PPMS?", "allow", id="sadly, none"),
        pytest.param("It never did.", "IVIG was said to slow SPMS.", "allow", id="an ellipsis denied"),
        pytest.param("It never has.", "IVIG does not fail in SPMS.", "block", id="an ellipsis of a denial"),
        pytest.param("- the optimal IVIG dose in MS", "What the review leaves open", "allow", id="left open"),
        pytest.param("Spare RRMS patients the injections and give IVIG.", "", "block", id="spared the others"),
        pytest.param("In RRMS, interferon comes in when IVIG has not done enough.", "", "hold", id="once it fails"),
        pytest.param("In RRMS it should be IVIG, and only then interferon.", "", "block", id="only then"),
        pytest.param("In RRMS it should be interferon, and only then IVIG.", "", "allow", id="only then turned"),
        pytest.param("RRMS patients must have tried interferon to get IVIG.", "", "allow", id="what comes before"),
        pytest.param("Giving IVIG before interferon is bad medicine in RRMS.", "", "allow", id="an order blamed"),
        pytest.param("Waiting for interferon to fail before giving IVIG is bad.", "", "block", id="a wait blamed"),
        pytest.param("IVIG is the last thing I would start RRMS patients on.", "", "allow", id="the last thing"),
        pytest.param("Before IVIG could be called first-line, a trial is needed.", "", "allow", id="not before"),
        pytest.param("RRMS, no prior DMT. Plan: IVIG.", "", "block", id="nothing before it"),
        pytest.param("The MS dose of IVIG is well known: a gram per kilo.", "", "block", id="a dose in words"),
    ],
)
def test_forms(text: str, context: str, action: str) -> None:
    assert read(text, context).action == action


def test_to_a_question_a_brand_is_not_the_drug() -> None:
    vocabulary = load_pack(shipped_corpus(), shipped_corpus())[0].terms()
    named = {mention.concept.id for mention in vocabulary.find("Does Privigen help?")}
    assert named & {"privigen", "ivig"} == {"privigen"}
