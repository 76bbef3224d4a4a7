"""What the tools take and give, as JSON schemas and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter

from assistant.errors import UsageError
from assistant.render.answer_json import SCHEMA
from assistant.render.document_json import summary
from assistant.render.uris import document_of, document_uri, place_uri
from assistant.values import Answer, Document, Passage

if TYPE_CHECKING:  # stdio.py imports the flow late
    from assistant.ask import SearchHit
    from assistant.corpus import Corpus

_TEXT = {"type": "string", "minLength": 1}
_TURN = {
    "type": "object",
    "properties": {"role": {"enum": ["user", "assistant"]}, "text": {"type": "string"}},
    "required": ["role", "text"],
}


def _taking(required: list[str], **properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


ASK = _taking(
    ["question"],
    question={**_TEXT, "description": "The clinical question, in words, without anything that identifies a patient."},
    history={"type": "array", "items": _TURN, "description": "Earlier messages, oldest first, for a follow-up."},
)
CHECK = _taking(
    ["text"],
    text={**_TEXT, "description": "A sentence that is about to be said."},
    quotes={"type": "array", "items": {"type": "string"}, "description": "Source text that should carry it."},
    context={"type": "string", "description": "What was said before: a question, a heading."},
)
SEARCH = _taking(["query"], query={**_TEXT, "description": "What to look for, in words."})
FETCH = _taking(["id"], id={**_TEXT, "description": "An id of search's results, of a citation, or of a document."})


class Verdict(BaseModel):
    """What `check_claim` gives."""

    verdict: Literal["allow", "hold", "block"]
    limit: str | None = Field(description="The limit that the text breaks or touches.")
    support: Literal["supported", "unsupported", "contradicted"] | None = Field(description="null without quotes.")
    reasons: list[str]


class Found(BaseModel):
    """One passage that was found."""

    id: str
    title: str
    url: str


class Results(BaseModel):
    """What `search` gives, best first."""

    results: list[Found]


class Fetched(BaseModel):
    """What `fetch` gives: a passage with the passages that must travel with it, or a whole document."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, Any] = Field(description="Where the text stands, and what is known of its source.")


def answer_schema() -> dict[str, Any]:
    """The schema of answer/1."""
    schema = TypeAdapter(Answer).json_schema(mode="serialization")
    schema["properties"] = {"schema": {"const": SCHEMA}, **schema["properties"]}
    return {**schema, "required": ["schema", *schema["required"]]}


ANSWER = answer_schema()
CHECKED = Verdict.model_json_schema()
RESULTS = Results.model_json_schema()
FETCHED = Fetched.model_json_schema()


def results(hits: tuple[SearchHit, ...], corpus: Corpus) -> Results:
    """The passages as research clients expect them; each id can be fetched."""
    return Results(results=[_found(hit.passage, corpus.documents[hit.passage.document]) for hit in hits])


def fetched(wanted: str, corpus: Corpus) -> Fetched:
    """The passage or document of this id or address; UsageError where there is none."""
    name = document_of(wanted) or wanted
    if passage := corpus.passages.get(name):
        return _passage(passage, corpus)
    if document := corpus.documents.get(name):
        known = {key: value for key, value in summary(document).items() if key not in ("id", "title")}
        uri = document_uri(document.id)
        return Fetched(id=document.id, title=document.title, text=document.text, url=uri, metadata=known)
    raise UsageError("Nothing has this id.", "Take one of search's results, of a citation or of a document.")


def _found(passage: Passage, document: Document) -> Found:
    section = f": {passage.section}" if passage.section else ""
    uri = place_uri(document.id, passage.start, passage.end)
    return Found(id=passage.id, title=f"{document.title}{section}", url=uri)


def _passage(passage: Passage, corpus: Corpus) -> Fetched:
    document = corpus.documents[passage.document]
    of_source = ("reference", "kind", "year", "design", "certainty", "sha256")
    known: dict[str, Any] = {name: value for name, value in summary(document).items() if name in of_source}
    known |= {"document": document.id, "section": passage.section, "page": passage.page}
    known |= {"start": passage.start, "end": passage.end, "flags": list(passage.flags)}
    texts = [passage.text, *(each.text for each in _companions(passage, corpus))]
    return Fetched(**_found(passage, document).model_dump(), text="\n\n".join(texts), metadata=known)


def _companions(passage: Passage, corpus: Corpus) -> Iterator[Passage]:
    """The caveats of a passage: alone it could say more than its source does."""
    return (corpus.passages[each] for each, beside in corpus.companions.get(passage.id, ()) if beside is None)
