import json
from pathlib import Path

from assistant.ask import SearchHit
from assistant.render.answer_json import from_json, to_json
from assistant.render.document_json import summary, whole
from assistant.render.hits_json import hits_json
from tests.doubles import DOCUMENT, PASSAGES, answered, not_covered

CONTRACT = [
    *["schema", "id", "question", "outcome", "text", "statements", "citations", "limits", "withheld", "missing"],
    *["nearest", "basis", "timing_ms"],
]
CITATION = [
    *["marker", "id", "document", "document_sha256", "title", "reference", "year", "design", "certainty", "section"],
    *["page", "quote", "start", "end", "flags"],
]
WORDS_JS = Path("assistant/surfaces/http/page/words.js")


def test_an_answer_has_the_contracts_fields_in_its_order() -> None:
    plain = to_json(answered())
    assert list(plain) == CONTRACT
    assert plain["schema"] == "answer/1"
    assert list(plain["citations"][0]) == CITATION
    assert list(plain["statements"][0]) == ["text", "kind", "start", "end", "citations", "support"]
    assert plain["citations"][2]["flags"] == ["possible-unit-error"]


def test_an_answer_comes_back_from_json() -> None:
    for answer in (answered(), not_covered("Its cost?")):
        assert from_json(json.loads(json.dumps(to_json(answer)))) == answer


def test_documents_and_hits() -> None:
    assert summary(DOCUMENT)["passages"] == 3
    assert whole(DOCUMENT)["text"] == DOCUMENT.text
    assert whole(DOCUMENT)["sha256"] == DOCUMENT.sha256
    (hit,) = hits_json([SearchHit(PASSAGES[0], 0.5)])
    assert list(hit) == ["document", "start", "end", "text", "score"]
    assert DOCUMENT.text[hit["start"] : hit["end"]] == hit["text"]
