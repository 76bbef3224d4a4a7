"""LangChain: the passages as a retriever, the assistant as a runnable; answers carry LangChain's own citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Found
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, MessageLikeRepresentation, convert_to_messages
from langchain_core.messages.content import Citation as Cited
from langchain_core.messages.content import TextContentBlock
from langchain_core.prompt_values import PromptValue
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import Field, SkipValidation

from assistant.errors import UsageError
from assistant.render.answer_json import citation_json, to_json
from assistant.render.uris import place_uri
from assistant.values import Answer, Citation, Document, Passage, Turn

Question = str | PromptValue | Sequence[MessageLikeRepresentation] | Mapping[str, Any]
"""A text, a prompt's value, messages of which the last is the user's, or `{"question", "history"?}`, where `history`
is messages or `{"role", "text"}`."""


Chained = Runnable[Question, AIMessage]
"""What stands in a chain."""


class Hit(Protocol):
    """A passage that was found, and how near it is."""

    @property
    def passage(self) -> Passage:
        """As in the corpus."""
        ...

    @property
    def score(self) -> float:
        """About [0, 1]."""
        ...


class Answering(Protocol):
    """What of an assistant is used here."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """By id."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer."""
        ...

    def search(self, query: str, k: int = 10) -> Sequence[Hit]:
        """The nearest passages, best first."""
        ...


class EvidenceRetriever(BaseRetriever):
    """The nearest passages, word for word: `document.text[start:end] == page_content`.

    Metadata: `document`, `sha256` (of its canonical text), `start`, `end`, `title`, `reference`, `year`, `design`,
    `certainty`, `section`, `page`, `flags`, `source` (the address), `score`. UsageError for an empty or overlong query.
    """

    assistant: Annotated[Answering, SkipValidation] = Field(exclude=True, repr=False)
    k: int = Field(default=10, ge=1)
    """How many passages."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Found]:
        if not isinstance(query, str):  # a chain's whole input, for one
            raise UsageError("The query is not text.", "Hand the retriever a string, as itemgetter('question') picks.")
        documents = self.assistant.documents
        return [_found(hit, documents[hit.passage.document]) for hit in self.assistant.search(query, self.k)]


def runnable(assistant: Answering) -> Chained:
    """Question in, answer out; UsageError for what is no question. `ainvoke` works in a thread."""

    def answer(asked: Question) -> AIMessage:
        question, history = _read(asked)
        return message(assistant.ask(question, history))

    return RunnableLambda(answer, name="citebound")


def message(answer: Answer) -> AIMessage:
    """The answer's text in one block, annotated with LangChain's citations; their indexes count in that text.

    `extras` of a citation is that of answer/1. `response_metadata["answer"]` is the whole answer/1.
    """
    block = TextContentBlock(type="text", text=answer.text, annotations=list(_cited(answer)))
    known = {"output_version": "v1", "outcome": answer.outcome, "answer": to_json(answer)}
    return AIMessage(content_blocks=[block], id=answer.id, response_metadata=known)


def _cited(answer: Answer) -> Iterator[Cited]:
    sources = {citation.marker: citation for citation in answer.citations}
    for statement in answer.statements:
        for marker in statement.citations:
            yield _citation(sources[marker], statement.start, statement.end)


def _citation(source: Citation, start: int, end: int) -> Cited:
    return Cited(
        type="citation",
        url=place_uri(source.document, source.start, source.end),
        title=source.title,
        start_index=start,
        end_index=end,
        cited_text=source.quote,
        extras=citation_json(source),
    )


def _found(hit: Hit, document: Document) -> Found:
    passage = hit.passage
    known = {
        "document": document.id,
        "sha256": document.sha256,
        "start": passage.start,
        "end": passage.end,
        "title": document.title,
        "reference": document.reference,
        "year": document.year,
        "design": document.design,
        "certainty": document.certainty,
        "section": passage.section,
        "page": passage.page,
        "flags": list(passage.flags),
        "source": place_uri(document.id, passage.start, passage.end),
        "score": hit.score,
    }
    return Found(id=passage.id, page_content=passage.text, metadata=known)


def _read(asked: Question) -> tuple[str, tuple[Turn, ...]]:
    """The question and what was said before; a system message is nobody's question and changes no rule here."""
    if isinstance(asked, str):
        return asked, ()
    if isinstance(asked, Mapping):
        if not isinstance(asked.get("question"), str):
            raise UsageError("'question' is missing or is not text.", "Give 'question' as a string.")
        history = asked.get("history") or ()
        if not isinstance(history, list | tuple):  # of a string, each letter would be a turn
            raise UsageError("'history' is not a list.", 'Give LangChain messages, or {"role", "text"}.')
        return asked["question"], _turns(history)
    messages = asked.to_messages() if isinstance(asked, PromptValue) else _messages(asked)
    if not messages or not isinstance(messages[-1], HumanMessage):
        raise UsageError("The last message is not the user's.", "End with a question.")
    return messages[-1].text, _turns(messages[:-1])


def _turns(said: Sequence[Any]) -> tuple[Turn, ...]:
    """The turns of user and assistant; what tools and systems said is left out."""
    spoken = [
        {"role": each.get("role"), "content": each["text"]} if isinstance(each, Mapping) and "text" in each else each
        for each in said
    ]
    messages = [each for each in _messages(spoken) if isinstance(each, HumanMessage | AIMessage)]
    return tuple(Turn("user" if isinstance(each, HumanMessage) else "assistant", each.text) for each in messages)


def _messages(said: Sequence[Any]) -> list[BaseMessage]:
    try:
        return convert_to_messages(said)
    except (ValueError, TypeError, NotImplementedError):
        raise UsageError("These are not messages.", 'Give LangChain messages, or {"role", "text"}.') from None
