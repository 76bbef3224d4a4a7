from typing import Literal

import pytest

from assistant.draft import Draft, Line, spoken, verbatim
from assistant.values import Passage
from tests.material import keys, parts, passage


def draft(question: str, detail: Literal["brief", "full"] = "brief") -> Draft:
    inquiry = parts().understand(question, ())
    return parts().compose(inquiry, parts().retrieve(inquiry), detail)


def composed(question: str) -> list[str]:
    """The keys of what is said, in order, over all replies."""
    return keys(
        parts().corpus, [p.id for reply in draft(question).replies for line in reply.lines for p in line.passages]
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Does IVIG help in SPMS?", "spms-trial"),
        ("Does IVIG help in PPMS?", "ppms-none"),
        ("Does IVIG work in RRMS?", "rrms-modest"),
        ("Is IVIG first-line in MS?", "not-primary"),
        ("What dose should I use?", "dose-undetermined"),
        ("What was the dose in the Fazekas trial?", "fazekas-dose"),
        ("Should I give IVIG for an acute relapse?", "relapse-not-standard"),
        ("What are the risks of IVIG?", "risks"),
        ("What should I monitor?", "monitoring"),
        ("Do the two sources agree?", "agreement"),
        ("How did disability change in each arm of the Fazekas trial?", "edss-change"),
        ("Is 0.4 mg/kg right?", "dose-misprint"),
        ("How many patients were in each arm of the Fazekas trial?", "arm-sizes"),
        pytest.param("Does IVIG reduce relapses?", "rrms-modest"),
        pytest.param("Was there MRI in the Fazekas trial?", "fazekas-no-mri"),
    ],
)
def test_the_bottom_line_comes_first(question: str, first: str) -> None:
    said = composed(question)
    if question.startswith("How many patients"):
        assert first in said[:2]
    else:
        assert said[0] == first


@pytest.mark.parametrize(
    ("question", "statement", "caveat"),
    [
        ("How did disability change in each arm of the Fazekas trial?", "edss-change", "edss-ci-note"),
        ("What percentage improved, stayed stable or worsened in each arm?", "edss-categories", "placebo-94"),
        ("What are the risks of IVIG?", "risks", "risks-note"),
        ("What was the dose in the Fazekas trial?", "fazekas-dose", "dose-undetermined"),
        ("Is IVIG comparable to methylprednisolone for a relapse?", "acute-study", "relapse-not-standard"),
        ("How many patients were in the Fazekas trial?", "fazekas-patients", "arm-sizes"),
        ("What does the New York Hospital say of IVIG as an adjunct?", "ny-adjunct", "one-centre"),
    ],
)
def test_a_statement_travels_with_its_caveat(question: str, statement: str, caveat: str) -> None:
    said = composed(question)
    assert statement in said
    assert caveat in said


def test_every_companion_travels() -> None:
    corpus = parts().corpus
    for question in ("Does IVIG work in RRMS?", "What are the risks of IVIG?", "Tell me about the Fazekas trial"):
        for reply in draft(question).replies:
            shown = {p.id for line in reply.lines for p in line.passages}
            due = {
                id_
                for p in shown
                for id_, beside in corpus.companions.get(p, ())
                if (beside is None or beside in shown)
                and corpus.passages[p].role == "finding"
                and parts().retrieve.about(corpus.passages[id_].populations, reply.asking.populations)
            }
            assert keys(corpus, sorted(due - shown)) == []


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Does IVIG help in SPMS?", "answered"),
        ("What is the dose of ocrelizumab?", "out_of_scope"),
        ("Does IVIG work in CIDP?", "not_covered"),
        ("What is the price of IVIG?", "not_covered"),
        ("How often should patients on IVIG be monitored?", "partial"),
        ("What is the capital of France?", "out_of_scope"),
    ],
)
def test_outcomes(question: str, outcome: str) -> None:
    (reply,) = draft(question).replies
    assert reply.outcome == outcome
    assert bool(reply.missing) == (outcome != "answered")


@pytest.mark.parametrize("question", ["Does IVIG work in CIDP?", "Does IVIG work in pregnancy?", "What is its price?"])
def test_silence_says_what_is_near(question: str) -> None:
    (reply,) = draft(question).replies
    assert reply.lines == ()
    assert 0 < len(reply.nearest) <= 3


def test_a_limit_is_said_even_in_silence() -> None:
    (reply,) = draft("Does IVIG work in children with SPMS?").replies
    assert reply.outcome == "not_covered"
    assert {line.kind for line in reply.lines} == {"limit"}


def test_kinds() -> None:
    kinds = {
        line.passages[0].key or "": line.kind
        for reply in draft("Do the two sources agree?").replies
        for line in reply.lines
    }
    assert kinds["fazekas-commentary-1997#agreement"] == "conflict"
    assert kinds["fazekas-commentary-1997#not-independent"] == "caveat"
    assert {line.kind for reply in draft("Does IVIG help in SPMS?").replies for line in reply.lines} == {"limit"}


def test_a_difference_in_a_trial_is_no_conflict() -> None:
    (reply,) = draft("What was the difference in relapse-free patients between IVIG and placebo?").replies
    assert "conflict" not in {line.kind for line in reply.lines}


def test_full_says_no_less_than_brief() -> None:
    for question in ("Does IVIG work in RRMS?", "What was found in the Fazekas trial?", "What are the risks of IVIG?"):
        said = [
            {line.key for reply in draft(question, detail).replies for line in reply.lines}
            for detail in ("brief", "full")
        ]
        assert said[0] <= said[1]
    assert len(draft("What was found in the Fazekas trial?", "full").replies[0].lines) > 3


def test_lines_are_verbatim_and_none_twice() -> None:
    for reply in draft("Summarise IVIG in MS").replies:
        assert all(line.quoted and line.text == line.passages[0].text for line in reply.lines)
        assert len({line.key for line in reply.lines}) == len(reply.lines)


def test_an_overview_is_of_both_sources_and_raises_every_limit() -> None:
    (reply,) = draft("Summarise the evidence for IVIG in MS").replies
    passages = [p for line in reply.lines for p in line.passages]
    assert {p.document for p in passages} == {*parts().corpus.documents}
    assert {limit.id for limit in reply.limits} == {*parts().corpus.bases}
    (full,) = draft("Summarise the evidence for IVIG in MS", "full").replies
    quoted = {p.id for line in full.lines for p in line.passages}
    assert all({*bases} & quoted for bases in parts().corpus.bases.values())


@pytest.mark.parametrize("question", ["Summarise the evidence for IVIG in MS", "Overview of the Fazekas trial"])
def test_an_overview_is_short_and_its_first_sentence_the_bottom_line(question: str) -> None:
    (reply,) = draft(question).replies
    assert len(reply.lines) <= 5
    assert reply.lines[0].passages[0].leads & parts().corpus.topic


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It fell [1].", "It fell."),
        ("It fell [1, 2] and rose [3-5].", "It fell and rose."),
        ("It names:\n\n- one;\n- two.", "It names: - one; - two."),
        ("It fell (n = 12).", "It fell (n = 12)."),
    ],
)
def test_as_it_is_read(text: str, said: str) -> None:
    base = passage(parts().corpus, "risks")
    found = Passage(base.id, base.document, "", 0, len(text), text, base.concepts, base.populations, base.subjects)
    assert spoken(found) == said
    assert verbatim(found, "finding").quoted
    assert not Line(said + " Indeed.", (found,), "finding").quoted
    assert not Line(said, (found, base), "finding").quoted


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Does IVIG cause stroke in older patients?", ("older patients",)),
        ("IVIG in elderly: clots?", ("older patients",)),
        ("TIA last week, IVIG planned tomorrow", ("previous thrombosis",)),
        ("previous pulmonary embolism, RRMS on IVIG: should I stop?", ("previous thrombosis",)),
        ("Is IVIG contraindicated in RRMS with a previous DVT?", ("previous thrombosis",)),
        ("clot risk with IVIG on the pill?", ("pill",)),
        ("migraine with aura, RRMS: clot risk on IVIG?", ("migraine",)),
        ("Should I stop IVIG because of the thrombosis risk in RRMS?", ("stopping treatment",)),
    ],
)
def test_a_co_factor_does_not_silence_the_risk(question: str, missing: tuple[str, ...]) -> None:
    (reply,) = draft(question).replies
    assert (reply.outcome, reply.missing) == ("partial", missing)
    assert reply.lines[0].passages[0].key == "ivig-ms-review#risks"
    assert not any("safe adjunct" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    "question", ["Is IVIG safe in RRMS?", "Is IVIG safe in RRMS as add-on?", "Is IVIG safer than interferon?"]
)
def test_harm_is_said_before_any_reassurance(question: str) -> None:
    (reply,) = draft(question).replies
    keys = [line.passages[0].key for line in reply.lines]
    assert keys[0] == "ivig-ms-review#risks"
    safe = [i for i, line in enumerate(reply.lines) if "is a safe adjunct" in line.text]
    assert safe or not any("safe as adjunct" in line.text for line in reply.lines)
