import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft import spoken
from assistant.proposed import LONGEST, MOST, read
from tests.writing import assistant

PASSAGES = list(assistant().corpus.passages.values())
SOURCES = {"p1": PASSAGES[0], "p2": PASSAGES[1]}
GOOD = "The review names infusion reactions as a risk of IVIG."


def claim(text: object = GOOD, passages: object = ("p1",)) -> dict[str, object]:
    return {"text": text, "passages": passages}


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps([claim()]),
        json.dumps({"claims": [claim()]}),
        json.dumps(claim()),
        json.dumps([claim(passages="p1")]),
        f"Here you are:\n```json\n{json.dumps([claim()], indent=2)}\n```\nAnything else?",
        json.dumps([claim()])[:-1] + ', {"text": "and then it was cut of',
        f"{json.dumps(claim())}\n",
    ],
    ids=["list", "object", "one", "string-id", "fenced", "cut-off", "line"],
)
def test_wrappings_are_tolerated(answer: str) -> None:
    (found,) = read(answer, SOURCES)
    assert (found.text, found.passages, found.fault) == (GOOD, (PASSAGES[0],), None)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (claim(text=""), "no text"),
        (claim(text=7), "no text"),
        ("text", "no text"),
        (claim(passages=[]), "cites no passage"),
        (claim(passages=None), "cites no passage"),
        (claim(passages=["p1", "p9"]), "not given"),
        (claim(passages=[1]), "not given"),
        (claim(text="word " * LONGEST), "too long"),
        (claim(text="IVIG helps."), "whole sentence"),
        (claim(text="Does IVIG help in secondary progressive MS?"), "whole sentence"),
        (claim(text=f"{GOOD} {GOOD}"), "whole sentence"),
        (claim(text="It lowered the relapse rate of RRMS patients."), "stand alone"),
        (claim(text="Yes the relapse rate of RRMS patients fell."), "stand alone"),
        (claim(text=f"{GOOD} [1]"), "markup"),
        (claim(text=f"{GOOD[:-1]} <b>now</b>."), "markup"),
        (claim(text=f"{GOOD[:-1]} at https://x.example/."), "markup"),
        (claim(text=f"{GOOD[:-1]} at www.x."), "markup"),
        (claim(text=f"{GOOD[:-1]} at evil.example."), "markup"),
        (claim(text=f"{GOOD[:-1]} by **law**."), "markup"),
        (claim(text=f"{GOOD[:-1]} &lt;b&gt;."), "markup"),
        (claim(text=GOOD.replace("risk", "ri\u200bsk")), "markup"),
        (claim(text=GOOD.replace("risk", "ri\u202esk")), "markup"),
    ],
)
def test_a_claim_is_held_to_its_form(value: object, fault: str) -> None:
    (found,) = read(json.dumps([value]), SOURCES)
    assert fault in str(found.fault)


@pytest.mark.parametrize("answer", ["", "I cannot help.", "[[[[", "{" * 100_000, "[" * 100_000, "]" * 100_000])
def test_garbage_is_one_fault(answer: str) -> None:
    (found,) = read(answer, SOURCES)
    assert "no claim in the form" in str(found.fault)


def test_the_source_s_own_words_are_one_quote() -> None:
    (found,) = read(json.dumps([claim(spoken(PASSAGES[1]).rstrip("."), ["p1", "p2"])]), SOURCES)
    assert (found.text, found.passages, found.fault) == (spoken(PASSAGES[1]), (PASSAGES[1],), None)


def test_too_many_claims_are_told() -> None:
    found = read(json.dumps([claim()] * (MOST + 5)), SOURCES)
    assert len(found) == MOST + 1
    assert "more claims" in str(found[-1].fault)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(answer: str) -> None:
    assert read(answer, SOURCES)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["text", "passages", "claims"]) | st.text(max_size=5), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read(value: object) -> None:
    for found in read(json.dumps(value), SOURCES):
        assert found.fault or (found.text and found.passages)
