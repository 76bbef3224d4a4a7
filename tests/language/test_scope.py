"""Who a clause is about, and which claim it carries on."""

import pytest

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


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        (
            "RRMS patients improved only on IVIG.",
            "So did those with SPMS.",
            "so did those with spms rrms patients improved on ivig",
        ),
        ("IVIG did not help in RRMS.", "In SPMS it did.", "in spms it did helped"),
        ("IVIG helps in RRMS.", "In SPMS, too.", "in spms , too ivig helps in rrms"),
        ("Does IVIG help?", "In SPMS.", "in spms does ivig help"),
        ("Does IVIG help in SPMS?", "A good idea.", "a good idea does ivig help in spms"),
        ("Does IVIG help in SPMS?", "Bad idea.", "not does ivig help in spms"),
        ("Should I use IVIG?", "Not a bad idea.", "not a bad idea should i use ivig"),
        ("IVIG does not help in SPMS.", "That is not true.", "not ivig does not help in spms"),
        ("IVIG does not help.", "Interferon is not right.", "interferon is not right"),
        ("IVIG helps RRMS.", "It was otherwise in SPMS.", "not ivig helps rrms"),
        ("Is IVIG useless in SPMS?", "No.", "not is ivig useless in spms"),
        ("# Where IVIG fails", "SPMS", "spms where ivig fails"),
    ],
)
def test_what_is_carried_on(context: str, text: str, expected: str) -> None:
    assert [said(frame) for frame in read(text, context)] == [expected]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("IVIG was tried in SPMS. It helped.", ["ivig spms", "ivig spms"]),
        ("IVIG helps in RRMS. Interferon does, too.", ["ivig rrms", "interferon rrms"]),
        ("In PPMS, IVIG was given. In RRMS, it was not.", ["ivig ppms", "ivig rrms"]),
        ("Unlike interferon, IVIG helps in SPMS.", ["interferon spms", "ivig spms"]),
        ("IVIG helps in CIDP. In MS it does not.", ["ivig cidp", "ivig ms"]),
        ("IVIG helps in SPMS. CIDP is another matter.", ["ivig spms", "ivig cidp"]),
        ("IVIG helps in RRMS but not in SPMS. It is safe.", ["ivig rrms", "ivig spms", "ivig rrms"]),
    ],
)
def test_subjects(text: str, subjects: list[str]) -> None:
    found = [frame.subject for frame in read(text)]
    assert [" ".join([*one.drugs, *one.populations, *one.diseases]) for one in found] == subjects


def test_bullets_of_a_list_say_its_heading() -> None:
    found = read("- SPMS\n* PPMS\n\n1. RRMS\n(b) MS", "Uses of IVIG:")
    assert [said(frame) for frame in found] == [f"{name} uses of ivig" for name in ("spms", "ppms", "rrms", "ms")]


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("If it fails, stop IVIG.", [True, False]),
        ("Stop IVIG if it fails.", [True, False]),
        ("If only IVIG were safe.", [False]),
    ],
)
def test_an_if_before_the_rest_only_supposes(text: str, supposed: list[bool]) -> None:
    assert [frame.supposed for frame in read(text)] == supposed


def test_a_reply_without_a_subject_follows_the_claim() -> None:
    first, *_ = read("IVIG helps in SPMS. No evidence supports this.")
    assert " ".join(item.text for item in first.following) == "no evidence supports this ."
    first, *_ = read("IVIG helps in SPMS. Interferon is not used.")
    assert first.following == ()


def test_joining_words_are_no_claim() -> None:
    assert [said(frame) for frame in read("However, IVIG helps.")] == ["ivig helps"]
    (asked,) = read("Please summarise what IVIG does in SPMS.")
    assert asked.asked
