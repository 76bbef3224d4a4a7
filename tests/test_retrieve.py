from dataclasses import replace

import pytest

from assistant.retrieve import Evidence
from assistant.values import Passage
from tests.material import keys, parts, passage


def evidence(question: str) -> Evidence:
    return parts().retrieve(parts().understand(question, ()))


def best(question: str, number: int = 3) -> list[str]:
    (found,) = evidence(question).eligible
    return keys(parts().corpus, [f.passage.id for f in found[:number]])


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Does IVIG help in SPMS?", "spms-trial"),
        ("Does IVIG help in PPMS?", "ppms-none"),
        ("Does IVIG work in RRMS?", "rrms-modest"),
        ("What was the dose in the Fazekas trial?", "fazekas-dose"),
        ("How did EDSS change in each arm?", "edss-change"),
        ("Is 0.4 mg/kg right?", "dose-misprint"),
        ("What are the risks of IVIG?", "risks"),
        ("What should I monitor on IVIG?", "monitoring"),
        ("Do the two sources agree?", "agreement"),
        ("Was there MRI in the Fazekas trial?", "fazekas-no-mri"),
        ("How many patients were in each arm of the Fazekas trial?", "arm-sizes"),
    ],
)
def test_the_passage_that_answers_is_among_the_first(question: str, key: str) -> None:
    assert key in best(question)


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("Does IVIG help in SPMS?", {"rrms", "ppms", "acute-relapse", "refractory"}),
        ("Does IVIG help in PPMS?", {"rrms", "spms", "acute-relapse", "refractory"}),
        ("Does IVIG help in RRMS?", {"spms", "ppms", "progressive-ms"}),
        ("Does IVIG help in progressive MS?", {"rrms", "acute-relapse", "refractory"}),
    ],
)
def test_another_population_is_no_evidence(question: str, others: set[str]) -> None:
    (found,) = evidence(question).eligible
    assert found
    assert [f.passage.key for f in found if f.passage.populations and f.passage.populations <= others] == []


def test_what_is_near_may_be_about_others() -> None:
    (near,) = evidence("Does IVIG help in SPMS?").near
    assert any(f.passage.populations == {"rrms"} for f in near)


def test_ranks_are_by_relevance_and_stable() -> None:
    once, again = evidence("Does IVIG work in RRMS?"), evidence("Does IVIG work in RRMS?")
    assert once == again
    for found in (*once.eligible, *once.near):
        assert [round(f.relevance, 6) for f in found] == sorted((round(f.relevance, 6) for f in found), reverse=True)
        assert len({f.passage.id for f in found}) == len(found)


def test_each_asking_has_its_own_evidence() -> None:
    found = evidence("What was the dose in the Fazekas trial, and what are the risks of IVIG?")
    assert [keys(parts().corpus, [part[0].passage.id]) for part in found.eligible] == [["fazekas-dose"], ["risks"]]


def concerns(found: Passage, question: str) -> bool:
    return parts().retrieve.concerns(found, parts().asking(question))


@pytest.mark.parametrize(
    ("key", "question", "fits"),
    [
        pytest.param("spms-trial", "Does IVIG help in SPMS?", True, id="its population"),
        pytest.param("spms-trial", "Does IVIG help in progressive MS?", True, id="a narrower one"),
        pytest.param("no-progressive-support", "Does IVIG help in SPMS?", True, id="a wider one"),
        pytest.param("spms-trial", "Does IVIG help in MS?", True, id="the topic itself"),
        pytest.param("risks", "What are the risks of IVIG in SPMS?", True, id="about nobody in particular"),
        pytest.param("rrms-modest", "Does IVIG help in SPMS?", False, id="another population"),
        pytest.param("spms-trial", "Does IVIG help in RRMS?", False, id="the other way"),
        pytest.param("refractory", "Does IVIG help in RRMS?", True, id="a part of it"),
        pytest.param("rrms-modest", "Does ocrelizumab help in RRMS?", False, id="another drug"),
        pytest.param("rrms-modest", "Does IVIG help in CIDP?", False, id="another disease"),
        pytest.param("achiron", "How many patients were in the Fazekas trial?", False, id="another study"),
        pytest.param("fazekas-dose", "What was the dose in the Fazekas trial?", True, id="its study"),
    ],
)
def test_what_may_be_evidence(key: str, question: str, fits: bool) -> None:
    assert concerns(passage(parts().corpus, key), question) is fits


@pytest.mark.parametrize("flag", ["instruction-like", "retracted"])
def test_a_flagged_passage_is_never_evidence(flag: str) -> None:
    found = passage(parts().corpus, "spms-trial")
    assert concerns(found, "Does IVIG help in SPMS?")
    assert not concerns(replace(found, flags=(flag,)), "Does IVIG help in SPMS?")


def test_a_printing_error_is_evidence_all_the_same() -> None:
    assert concerns(passage(parts().corpus, "dose-misprint"), "Is 0.4 mg/kg right?")


def test_what_is_rare_weighs_more() -> None:
    weight = parts().retrieve.weight
    assert weight({"monitoring-schedule"}) > weight({"efficacy"}) > 0
    assert weight({"efficacy", "dose"}) == pytest.approx(weight({"efficacy"}) + weight({"dose"}))
    assert weight(()) == 0


def test_meaning_climbs_and_leaves_the_topic_out() -> None:
    meaning = parts().retrieve.meaning(passage(parts().corpus, "spms-trial"))
    assert {"spms", "progressive-ms", "efficacy"} <= meaning
    assert not {"ms", "ivig"} & meaning
