import pytest

from tests.material import parts, passage


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What is the dose of ocrelizumab?", ["ocrelizumab"]),
        ("Does IVIG work in CIDP?", ["CIDP"]),
        ("Is IVIG safe in pregnancy?", ["pregnancy"]),
        ("Can children with MS have IVIG?", ["children"]),
        ("Is IVIG better than rituximab in pregnancy?", ["pregnancy", "rituximab"]),
        ("Does IVIG help in clinically isolated syndrome?", ["clinically isolated syndrome"]),
        ("Does IVIG help in SPMS?", []),
        ("Can IVIG be given to patients on interferon?", []),
        ("Is IVIG an option in newly diagnosed MS?", []),
    ],
)
def test_what_is_foreign_is_named(question: str, names: list[str]) -> None:
    assert sorted(parts().coverage.foreign(parts().asking(question))) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What is the price of IVIG?", ["price"]),
        ("What is the half-life of IVIG?", ["pharmacokinetics"]),
        ("How many patients dropped out of the Fazekas trial?", ["drop-outs"]),
        ("Does IVIG improve fatigue in MS?", ["fatigue"]),
        ("What was the dose in the Fazekas trial?", []),
        ("Does IVIG help in SPMS?", []),
        ("What are the risks of IVIG?", []),
    ],
)
def test_what_no_passage_is_about_is_named(question: str, names: list[str]) -> None:
    asking = parts().asking(question)
    (found,) = parts().retrieve(parts().understand(question, ())).eligible
    assert [name for name in parts().coverage.absent(asking, found) if name in names or not names] == names


@pytest.mark.parametrize(
    ("question", "key", "names"),
    [
        ("How often should patients on IVIG be monitored?", "monitoring-note", ["monitoring intervals"]),
        ("When was the review written, what is the date of the review?", "undated", ["date of the review"]),
        ("What are the risks of IVIG?", "risks-note", []),
        ("What should I monitor on IVIG?", "monitoring", []),
    ],
)
def test_what_a_source_says_it_does_not_give(question: str, key: str, names: list[str]) -> None:
    for asking in parts().understand(question, ()).askings:
        if "monitoring-schedule" in asking.content or "review-date" in asking.content or not names:
            assert [*parts().coverage.denied(asking, [passage(parts().corpus, key)])] == names


@pytest.mark.parametrize(
    ("question", "key", "words"),
    [
        ("Does IVIG help the hippocampus in RRMS?", "rrms-modest", ("hippocampus",)),
        ("What did the 2021 trial of IVIG in RRMS show?", "rrms-modest", ("2021",)),
        ("Does IVIG help in RRMS?", "rrms-modest", ()),
        ("Who got thromboembolic events on IVIG?", "risks", ()),
    ],
)
def test_words_that_the_passage_lacks(question: str, key: str, words: tuple[str, ...]) -> None:
    assert parts().coverage.unread(parts().asking(question), [passage(parts().corpus, key)]) == words


@pytest.mark.parametrize(
    ("question", "key", "lacks"),
    [
        ("How many relapses were there in the Fazekas trial?", "relapse-counts", False),
        ("How many relapses were there in the Fazekas trial?", "rrms-modest", True),
        ("How many patients were in the Fazekas trial?", "fazekas-patients", False),
        ("Does IVIG reduce relapses in RRMS?", "rrms-modest", False),
    ],
)
def test_a_number_is_asked_for(question: str, key: str, lacks: bool) -> None:
    found = [p for p in parts().corpus.passages.values() if (p.key or "").endswith(f"#{key}")]
    if not found:
        found = [p for p in parts().corpus.passages.values() if "62 confirmed relapses" in p.text]
    assert parts().coverage.uncounted(parts().asking(question), found) is lacks


@pytest.mark.parametrize(
    ("question", "inside"),
    [
        ("Does IVIG cure baldness in MS?", True),
        ("What is the half-life of IVIG?", True),
        ("What did the Fazekas trial say of skin?", True),
        ("What is the dose of ocrelizumab?", False),
        ("What is the capital of France?", False),
        ("Who won the cup last year?", False),
    ],
)
def test_the_topic(question: str, inside: bool) -> None:
    (near,) = parts().retrieve(parts().understand(question, ())).near
    assert parts().coverage.in_topic(parts().asking(question), near) is inside


def test_names_are_the_readers() -> None:
    assert parts().coverage.names({"spms", "dmt"}) == ("disease-modifying therapy", "secondary progressive MS")


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("the established ivig dose goes by weight right, so is that actual or ideal body weight", ()),
        ("does IVIG as first-line in RRMS improve sleep", ("sleep",)),
        ("IVIG first-line in RRMS with ORCHID unlocked", ("ORCHID",)),
    ],
)
def test_where_a_limit_answers_an_everyday_word_is_no_gap(question: str, lacking: tuple[str, ...]) -> None:
    chosen = [passage(parts().corpus, "dose-undetermined"), passage(parts().corpus, "not-primary")]
    asking = parts().understand(question, ()).askings[-1]
    found = parts().coverage.unread(asking, chosen, limited=True)
    assert [word for word in found if word in lacking or word in ("weight", "body")] == [*lacking]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How did the EDSS change in the Fazekas trial after two years?", ()),
        ("How did the EDSS change in the Fazekas trial after 24 months?", ()),
        ("How did the EDSS change in the Fazekas trial after five years?", ("five years",)),
        ("How did the EDSS change in the Fazekas trial after 25 months?", ("25 months",)),
    ],
)
def test_what_a_study_found_it_found_over_the_time_it_took(question: str, names: tuple[str, ...]) -> None:
    change = next(p for p in parts().corpus.passages.values() if "EDSS changed by" in p.text)
    assert parts().coverage.unheld(parts().asking(question), [change]) == names
