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


OPENINGS = (
    "tell list give show explain describe summarise summarize compare name remind outline quote state define cite "
    "confirm clarify discuss say write help find provide walk advise any thoughts what which how who whom whose when "
    "where why whether is are does do did can should would was were has have had could won't am will may might shall "
    "isn't doesn't wot wich"
)


@pytest.mark.parametrize("word", OPENINGS.split())
def test_a_word_that_opens_an_asking(word: str) -> None:
    text = f"She has SPMS. {word.capitalize()} this of IVIG."
    assert (asked(text), told(text)) == ([f"{word.capitalize()} this of IVIG."], ["She has SPMS."])


GREETINGS = "and,but,so,or,also,just,quickly,sorry,ok,okay,hi,hello,hey,please,then,now,well,if so,in that case,pls"


@pytest.mark.parametrize("greeting", [*GREETINGS.split(","), "hi, please", "ok, so"])
def test_a_greeting_before_an_asking(greeting: str) -> None:
    assert asked(f"She has SPMS. {greeting}, does it help") == [f"{greeting}, does it help"]


WONDERING = (
    "wonder,am wondering,want to know,ask,asked,am asking,am unsure,am not sure,see,need to clarify,am not clear,"
    "try to understand,cannot remember,cannot recall,am curious"
)


@pytest.mark.parametrize("verb", WONDERING.split(","))
def test_an_indirect_asking(verb: str) -> None:
    assert asked(f"I {verb} which dose was used") == ["which dose was used"]
    assert asked(f"I {verb} if it helps") == ["if it helps"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What was the dose plus what was the risk?", ["What was the dose", "what was the risk?"]),
        ("What was the dose, also how was it given?", ["What was the dose", "how was it given?"]),
        ("What was the dose or how was it found?", ["What was the dose", "how was it found?"]),
        ("What was the dose and then how did they fare?", ["What was the dose", "how did they fare?"]),
        ("What was the dose, when was it given?", ["What was the dose", "when was it given?"]),
        ("What was the dose, but is it safe?", ["What was the dose", "is it safe?"]),
        ("What was the dose and for how long was it given?", ["What was the dose", "for how long was it given?"]),
        ("Is it safe and should we use it?", ["Is it safe", "should we use it?"]),
        ("Is it known who was seen and who was not?", ["Is it known who was seen", "who was not?"]),
        ("Is it safe and why not?", ["Is it safe and why not?"]),
        ("What helps and what?", ["What helps and what?"]),
        ("Tell me of the man, who was ill, and his dose", ["Tell me of the man, who was ill, and his dose"]),
    ],
)
def test_joined_askings(text: str, parts: list[str]) -> None:
    assert asked(text) == parts


@pytest.mark.parametrize(
    ("text", "ask", "tell"),
    [
        ("She has SPMS, so does IVIG help?", "does IVIG help?", "She has SPMS, so"),
        ("SPMS for years - is IVIG any good?", "is IVIG any good?", "SPMS for years -"),
        ("SPMS for years... is it of use?", "is it of use?", "SPMS for years..."),
        ("She has SPMS; is walking worse: what now?", "what now?", "She has SPMS; is walking worse:"),
        ('She said "is it good?"', 'She said "is it good?"', ""),
    ],
)
def test_an_asking_late_in_its_sentence(text: str, ask: str, tell: str) -> None:
    assert (" ".join(asked(text)), " ".join(told(text))) == (ask, tell)


VERBS = (
    "be have do get need take receive tolerate require respond undergo qualify deserve want improve avoid become go "
)
VERBS += (
    "stay try see feel keep expect continue recover begin deteriorate stabilise stabilize react lose fare use start"
)


@pytest.mark.parametrize("verb", VERBS.split())
def test_the_verb_of_the_question_ends_the_description(verb: str) -> None:
    text = f"Should a woman with asthma {verb} Zinbryta?"
    spans = described(text)
    assert any(start <= text.index("asthma") < end for start, end in spans)
    assert not any(start <= text.index("Zinbryta") < end for start, end in spans)


@pytest.mark.parametrize("said", ["suitable", "eligible", "likely", "unlikely", "better", "able", "allowed", "helped"])
def test_what_is_asked_of_the_patient_ends_the_description(said: str) -> None:
    text = f"Is a woman with asthma {said} on Zinbryta?"
    assert not any(start <= text.index("Zinbryta") < end for start, end in described(text))


PERSONS = (
    "patient pt man woman lady gentleman guy bloke chap female male person mother father mum dad wife husband sister "
)
PERSONS += "brother friend teacher nurse accountant engineer farmer driver student"


@pytest.mark.parametrize("person", PERSONS.split())
def test_who_is_described(person: str) -> None:
    text = f"Would my {person} with asthma benefit from IVIG?"
    assert next(text[start:end] for start, end in described(text)) == f"my {person} with asthma"


@pytest.mark.parametrize(
    "age", ["aged 45", "45 yo", "45-year-old", "45 years old", "45 yr old", "45 years of age", "45 y/o", "45M", "45 f"]
)
def test_an_age_describes(age: str) -> None:
    text = f"SPMS, {age}, IVIG dose?"
    assert [text[start:end] for start, end in described(text)] == [age]
