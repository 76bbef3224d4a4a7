"""Identifiers planted in a question and its history stand nowhere in the whole answer, in errors or in logs."""

import json
import logging
import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import UsageError
from assistant.ports import Hit
from assistant.render.answer_json import to_json
from tests.material import assistant
from tests.test_flow import ask

PEOPLE = st.sampled_from(
    [
        "Oksana Zubkov",
        "oksana zubkov",
        "OKSANA ZUBKOV",
        "Zubkov, Oksana",
        "O. Zubkov",
        "Mrs Zubkov",
        "Oksana Zubkov-Quell",
    ]
)
NUMBERS = st.sampled_from(
    ["MRN 77190344", "NHS no 943 476 5919", "tel 07700 900461", "DOB 14/03/1971", "o.zubkov@example.org"]
)
QUESTIONS = st.sampled_from(
    [
        "Patient {name}, {number}, has SPMS. Does IVIG help?",
        "What are the risks of IVIG? My patient is {name} ({number}).",
        "{name}, {number}, RRMS: is the quokka serum of {name} any use?",
    ]
)
LEFT = re.compile(r"oksana|zubkov|77190344|943 ?476|5919|900461|14/03|example\.org", re.IGNORECASE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, NUMBERS, QUESTIONS)
def test_nothing_is_left_in_any_field(caplog: pytest.LogCaptureFixture, name: str, number: str, frame: str) -> None:
    question = frame.format(name=name, number=number)
    with caplog.at_level(logging.DEBUG):
        stored = json.dumps(to_json(ask(question, f"About {name}, {number}: is IVIG safe?")), ensure_ascii=False)
    assert LEFT.findall(stored) == []
    assert LEFT.findall(caplog.text) == []


def test_an_error_says_nothing_of_the_question() -> None:
    with pytest.raises(UsageError) as error:
        ask("Mrs Zubkov, MRN 77190344. " * 400)
    assert not LEFT.search(str(error.value))


def test_who_was_named_before_is_not_named_now() -> None:
    answer = ask("Does Kereszt need IVIG for secondary progressive MS?", "My patient Zoltan Kereszt has SPMS.")
    stored = json.dumps(to_json(answer), ensure_ascii=False)
    assert "kereszt" not in stored.casefold()
    assert answer.question == "Does [name] need IVIG for secondary progressive MS?"
    assert answer.basis.redacted == {"name": 1}
    assert answer.outcome == "answered"


def test_what_is_searched_for_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    product = assistant()
    index = product._index

    class Watched:
        def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Hit, ...], ...]:
            asked.extend(queries)
            return index.search(queries, k)

    monkeypatch.setattr(product, "_index", Watched())
    assert product.search("IVIG for Mrs Oksana Zubkov, MRN 77190344, with SPMS", 3)
    assert not LEFT.search(asked[0])
    assert "SPMS" in asked[0]
