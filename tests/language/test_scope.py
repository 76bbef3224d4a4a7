"""Who a clause is about, and which claim it carries on."""

from assistant.language.scope import Frame, frames
from tests.judging import marker


def read(text: str, context: str = "") -> tuple[Frame, ...]:
    return frames(text, context, marker())


def said(frame: Frame) -> str:
    return " ".join(item.text for item in frame.items)


def test_subjects_are_inherited() -> None:
    first, second = read("IVIG was tried in SPMS; it did nothing.")
    assert first.subject == second.subject
    assert second.own.drugs == frozenset()


def test_a_subject_named_later_counts() -> None:
    assert read("When given early, IVIG helps in PPMS.")[0].subject.drugs == {"ivig"}


def test_a_yes_says_the_question() -> None:
    (frame,) = read("Yes.", "Does IVIG help in SPMS?")
    assert "help" in said(frame)
    assert not frame.asked


def test_a_no_denies_it() -> None:
    (frame,) = read("No.", "Does IVIG help in SPMS?")
    assert said(frame).startswith("not")


def test_a_bullet_says_its_heading() -> None:
    (frame,) = read("- SPMS", "Forms in which IVIG works:")
    assert "works" in said(frame)


def test_only_a_cause_in_a_question_is_asserted() -> None:
    asked, given = read("Should I start IVIG since it works in SPMS?")
    assert asked.asked
    assert not given.asked
