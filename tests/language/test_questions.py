"""Open questions and leading ones."""

import pytest

from assistant.language.questions import asserted, requests, sincere, without_quoted_questions
from tests.judging import marker


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Does IVIG help in SPMS?", True),
        ("What does the review say about IVIG?", True),
        ("What dose should be used?", True),
        ("How good is the evidence?", True),
        ("IVIG for SPMS?", True),
        ('You asked "does it help?"', True),
        ("Why does it work so well?", False),
        ("Isn't it obvious that it helps?", False),
        ("Who would doubt that it helps?", False),
        ("Could anyone deny that it helps?", False),
        ("It helps, right?", False),
        ("Did you know that it helps?", False),
        ("How does IVIG slow SPMS?", False),
    ],
)
def test_sincere(question: str, expected: bool) -> None:
    assert sincere(marker().mark(question)) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who would doubt it?", "nobody would doubt it"),
        ("Isn't it clear?", "is it clear"),
        ("Why is it not used?", "why is it not used"),
    ],
)
def test_asserted(question: str, expected: str) -> None:
    assert " ".join(item.text for item in asserted(marker().mark(question))) == expected


def test_a_quoted_question_is_only_mentioned() -> None:
    items = without_quoted_questions(marker().mark('You asked "does it help?" yesterday.'))
    assert [item.text for item in items] == ["you", "asked", "question", "yesterday", "."]


def test_a_request_to_be_told() -> None:
    assert requests(marker().mark("Please summarise the evidence."))
    assert not requests(marker().mark("IVIG helps."))
