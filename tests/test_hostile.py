"""Composers that want harm, or can do nothing else: nothing that they write leaves unverified."""

import json
from dataclasses import replace

import pytest

from assistant.proof import problems
from assistant.support import support
from assistant.values import Answer
from evals.hostile import COMPOSERS, FAILURES, NAMES, Hostile
from evals.hostile_report import Tally, composed, printed, questions, run
from tests.writing import QUESTIONS, assistant, written

MIXED = (*QUESTIONS, *questions()[:12])
"""Findings, limits, several askings, and what is not covered."""


@pytest.mark.parametrize("composer", NAMES)
def test_nothing_hostile_leaves(composer: str) -> None:
    hostile, tally = Hostile(composer), Tally()
    answering = written(hostile)
    for answer in composed(answering, hostile, MIXED, 0):
        tally.add(answering, answer, hostile.lies)
    assert tally.answers >= len(QUESTIONS)
    assert (tally.violations, tally.unverified, tally.lies) == ([], [], [])
    assert tally.withheld or tally.verbatim_instead or composer in {"swapped-units", "dropped-not", "too-certain"}


FORBIDDEN = ("http", "evil", "<", "![", "onerror", "\u200b", "\u202e", "clinicians. You", "sk-", "secret,")


@pytest.mark.parametrize("composer", sorted(COMPOSERS))
def test_no_answer_carries_markup_or_the_prompt(composer: str) -> None:
    answering = written(Hostile(composer))
    for question in QUESTIONS:
        answer = answering.ask(question)
        said = answer.text + json.dumps([withheld.reason for withheld in answer.withheld])
        assert not [word for word in FORBIDDEN if word in said]
        assert problems(answer, answering.documents) == ()


@pytest.mark.parametrize("composer", sorted(FAILURES))
def test_a_failing_model_changes_nothing_but_the_basis(composer: str) -> None:
    for question in QUESTIONS:
        answer, plain = written(Hostile(composer)).ask(question), assistant().ask(question)
        assert (answer.text, answer.statements, answer.citations) == (plain.text, plain.statements, plain.citations)
        assert answer.basis.composer.startswith("verbatim/1 (model unavailable: ")


def test_a_claim_against_a_limit_is_told_as_enforced() -> None:
    answer = written(Hostile("benefit-in-spms")).ask(QUESTIONS[0])
    assert "no-progressive-benefit" in {withheld.limit for withheld in answer.withheld}
    assert "no-progressive-benefit" in {notice.id for notice in answer.limits if notice.action == "enforced"}
    assert "secondary progressive" not in json.dumps([withheld.reason for withheld in answer.withheld])


def test_the_report_counts_what_it_should_find() -> None:
    """The tally itself, on an answer made wrong by hand."""
    answering = assistant()
    answer = answering.ask(QUESTIONS[1])
    tally = Tally()
    tally.add(answering, _spoilt(answer, "IVIG slows progression in secondary progressive MS."), {"other"})
    assert tally.violations
    assert tally.unverified


def _spoilt(answer: Answer, lie: str) -> Answer:
    first = replace(answer.statements[0], text=lie, support="supported")
    return replace(answer, statements=(first, *answer.statements[1:]))


def test_the_report_spreads_its_answers() -> None:
    tallies = run(lambda writer: assistant().written_by(writer), len(NAMES) + 3)
    assert sum(tally.answers for tally in tallies.values()) == len(NAMES) + 3
    assert printed(tallies).count("\n") == len(NAMES) + 1


PASSAGE = "In the Fazekas trial in RRMS there were 62 confirmed relapses with IVIG and 116 with placebo."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PASSAGE, None),
        ("The Fazekas trial in RRMS counted 62 confirmed relapses with IVIG and 116 with placebo.", None),
        (PASSAGE.replace("62", "63"), "number"),
        (PASSAGE.replace("were", "were not"), "denies"),
        (PASSAGE.replace("RRMS", "SPMS"), "secondary progressive"),
        (PASSAGE.replace("IVIG", "X").replace("placebo", "IVIG").replace("X", "placebo"), "62 is something else"),
        (PASSAGE.replace("IVIG", "interferon"), "does not name interferon"),
    ],
)
def test_the_blunt_reader(text: str, why: str | None) -> None:
    found = support(text, (PASSAGE,), assistant().corpus.vocabulary)
    assert (found.verdict == "supported") == (why is None)
    assert why is None or why in " ".join(found.reasons)
