import pytest

from assistant.language.tokens import terms
from tests.material import shipped


def made(text: str) -> list[str]:
    return terms(text, shipped().vocabulary)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("How many flares?", "relapses", "#relapse"),
        ("IVIG", "intravenous immunoglobulin", "#ivig"),
        ("SPMS", "secondary progressive multiple sclerosis", "#spms"),
        ("copolymer-1", "glatiramer acetate", "#glatiramer"),
        ("side effects", "What are the harms?", "#risk"),
    ],
)
def test_synonyms_meet_in_their_concept(one: str, other: str, shared: str) -> None:
    assert shared in made(one)
    assert shared in made(other)


def test_forms_of_a_word_are_one_term() -> None:
    assert made("conclusions") == made("conclusion") != []


@pytest.mark.parametrize("text", ["", "What is it?", "of the and in", "?!"])
def test_empty_words_give_no_terms(text: str) -> None:
    assert made(text) == []


def test_figures_are_terms() -> None:
    assert {"0.008", "0.4"} <= {*made("P = 0.008 at 0.4 g/kg")}


def test_concepts_of_other_populations_do_not_meet() -> None:
    concepts = [{term for term in made(text) if term.startswith("#")} for text in ("RRMS", "SPMS", "PPMS")]
    assert concepts == [{"#rrms"}, {"#spms"}, {"#ppms"}]
