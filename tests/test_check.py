import pytest

from assistant.check import LONGEST, Checked, check
from assistant.errors import UsageError
from tests.material import passage, shipped


def test_inside_the_limits() -> None:
    assert check("The review does not recommend IVIG as first-line treatment of MS.", shipped()).verdict == "allow"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("IVIG clearly slows disability in SPMS.", "no-progressive-benefit"),
        ("IVIG is the first-line treatment of MS.", "not-first-line"),
    ],
)
def test_a_broken_limit_is_named(text: str, limit: str) -> None:
    found = check(text, shipped())
    assert (found.verdict, found.limit, found.support) == ("block", limit, None)
    assert found.reasons


def test_context_is_read() -> None:
    assert check("Yes.", shipped(), context="Does IVIG help in SPMS?").verdict != "allow"


def test_support_is_a_question_of_its_own() -> None:
    quote = passage(shipped(), "spms-trial").text
    assert check(quote, shipped(), [quote]) == Checked("allow", None, "supported", ())
    found = check("IVIG was tested in 900 patients with RRMS.", shipped(), [quote])
    assert (found.verdict, found.support) == ("allow", "contradicted")
    assert found.reasons


def test_no_quotes_and_empty_quotes_differ() -> None:
    assert check("IVIG was given.", shipped()).support is None
    assert check("IVIG was given.", shipped(), []).support == "unsupported"


@pytest.mark.parametrize(
    ("text", "quotes", "context"),
    [
        ("", None, ""),
        (" \n", None, ""),
        ("x" * (LONGEST + 1), None, ""),
        ("x", ["y" * LONGEST, "z"], ""),
        ("x", None, "y" * (LONGEST + 1)),
    ],
    ids=["empty", "blank", "long text", "long quotes", "long context"],
)
def test_what_cannot_be_checked(text: str, quotes: list[str] | None, context: str) -> None:
    with pytest.raises(UsageError):
        check(text, shipped(), quotes, context)


class Doubting:
    def entails(self, premise: str, hypothesis: str) -> float:
        return 0.0


def test_an_entailment_model_is_asked() -> None:
    quotes = ["Mortality was lower with atorvastatin than with placebo."]
    text = "Mortality was reduced with atorvastatin compared with placebo."
    assert check(text, shipped(), quotes).support == "supported"
    assert check(text, shipped(), quotes, "", Doubting()).support == "unsupported"
