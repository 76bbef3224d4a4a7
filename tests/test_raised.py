import pytest

from assistant.limits import Limit
from tests.material import keys, parts, passage


def raised(question: str) -> list[str]:
    return [limit.id for limit in parts().raised.limits(parts().asking(question))]


def limit(id_: str) -> Limit:
    return next(limit for limit in parts().corpus.limits if limit.id == id_)


@pytest.mark.parametrize(
    ("question", "limits"),
    [
        ("Does IVIG help in SPMS?", ["no-progressive-benefit"]),
        ("Does IVIG help in primary progressive MS?", ["no-progressive-benefit"]),
        ("What are the side effects of IVIG in SPMS?", ["no-progressive-benefit"]),
        ("Is IVIG first-line in MS?", ["not-first-line"]),
        ("Is IVIG an option in newly diagnosed MS?", ["not-first-line"]),
        ("Can I treat an acute relapse with IVIG?", ["not-standard-for-relapse"]),
        ("What is the best dose of IVIG in MS?", ["no-established-dose"]),
        ("Is the drip what doctors normally reach for in a flare?", ["not-standard-for-relapse"]),
        ("Could the ivig be what they try on him before the others?", ["not-first-line"]),
        ("He weighs 81 kg and has RRMS. How many vials of IVIG?", ["no-established-dose"]),
        ("Does IVIG help in RRMS?", []),
        ("How many relapses were there with IVIG?", []),
        ("What is the main weakness of the IVIG trials?", []),
        ("What are the risks of IVIG?", []),
        ("What is the dose of ocrelizumab in PPMS?", []),
        ("Is IVIG first-line in CIDP?", []),
    ],
)
def test_the_limits_that_a_question_raises(question: str, limits: list[str]) -> None:
    assert raised(question) == limits


def test_an_overview_raises_them_all() -> None:
    assert raised("Summarise IVIG in MS") == [limit.id for limit in parts().corpus.limits]


@pytest.mark.parametrize(
    ("question", "id_", "first"),
    [
        ("Does IVIG help in SPMS?", "no-progressive-benefit", "spms-trial"),
        ("Does IVIG help in PPMS?", "no-progressive-benefit", "ppms-none"),
        ("Is IVIG first-line in MS?", "not-first-line", "not-primary"),
        ("Can I treat an acute relapse with IVIG?", "not-standard-for-relapse", "relapse-not-standard"),
        ("What is the best dose of IVIG in MS?", "no-established-dose", "dose-undetermined"),
    ],
)
def test_a_limit_is_said_in_the_words_on_that_population(question: str, id_: str, first: str) -> None:
    passages = parts().raised.bases(limit(id_), parts().asking(question))
    assert keys(parts().corpus, [p.id for p in passages]) == [first]


def test_no_basis_is_about_another_population() -> None:
    for population in ("SPMS", "PPMS"):
        found = parts().raised.bases(
            limit("no-progressive-benefit"), parts().asking(f"Does IVIG help in {population}?")
        )
        other = {"SPMS": "PPMS", "PPMS": "SPMS"}[population]
        assert all(population in p.text and other not in p.text for p in found)


@pytest.mark.parametrize(
    ("key", "limits"),
    [("second-line", ["not-first-line"]), ("acute-study", ["not-standard-for-relapse"]), ("rrms-modest", [])],
)
def test_the_passage_chosen_raises_limits_too(key: str, limits: list[str]) -> None:
    chosen = [passage(parts().corpus, key)]
    assert [found.id for found in parts().raised.by(chosen, ())] == limits
    assert parts().raised.by(chosen, parts().corpus.limits) == ()
    assert parts().raised.by((), ()) == ()


def test_the_study_of_a_limits_people_stands_beside_it() -> None:
    asking = parts().asking("is ivig something we routinely do for ms relapses or no")
    (found,) = parts().retrieve(parts().understand(asking.text, ())).eligible
    raised_ = parts().raised.limits(asking)
    assert keys(parts().corpus, [p.id for p in parts().raised.studied(asking, raised_, found)]) == ["acute-study"]
