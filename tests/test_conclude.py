from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.conclude import cite, conclude
from assistant.draft import Draft, Line, Reply, verbatim
from assistant.generate import Composed
from assistant.inquiry import Asking, Inquiry
from assistant.passages import digest
from assistant.proof import problems
from assistant.retrieve import Evidence
from assistant.values import Answer, Outcome, Turn, Withheld
from assistant.verify import Verdict, Verifier
from tests.material import passage, shipped

ASKING = Asking(text="Does IVIG help?", query="Does IVIG help?", concepts=frozenset({"ivig"}))
INQUIRY = Inquiry(question="Does IVIG help?", redacted={"name": 1}, askings=(ASKING,))


def line(key: str) -> Line:
    return verbatim(passage(shipped(), key), "finding")


def reply(*keys: str, outcome: Outcome = "answered", missing: tuple[str, ...] = ()) -> Reply:
    return Reply(ASKING, outcome, tuple(line(key) for key in keys), missing)


def concluded(
    *replies: Reply,
    inquiry: Inquiry = INQUIRY,
    verdict: Verdict | None = None,
    history: Sequence[Turn] = (),
    withheld: tuple[Withheld, ...] = (),
) -> Answer:
    draft = Draft(replies)
    checked = verdict or Verifier(shipped())(draft)
    answer = conclude(
        inquiry, Composed(draft, withheld=withheld), checked, Evidence((), ()), shipped(), history, "a model"
    )
    assert problems(answer, shipped().documents) == ()
    return answer


def test_the_text_is_the_statements_with_their_markers() -> None:
    answer = concluded(reply("rrms-modest", "risks"))
    one, two = (passage(shipped(), key).text for key in ("rrms-modest", "risks"))
    assert answer.text == f"{one} [1] {two} [2]"
    assert [(s.text, s.citations, s.support) for s in answer.statements] == [
        (one, (1,), "quoted"),
        (two, (2,), "quoted"),
    ]
    assert all(answer.text[s.start : s.end] == s.text for s in answer.statements)


def test_a_passage_said_twice_is_said_once() -> None:
    answer = concluded(reply("risks", "rrms-modest"), reply("rrms-modest", "spms-trial"))
    assert [citation.marker for citation in answer.citations] == [1, 2, 3]
    assert answer.text.count(passage(shipped(), "rrms-modest").text) == 1
    assert answer.outcome == "answered"


def test_replies_are_apart() -> None:
    assert concluded(reply("risks"), reply("rrms-modest")).text.count("\n\n") == 1


OUTCOMES: list[tuple[tuple[Outcome, ...], Outcome]] = [
    (("answered",), "answered"),
    (("answered", "answered"), "answered"),
    (("answered", "not_covered"), "partial"),
    (("answered", "out_of_scope"), "partial"),
    (("partial", "not_covered"), "partial"),
    (("not_covered", "out_of_scope"), "not_covered"),
    (("out_of_scope", "out_of_scope"), "out_of_scope"),
    ((), "not_covered"),
]


@pytest.mark.parametrize(("parts", "overall"), OUTCOMES, ids=str)
def test_the_outcome_is_the_sum_of_its_parts(parts: tuple[Outcome, ...], overall: Outcome) -> None:
    made = {
        "answered": reply("risks"),
        "partial": reply("rrms-modest", outcome="partial", missing=("price",)),
        "not_covered": reply(outcome="not_covered", missing=("CIDP",)),
        "out_of_scope": reply(outcome="out_of_scope", missing=("France",)),
    }
    assert concluded(*(made[part] for part in parts)).outcome == overall


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (reply(outcome="not_covered", missing=("CIDP",)), "The indexed evidence does not cover this: nothing on CIDP."),
        (
            reply(outcome="not_covered", missing=("a", "b", "c")),
            "The indexed evidence does not cover this: nothing on a, b or c.",
        ),
        (reply(outcome="not_covered", missing=(ASKING.text,)), "The indexed evidence does not cover this."),
        (
            reply(outcome="out_of_scope", missing=("France",)),
            "France: this is outside the topic of the indexed evidence (IVIG in multiple sclerosis).",
        ),
    ],
    ids=["one", "several", "nothing named", "out of scope"],
)
def test_a_gap_is_said_in_one_note(given: Reply, said: str) -> None:
    answer = concluded(given)
    assert [(s.text, s.kind, s.citations, s.support) for s in answer.statements] == [(said, "note", (), None)]
    assert answer.missing == given.missing
    assert answer.citations == ()


def test_a_part_that_is_missing_is_said_after_what_is_there() -> None:
    answer = concluded(reply("risks", outcome="partial", missing=("frequency of the risks",)))
    assert answer.text.endswith("[1] Not in the indexed evidence: frequency of the risks.")


def test_what_was_not_allowed_is_left_out_and_its_reason_kept() -> None:
    verdict = Verdict(frozenset({line("risks").key}), (Withheld("it breaks a limit", "not-first-line"),))
    answer = concluded(reply("second-line", "risks"), verdict=verdict)
    assert answer.text == passage(shipped(), "risks").text + " [1]"
    assert answer.withheld == verdict.withheld
    assert [(n.id, n.action) for n in answer.limits] == [("not-first-line", "enforced")]


def test_where_all_is_withheld_nothing_is_answered() -> None:
    answer = concluded(reply("risks"), verdict=Verdict(frozenset(), (Withheld("no proof"),)))
    assert (answer.outcome, answer.citations, answer.missing) == ("not_covered", (), (ASKING.text,))
    assert passage(shipped(), "risks").text not in answer.text


def test_a_limit_whose_basis_is_quoted_is_stated() -> None:
    assert [(n.id, n.action) for n in concluded(reply("spms-trial")).limits] == [("no-progressive-benefit", "stated")]
    assert concluded(reply("risks")).limits == ()


def test_a_limit_that_is_raised_is_stated() -> None:
    raised = replace(reply("risks"), limits=(shipped().limits[1],))
    assert [n.id for n in concluded(raised).limits] == ["not-first-line"]


def test_an_emergency_says_what_to_do_and_nothing_else() -> None:
    answer = concluded(reply("risks"), inquiry=replace(INQUIRY, emergency=True))
    assert (answer.outcome, answer.text) == ("declined", shipped().emergency)
    assert (answer.citations, answer.nearest, answer.missing) == ((), (), ())


def test_a_demand_is_declined_and_the_evidence_still_said() -> None:
    answer = concluded(reply("spms-trial"), inquiry=replace(INQUIRY, demand=True))
    assert answer.outcome == "declined"
    assert "not set aside on demand" in answer.text
    assert passage(shipped(), "spms-trial").text in answer.text


def test_the_nearest_are_shown_beside_a_gap_and_not_twice() -> None:
    near = tuple(passage(shipped(), key) for key in ("risks", "rrms-modest", "costly", "guidelines"))
    silent = replace(reply(outcome="not_covered", missing=("CIDP",)), nearest=near)
    answer = concluded(reply("risks"), silent)
    assert [c.quote for c in answer.nearest] == [p.text for p in near[1:]]
    assert {c.marker for c in answer.nearest} == {0}
    assert concluded(replace(reply("costly"), nearest=near)).nearest == ()


def test_a_citation_says_where_its_quote_stands() -> None:
    found = passage(shipped(), "dose-misprint")
    citation = cite(shipped(), found, 3)
    own = shipped().documents[found.document]
    assert own.text[citation.start : citation.end] == citation.quote == found.text
    assert citation.id == digest(own.sha256, found.start, found.end)
    assert (citation.marker, citation.year, citation.flags) == (3, 1997, ("possible-unit-error",))
    assert (citation.document_sha256, citation.title, citation.section) == (own.sha256, own.title, found.section)


def test_the_id_is_the_inputs() -> None:
    same = concluded(reply("risks"))
    assert concluded(reply("risks")).id == same.id
    assert concluded(reply("risks"), inquiry=replace(INQUIRY, question="Does it?")).id != same.id
    assert concluded(reply("risks"), history=[Turn("user", "In RRMS?")]).id != same.id


def test_the_basis() -> None:
    basis = concluded(reply("risks")).basis
    assert (basis.corpus_sha256, basis.limits_sha256) == (shipped().sha256, shipped().limits_sha256)
    assert (basis.composer, basis.embedding, basis.prompt_sha256, basis.redacted) == (
        "verbatim/1",
        "a model",
        None,
        {"name": 1},
    )
    assert basis.corpus_date == shipped().date


def test_what_is_missing_goes_unnamed_where_its_name_could_be_read_as_a_claim() -> None:
    missing = ("onset of effect", "helps in SPMS")
    answer = concluded(reply(outcome="out_of_scope", missing=missing))
    assert answer.text == "This is outside the topic of the indexed evidence (IVIG in multiple sclerosis)."
    assert answer.missing == missing
