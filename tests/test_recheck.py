import copy
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.errors import CiteboundError
from assistant.recheck import recheck
from assistant.render.answer_json import to_json
from assistant.values import Document
from tests.doubles import DOCUMENT, DOCUMENTS, SPMS, answered, not_covered
from tests.material import assistant, shipped

STORED = to_json(answered())
Change = Callable[[dict[str, Any]], object]


def changed(text: str) -> dict[str, Document]:
    return {DOCUMENT.id: replace(DOCUMENT, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())}


@pytest.mark.parametrize("stored", [STORED, to_json(not_covered("Its cost?"))], ids=["answered", "not covered"])
def test_a_true_answer_holds(stored: dict[str, Any]) -> None:
    assert recheck(stored, DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(DOCUMENT.text + "\nMore.\n", "still stands", id="elsewhere"),
        pytest.param("Preface.\n" + DOCUMENT.text, "209-296 now", id="moved"),
        pytest.param(DOCUMENT.text.replace(SPMS, "Nothing."), "is gone", id="gone"),
    ],
)
def test_a_changed_document_is_named(text: str, said: str) -> None:
    problems = recheck(STORED, changed(text))
    (of_first,) = [problem for problem in problems if problem.citation == "[1]"]
    assert "'tiny-review' has changed since the answer" in of_first.message
    assert said in of_first.message
    assert {problem.citation for problem in problems} == {"[1]", "[2]", "[3]"}


def test_of_a_changed_document_only_the_change_is_told() -> None:
    for text in (DOCUMENT.text + "\nMore.\n", DOCUMENT.text.replace(SPMS, "Nothing.")):
        other = {DOCUMENT.id: replace(changed(text)[DOCUMENT.id], title="Another title")}
        assert [problem.citation for problem in recheck(STORED, other)] == ["[1]", "[2]", "[3]"]


def test_of_a_quote_that_does_not_stand_only_that_is_told() -> None:
    stored = copy.deepcopy(STORED)
    stored["citations"][0] |= {"title": "Another title", "quote": "IVIG works in progressive MS."}
    said = [str(problem) for problem in recheck(stored, DOCUMENTS) if problem.citation == "[1]"]
    assert not [line for line in said if "title" in line]


def test_a_removed_document_is_named() -> None:
    assert {str(problem) for problem in recheck(STORED, {})} == {
        f"[{marker}]: the document 'tiny-review' is no longer in the corpus." for marker in (1, 2, 3)
    }


def test_the_document_is_hashed_anew() -> None:
    lying = {DOCUMENT.id: replace(DOCUMENT, text=DOCUMENT.text + " ")}
    assert len(recheck(STORED, lying)) == 3


def _quote(stored: dict[str, Any]) -> None:
    stored["citations"][0]["quote"] = "IVIG works in progressive MS."


def _offset(stored: dict[str, Any]) -> None:
    stored["citations"][0]["start"] += 1


def _negative(stored: dict[str, Any]) -> None:
    citation = stored["citations"][0]
    citation["start"], citation["end"] = -len(DOCUMENT.text), -1


def _unused(stored: dict[str, Any]) -> None:
    stored["citations"].append({**stored["citations"][0], "marker": 9})


def _twice(stored: dict[str, Any]) -> None:
    stored["citations"][1]["marker"] = 1


def _uncited(stored: dict[str, Any]) -> None:
    stored["statements"][0]["citations"] = []


def _reworded(stored: dict[str, Any]) -> None:
    stored["text"] = stored["text"].replace("no benefit", "a benefit")


def _supportless(stored: dict[str, Any]) -> None:
    stored["statements"][0]["support"] = None


def _stray(stored: dict[str, Any]) -> None:
    stored["text"] += " [7]"


def _identity(stored: dict[str, Any]) -> None:
    stored["citations"][0]["id"] = "0" * 16


def _number(stored: dict[str, Any]) -> None:
    stored["text"] = stored["text"].replace("1.26", "1.27")
    stored["statements"][1]["text"] = stored["statements"][1]["text"].replace("1.26", "1.27")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_quote, "this is not what it says at"),
        (_offset, "this is not what it says at"),
        (_negative, "this is not what it says at"),
        (_unused, "[9]: this citation is not used"),
        (_twice, "two citations have the same marker"),
        (_uncited, "statement 1 has no citation"),
        (_reworded, "statement 1 is not the text"),
        (_supportless, "statement 1 has the wrong support"),
        (_stray, "[7]: this marker has no citation"),
        (_identity, "its id is not the one of its document and offsets"),
        (_number, "statement 2 is said to be quoted, and its words are not its quotes'"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_tampered_answer_does_not_hold(change: Change, said: str) -> None:
    stored = copy.deepcopy(STORED)
    change(stored)
    assert said in "\n".join(map(str, recheck(stored, DOCUMENTS)))


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ([], "not a stored answer"),
        ({}, "not a stored answer"),
        ({"schema": "answer/2"}, "not a stored answer"),
        ({"schema": "answer/1"}, "malformed at id"),
        ({**STORED, "citations": [{"marker": "one"}]}, "malformed at citations.0.marker"),
        ({**STORED, "outcome": "sure"}, "malformed at outcome"),
    ],
)
def test_what_is_no_answer_is_told(stored: object, said: str) -> None:
    with pytest.raises(CiteboundError, match=said):
        recheck(stored, DOCUMENTS)


def test_a_note_beyond_the_limits_does_not_verify() -> None:
    stored = to_json(assistant().ask("Does IVIG help in secondary progressive MS?"))
    words = "IVIG cures secondary progressive MS."
    end = len(stored["text"])
    note = {
        "text": words,
        "kind": "note",
        "start": end + 2,
        "end": end + 2 + len(words),
        "citations": [],
        "support": None,
    }
    forged = {**stored, "text": f"{stored['text']}\n\n{words}", "statements": [*stored["statements"], note]}
    corpus = shipped()
    assert recheck(stored, corpus.documents, corpus) == ()
    assert [str(one) for one in recheck(forged, corpus.documents, corpus)] == [
        f"statement {len(forged['statements'])} is a note that is not inside the limits."
    ]


def test_a_note_inside_the_limits_verifies_and_findings_are_not_read_as_notes() -> None:
    corpus = shipped()
    stored = to_json(assistant().ask("What does IVIG cost in SPMS?"))
    assert [each["kind"] for each in stored["statements"]][-1] == "note"
    assert recheck(stored, corpus.documents, corpus) == ()


def test_an_answer_without_a_cited_statement_does_not_verify() -> None:
    stored = to_json(assistant().ask("Does IVIG help in secondary progressive MS?"))
    empty = {**stored, "text": "", "statements": [], "citations": [], "nearest": []}
    corpus = shipped()
    assert "it is said to answer, and nothing in it is cited." in map(str, recheck(empty, corpus.documents, corpus))
