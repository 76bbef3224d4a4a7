"""Lines in other words than the source's: what the verifier lets out, and what it says of the rest."""

import pytest

from assistant.draft import Draft, Line, Reply
from assistant.inquiry import Asking
from assistant.verify import Verdict, Verifier
from tests.doubles import Suspecting
from tests.material import passage, shipped

TRUE = "In RRMS, 53% of patients on IVIG remained relapse-free, compared with 36% on placebo."


def verdict(text: str, key: str = "relapse-free", second: Suspecting | None = None) -> Verdict:
    line = Line(text, (passage(shipped(), key),), "finding")
    asking = Asking(text="?", query="?", concepts=frozenset())
    return Verifier(shipped(), second)(Draft((Reply(asking, "answered", (line,)),)))


def test_a_true_rewording_is_allowed() -> None:
    found = verdict(TRUE)
    assert (len(found.allowed), found.withheld) == (1, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(TRUE.replace("53%", "63%"), "contradicted by its quotes", id="number"),
        pytest.param(TRUE.replace("IVIG", "rituximab"), "by its quotes", id="drug"),
        pytest.param("IVIG slows progression in SPMS.", "breaks a limit", id="limit"),
        pytest.param("IVIG wibbles SPMS patients.", "cannot be read as inside a limit", id="unread"),
        pytest.param(TRUE + " [1]", "markup", id="marker"),
        pytest.param(TRUE + " [more](http://x.example)", "markup", id="link"),
        pytest.param(TRUE + " ![](x.png)", "markup", id="image"),
        pytest.param(TRUE + " <b>x</b>", "markup", id="HTML"),
        pytest.param(TRUE + " www.example.org", "markup", id="address"),
        pytest.param(TRUE + " HTTPS://x.example", "markup", id="bare link"),
        pytest.param(TRUE + " javascript:x", "markup", id="script"),
        pytest.param(TRUE + " ftp:x", "markup", id="ftp"),
        pytest.param(TRUE + "\n# Good news", "markup", id="heading"),
        pytest.param(TRUE + " mailto:x", "markup", id="mail"),
        pytest.param(TRUE + " data:x", "markup", id="data"),
        pytest.param(TRUE + " file:x", "markup", id="file"),
        pytest.param(TRUE + " &lt;", "markup", id="entity"),
        pytest.param(TRUE + " `x`", "markup", id="code"),
        pytest.param(f"**{TRUE}**", "markup", id="strong"),
    ],
)
def test_a_false_one_is_withheld_and_never_repeated(text: str, reason: str) -> None:
    found = verdict(text)
    assert found.allowed == frozenset()
    (withheld,) = found.withheld
    assert reason in withheld.reason
    assert not {"IVIG", "rituximab", "63", "SPMS", "example"} & set(withheld.reason.replace(".", " ").split())


def test_a_second_reader_may_withhold_a_rewording_and_never_lets_one_out() -> None:
    (withheld,) = verdict(TRUE, second=Suspecting(1.0)).withheld
    assert (withheld.reason, withheld.limit) == ("a rewording cannot be read as inside a limit", "not-first-line")
    assert verdict(TRUE, second=Suspecting(0.0)).withheld == ()
    assert verdict("IVIG slows progression in SPMS.", second=Suspecting(0.0)).allowed == frozenset()


def test_a_second_reader_does_not_judge_the_sources_own_words() -> None:
    assert verdict(passage(shipped(), "relapse-free").text, second=Suspecting(1.0)).withheld == ()
