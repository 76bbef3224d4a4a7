"""Where clauses part, and what their opening makes of them."""

import pytest

from assistant.language.clauses import clauses
from tests.judging import marker


def parted(sentence: str) -> list[tuple[str, str]]:
    return [(clause.role, clause.text) for clause in clauses(marker().mark(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("IVIG helps.", [("main", "ivig helps")]),
        ("If it helps, use it.", [("if", "if it helps"), ("main", "use it")]),
        ("It fell, but it rose.", [("main", "it fell"), ("main", "but it rose")]),
        ("Although it is new, it works.", [("concession", "although it is new"), ("main", "it works")]),
        ("Had it worked, we would know.", [("if", "had it worked"), ("main", "we would know")]),
        ("IVIG helps in RRMS but not in SPMS.", [("main", "ivig helps in rrms"), ("contrast", "but not in spms")]),
        ("PPMS: no evidence", [("main", "ppms : no evidence")]),
        ("secondary progressive MS (SPMS) is slow", [("main", "secondary progressive ms is slow")]),
        ("", []),
    ],
)
def test_parts(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert parted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("IVIG (which helps) is given.", "main ivig | aside which helps | main+ is given", id="bracket"),
        pytest.param("IVIG (not helpful) is given.", "main ivig | aside not helpful | main+ is given", id="denied"),
        pytest.param("IVIG (Octagam) is given.", "main ivig is given", id="a name in brackets"),
        pytest.param("IVIG (monthly, slowly) is given.", "main ivig monthly slowly is given", id="brackets opened"),
        pytest.param("IVIG, as one blog says, helps.", "main ivig helps", id="aside taken out"),
        pytest.param(
            "IVIG helps; it is safe: it works.", "main ivig helps | main it is safe | main it works", id="stops"
        ),
        pytest.param("It helps - it works.", "main it helps | main it works", id="dash between verbs"),
        pytest.param("Result: IVIG helps.", "main result : ivig helps", id="label before"),
        pytest.param("SPMS - no benefit.", "main spms - no benefit", id="label and verdict"),
        pytest.param(
            "Interferon is not where treatment begins.",
            "main interferon is not where treatment begins",
            id="embedded where",
        ),
        pytest.param(
            "The claim that it helps once it fails is wrong.",
            "main the claim that it helps once it fails is wrong",
            id="a claim named",
        ),
        pytest.param("It helps when it is given.", "main it helps | when when it is given", id="when"),
        pytest.param("It is given as initial therapy.", "main it is given as initial therapy", id="as a phrase"),
        pytest.param("It is given because it helps.", "main it is given | cause because it helps", id="because"),
        pytest.param("It is given because of this.", "main it is given because of this", id="because of"),
        pytest.param("No, it does not help.", "main no | main it does not help", id="no"),
        pytest.param("It helps, not interferon.", "main it helps | contrast+ not interferon", id="not another"),
        pytest.param("It helps, not being toxic.", "main it helps | main+ not being toxic", id="not and a verb"),
        pytest.param("It helps, unlike interferon.", "main it helps | contrast+ unlike interferon", id="unlike"),
        pytest.param("It helps, rather than harms.", "main it helps | contrast+ rather than harms", id="rather than"),
        pytest.param("IVIG, which is safe, helps.", "main ivig | aside+ which is safe | main helps", id="which"),
        pytest.param("It helps and it is safe.", "main it helps | main+ and it is safe", id="and with a verb"),
        pytest.param("It helps him and her.", "main it helps him and her", id="and without"),
        pytest.param("It helps, and it is safe.", "main it helps | main+ and it is safe", id="comma and"),
        pytest.param("It helps, interferon and others.", "main it helps , interferon and others", id="a list"),
        pytest.param("It did not help, nor did it harm.", "main it did not help | main+ nor did it harm", id="nor"),
        pytest.param("It is safe, it helps.", "main it is safe | main+ it helps", id="comma alone"),
        pytest.param("It is safe, they zorp.", "main it is safe | main+ they zorp", id="an unknown verb"),
        pytest.param("After interferon, IVIG is used.", "when after interferon | main ivig is used", id="after"),
        pytest.param("Before IVIG, interferon is used.", "when before ivig | main interferon is used", id="before"),
        pytest.param("Should it fail, stop.", "if should it fail | main stop", id="inverted"),
        pytest.param("Should it help?", "main should it help ?", id="inverted question"),
        pytest.param(
            "Unlike interferon, IVIG helps.", "contrast unlike interferon | main ivig helps", id="unlike first"
        ),
        pytest.param("It was compared with placebo.", "main it was compared with placebo", id="passive"),
        pytest.param("It is used, although it fails.", "main it is used | concession although it fails", id="although"),
        pytest.param("It fails where it matters.", "main it fails | when where it matters", id="where"),
        pytest.param("Whatever it costs, it helps.", "concession whatever it costs | main it helps", id="whatever"),
        pytest.param(
            "It is of use, if safe, in RRMS.", "main it is of use | if if safe | main in rrms", id="if inside"
        ),
    ],
)
def test_roles_and_links(sentence: str, expected: str) -> None:
    """A plus marks a clause that only continues the one before it."""
    found = clauses(marker().mark(sentence))
    assert " | ".join(f"{one.role}{'+' * one.linked} {one.text}" for one in found) == expected
