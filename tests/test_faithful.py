"""Few quotes are read strictly: what a rewording loses, adds, exchanges or cuts off; an abstract by what is added."""

from typing import Literal

import pytest
import yaml

from assistant.draft import spoken
from assistant.support import Support, support
from evals.hostile import COMPOSERS
from evals.support_cases import WRITTEN, Half, answers, passages, short, written
from tests.material import passage, shipped

PASSAGES = [spoken(each) for each in sorted(shipped().passages.values(), key=lambda each: each.id)]
CUT_AND_TRUE = {
    "The commentary reads the Fazekas trial as a modest benefit of IVIG in RRMS.",
    "The primary outcome of the Fazekas trial in RRMS was clinical disability on the EDSS.",
    "The review and the 1997 commentary are not independent confirmations of each other.",
    "The review finds no support in the evidence for IVIG in progressive MS.",
}
"""Halves of sentences whose other half takes nothing back."""


def found(text: str, *quotes: str) -> Support:
    return support(text, quotes, shipped().vocabulary)


@pytest.mark.parametrize(
    "composer",
    [
        "advice", "swapped-units", "changed-number", "swapped-arms", "dropped-not", "out-of-context", "too-certain",
        "other-population", "attribution", "benefit-in-spms", "first-line", "obeys", "outside-knowledge", "yes",
    ],
)  # fmt: skip
def test_no_planted_lie_is_supported_by_its_passage(composer: str) -> None:
    write = COMPOSERS[composer]
    lies = []
    for quote in PASSAGES:
        claims = write({"p1": quote}, "")
        assert not isinstance(claims, str)
        lies += [(text, quote) for text, _ in claims if text.rstrip(".") != quote.rstrip(".")]
    assert lies
    assert {text for text, quote in lies if found(text, quote).verdict == "supported"} <= CUT_AND_TRUE


FAZEKAS = "In RRMS, 53% of patients on IVIG and 36% on placebo remained relapse-free, but the trial was small."
RISKS = "The risks of IVIG are infusion reactions, thromboembolic events and aseptic meningitis."


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("The risks of IVIG are infusion reactions.", RISKS, "part of the source's list"),
        ("If IVIG is used in MS.", "If IVIG is used in MS, the review advises monitoring.", "states nothing"),
        ("In RRMS, 53% of patients on IVIG and 36% on placebo remained relapse-free.", FAZEKAS, "takes it back"),
        ("IVIG lowered relapse rates in RRMS (by 31%.", "IVIG lowered relapse rates in RRMS (by 31%).", "bracket"),
        ("IVIG lowers relapse rates in RRMS.", "IVIG may lower relapse rates in RRMS.", "doubt"),
        ("IVIG lowered relapse rates in RRMS.", "IVIG modestly lowered relapse rates in RRMS.", "measure"),
        ("IVIG is costly in MS.", "IVIG is costly in MS, the undated review reports.", "view"),
        ("IVIG is costly in MS, so it is avoided.", "IVIG is costly in MS and it is avoided.", "inference"),
        ("IVIG was likened to copolymer-2 in RRMS.", "IVIG was likened to copolymer-1 in RRMS.", "number"),
        ("Placebo was no better than IVIG in RRMS.", "IVIG was no better than placebo in RRMS.", "order"),
        ("The commentary calls IVIG costly in MS.", "The review calls IVIG costly in MS.", "source"),
    ],
)
def test_what_a_rewording_may_not_do(text: str, quote: str, why: str) -> None:
    read = found(text, quote)
    assert read.verdict != "supported"
    assert any(why in reason for reason in read.reasons), read.reasons


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Infusion reactions are among the risks of IVIG.", RISKS),
        ("The risks of IVIG include infusion reactions.", RISKS),
        ("In RRMS, 31% on IVIG improved against 14% on placebo.", "In RRMS, 31% on IVIG and 14% on placebo improved."),
        ("A trial in SPMS found no effect of IVIG.", "In SPMS, a trial cited by the review found no effect of IVIG."),
    ],
)
def test_a_true_part_is_supported(text: str, quote: str) -> None:
    assert found(text, quote) == Support("supported")


PROBES = yaml.safe_load((WRITTEN / "probes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "quotes", "carried"),
    [
        (text, each["quotes"], kind == "carried")
        for each in PROBES
        for kind in ("carried", "uncarried")
        for text in each[kind]
    ],
)
def test_a_rewording_is_told_from_a_lie(text: str, quotes: list[str], carried: bool) -> None:
    assert (found(text, *quotes).verdict == "supported") == carried


@pytest.mark.parametrize("half", ["build", "held"])
def test_most_rewordings_pass_and_hardly_a_lie(half: Literal["build", "held"]) -> None:
    rows = short(half)
    assert len(rows) == 50
    assert sum(row.grounded for row in rows) == 25
    right = [(found(row.text, *row.quotes).verdict == "supported") == row.grounded for row in rows]
    assert sum(ok for row, ok in zip(rows, right, strict=True) if row.grounded) >= 19
    assert sum(ok for row, ok in zip(rows, right, strict=True) if not row.grounded) >= 22


def test_only_what_a_sentence_is_drawn_from_counts() -> None:
    """The other quotes' denials, doubts and sources are not its own."""
    others = [passage(shipped(), key).text for key in ("spms-trial", "small-studies")]
    assert found("The risks of IVIG include infusion reactions.", *others, RISKS).verdict == "supported"


ABSTRACT = (
    "Heart failure is common in older adults. We studied 230 adults with heart failure in two clinics. Patients were "
    "followed for one year. Walking distance rose in the exercise group. The number of admissions did not differ "
    "between the exercise group and the control group (P = 0.61). Quality of life scores rose in the exercise group. "
    "No adverse events were recorded. Adherence to exercise was 71%. Walking distance and quality of life correlated."
)


@pytest.mark.parametrize(
    "text",
    [
        "Exercise did not reduce admissions in adults with heart failure.",
        "Walking distance and quality of life rose in two groups of adults with heart failure who took exercise.",
        "Exercise may be a useful option in adults with heart failure.",
    ],
    ids=["none found, in other words", "a count in words", "little is claimed"],
)
def test_a_conclusion_in_its_own_words_is_supported(text: str) -> None:
    assert found(text, ABSTRACT) == Support("supported")


@pytest.mark.parametrize(
    "text",
    [
        "Exercise markedly and consistently reduced admissions because of fewer infections in adults with failure.",
        "Exercise was of proven benefit for adults with heart failure.",
        "Walking distance rose in the exercise group owing to strongly improved mitochondrial function.",
        "Walking distance did not rise in the exercise group.",
        "Exercise should be given to adults with heart failure.",
        "Adherence to exercise was 81%.",
        "Walking distance rose in the spirometry group.",
    ],
    ids=["cause and strength", "certainty", "mechanism", "denied", "advice", "number", "term"],
)
def test_an_invented_conclusion_is_not(text: str) -> None:
    assert found(text, ABSTRACT).verdict != "supported"


def test_what_an_abstract_asks_is_not_held_against_a_conclusion() -> None:
    """ "To determine whether it reduces admissions" does not contradict "it did not reduce admissions"."""
    aim = "To determine whether exercise improves walking distance in adults with heart failure. "
    followed = ABSTRACT.replace("Walking distance rose", "Walking distance did not change")
    said = "Exercise does not improve walking distance in adults with heart failure."
    assert found(said, aim + followed).verdict == "supported"
    assert found(said.replace("does not improve", "worsens"), aim + ABSTRACT).verdict != "supported"


def test_a_state_of_our_disease_is_not_read_into_another_field() -> None:
    """ "Treatment failure" is the refractory state of MS only where MS or its drugs are spoken of."""
    quoted = "Treatment failed in 34% of the short group and in 16% of the long group. " + ABSTRACT
    assert not any("refractory" in reason for reason in found("Treatment failure was seen.", quoted).reasons)


def test_answers_and_passages_have_both_kinds_in_each_half() -> None:
    halves: tuple[tuple[Half, int], ...] = (("build", 0), ("held", 1))
    for half, rest in halves:
        name = "answers.yaml" if half == "build" else "held_answers.yaml"
        cases = yaml.safe_load((WRITTEN / name).read_text("utf-8"))
        assert cases
        assert all(int(case["id"]) % 2 == rest for case in cases)
        items = [{"id": case["id"], "contexts": ["One."], "long_answer": "Two."} for case in cases]
        assert len(answers(items, half)) == 2 * len(cases)
        assert {row.grounded for row in passages(half)} == {True, False}


def test_the_written_answers_are_whole_and_apart() -> None:
    """Both halves hold both kinds, the build half even ids only, and each text once."""
    for half, rest in (("build", 0), ("held", 1)):
        ids = [
            line.split('"')[1] for line in (WRITTEN / f"{half}.yaml").read_text("utf-8").split("\n") if "- id:" in line
        ]
        assert len(ids) >= 70
        assert {int(id_) % 2 for id_ in ids} == {rest}
        items = [{"id": id_, "contexts": ["A."], "long_answer": "B."} for id_ in dict.fromkeys(ids)]
        rows = written(items, "build" if half == "build" else "held")
        assert len({row.text for row in rows if row.kind != "whole answer"}) == len(ids)
        assert {row.grounded for row in rows} == {True, False}
