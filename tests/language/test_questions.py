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
        ("So does IVIG help?", True),
        ("Does nobody doubt it?", False),
        ("Is it surely effective?", False),
        ("Would you believe it helps?", False),
        ("Do you agree that it helps?", False),
        ("It is obvious, isn't it?", False),
        ("What harm is there in trying?", False),
        ("How can it not help?", False),
        ("How well does it work?", False),
        ("How much evidence is there?", True),
        ("How many trials were there?", True),
        ("Who benefits?", False),
        ("Why is it used?", False),
        ("What makes it effective?", False),
        ("What is known?", True),
        ("What would help?", False),
        ("Which patients benefit?", False),
        ("When was the trial?", True),
        ("In which form does it help?", False),
        ("At what dose is it given?", True),
        ("IVIG helps SPMS?", False),
        ("Patients improve?", False),
        ("Benefit in SPMS?", True),
        ("Have trials shown that it helps?", True),
        ("Could you zorp that it helps?", False),
        ("Could you tell me that it helps?", True),
        ("Who would dispute it?", False),
        ("It is safe, correct?", False),
        ("Surely it helps?", False),
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
        ("Why should it not be used?", "why should it be used"),
        ("How could it not help?", "it help"),
        ("And who would dispute it?", "nobody would dispute it"),
    ],
)
def test_asserted(question: str, expected: str) -> None:
    assert " ".join(item.text for item in asserted(marker().mark(question))) == expected


def test_a_quoted_question_is_only_mentioned() -> None:
    items, quoted = without_quoted_questions(marker().mark('You asked "does it help?" yesterday.'))
    assert [item.text for item in items] == ["you", "asked", "question", "yesterday", "."]
    assert [item.text for item in quoted][:3] == ["does", "it", "help"]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ('You asked "does it help?" and "is it safe?" today.', "you asked question and question today ."),
        ('He said "it helps." twice.', 'he said " it helps . " twice .'),
        ('She asked "Why does it work so well?" today.', 'she asked " why does it work so well ? " today .'),
    ],
)
def test_only_open_questions_are_only_mentioned(sentence: str, left: str) -> None:
    items, _ = without_quoted_questions(marker().mark(sentence))
    assert " ".join(item.text for item in items) == left


def test_a_request_to_be_told() -> None:
    assert requests(marker().mark("Please summarise the evidence."))
    assert requests(marker().mark("Kindly list the trials."))
    assert not requests(marker().mark("IVIG helps."))
    assert not requests(marker().mark("Please."))
