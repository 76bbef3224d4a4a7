from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.askings import cut, described


def asked(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in cut(text).asked]


def told(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in cut(text).told]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Does IVIG help?", ["Does IVIG help?"], id="one"),
        pytest.param("ivig dose rrms", ["ivig dose rrms"], id="terse"),
        pytest.param(
            "Tell me about IVIG and its risks", ["Tell me about IVIG and its risks"], id="an order, one thing"
        ),
        pytest.param("Is it first-line? And what dose?", ["Is it first-line?", "And what dose?"], id="two sentences"),
        pytest.param(
            "What dose was used, and how many relapsed?", ["What dose was used", "how many relapsed?"], id="joined"
        ),
        pytest.param(
            "What is the dose and what are the risks and is it first-line?",
            ["What is the dose", "what are the risks", "is it first-line?"],
            id="three joined",
        ),
        pytest.param("Does it work; what are the risks?", ["Does it work", "what are the risks?"], id="semicolon"),
        pytest.param(
            "Does it help in RRMS or in SPMS?", ["Does it help in RRMS or in SPMS?"], id="two populations, one"
        ),
        pytest.param("Does IVIG help or not?", ["Does IVIG help or not?"], id="or not"),
        pytest.param("What is the dose\nand the risk?", ["What is the dose", "and the risk?"], id="two lines"),
    ],
)
def test_what_is_asked(text: str, parts: list[str]) -> None:
    assert asked(text) == parts


@pytest.mark.parametrize(
    ("text", "ask", "tell"),
    [
        pytest.param(
            "My patient has SPMS. She is 45. Does IVIG help?",
            ["Does IVIG help?"],
            ["My patient has SPMS.", "She is 45."],
            id="case before the question",
        ),
        pytest.param(
            "A 45-year-old teacher with SPMS, would IVIG help?",
            ["would IVIG help?"],
            ["A 45-year-old teacher with SPMS,"],
            id="case in the same sentence",
        ),
        pytest.param(
            "I wonder whether IVIG helps in RRMS", ["whether IVIG helps in RRMS"], ["I wonder"], id="indirect question"
        ),
        pytest.param("does it help? thanks a lot.", ["does it help?"], ["thanks a lot."], id="thanks after it"),
        pytest.param("My patient has SPMS.", ["My patient has SPMS."], [], id="nothing asked: all of it is"),
        pytest.param("", [""], [], id="empty"),
    ],
)
def test_what_is_asked_and_what_is_told(text: str, ask: list[str], tell: list[str]) -> None:
    assert (asked(text), told(text)) == (ask, tell)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Would a 45-year-old teacher with asthma, who smokes, benefit from IVIG?", "asthma", "IVIG"),
        ("Is IVIG first-line for my patient with diabetes?", "diabetes", "IVIG"),
        ("IVIG dose for a 60 yo man who loves chess?", "chess", "dose"),
        ("Would a 45-year-old teacher with asthma benefit from Zinbryta?", "asthma", "Zinbryta"),
        ("Would a 45-year-old woman with RRMS profit from Zinbryta?", "RRMS", "Zinbryta"),
        ("Should a woman with asthma get Zinbryta?", "asthma", "Zinbryta"),
        ("Does a man with chronic back pain need Zinbryta?", "pain", "Zinbryta"),
        ("Can a patient with SPMS on interferon tolerate Zinbryta?", "interferon", "Zinbryta"),
        ("Can my patient with diabetes respond to Zinbryta?", "diabetes", "Zinbryta"),
        ("Would a patient who has asthma and likes chess do well on Zinbryta?", "chess", "Zinbryta"),
        ("whether a woman with asthma would profit from Zinbryta", "asthma", "Zinbryta"),
        ("Should a man with a history of drug abuse start Zinbryta?", "abuse", "Zinbryta"),
        ("Does a 60 yo man with heart failure thrive on Zinbryta?", "failure", "Zinbryta"),
        ("Could a woman with need for steroids use Zinbryta?", "steroids", "Zinbryta"),
        ("May a nurse with migraine and a change in vision have Zinbryta?", "vision", "Zinbryta"),
        ("What should a woman with asthma take instead of Zinbryta?", "asthma", "Zinbryta"),
        ("Would my patient with RRMS gain anything from Zinbryta?", "RRMS", "Zinbryta"),
        ("Is a 45-year-old woman with RRMS suitable for Zinbryta?", "RRMS", "Zinbryta"),
        ("Can the dose be given to a patient with asthma?", "asthma", "dose"),
    ],
)
def test_the_patient_is_described_aside(text: str, inside: str, outside: str) -> None:
    spans = described(text)
    assert any(start <= text.index(inside) < end for start, end in spans)
    assert not any(start <= text.index(outside) < end for start, end in spans)


@pytest.mark.parametrize("text", ["Does IVIG help in RRMS?", "What are the risks of IVIG?", "dose in Fazekas"])
def test_nobody_is_described(text: str) -> None:
    assert described(text) == []


PIECES = [
    "Does it help?",
    "My patient has SPMS.",
    "and what dose?",
    "I wonder whether",
    "; ",
    ", ",
    "\n",
    "45 yo",
    "...",
    "so is it",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_the_parts_keep_their_order_and_do_not_overlap(text: str) -> None:
    parts = cut(text)
    for spans in (parts.asked, parts.told, tuple(sorted(parts.asked + parts.told))):
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert parts.asked


@given(st.text(max_size=200))
def test_any_text_is_cut(text: str) -> None:
    assert cut(text).asked
    assert all(0 <= start < end <= len(text) for start, end in described(text))
