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
