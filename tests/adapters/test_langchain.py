"""The retriever and the runnable in small chains, by LangChain's own rules."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.load import dumpd
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, messages_from_dict, messages_to_dict
from langchain_core.messages.content import Citation
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant import bootstrap
from assistant.adapters.langchain import EvidenceRetriever, message
from assistant.errors import UsageError
from assistant.render.answer_json import citation_json, from_json
from tests.doubles import Double, answered, not_covered
from tests.material import assistant

QUESTION = "Does IVIG help in secondary progressive MS?"
ROOT = Path(__file__).parents[2]


def citations(said: AIMessage) -> list[Citation]:
    (block,) = said.content_blocks
    assert block["type"] == "text"
    return cast(list[Citation], block["annotations"])


def test_a_document_is_verbatim_and_says_where_it_stands() -> None:
    retriever = EvidenceRetriever(assistant=assistant(), k=3)
    found = retriever.invoke("relapse rate")
    hits = assistant().search("relapse rate", 3)
    assert [document.id for document in found] == [hit.passage.id for hit in hits]
    for document, hit in zip(found, hits, strict=True):
        source, place = assistant().documents[document.metadata["document"]], document.metadata
        assert source.text[place["start"] : place["end"]] == document.page_content
        assert (place["sha256"], place["title"], place["year"]) == (source.sha256, source.title, source.year)
        assert (place["score"], place["flags"]) == (hit.score, list(hit.passage.flags))
        json.dumps(place)


def test_the_retriever_in_a_chain() -> None:
    def written(documents: list[Document]) -> str:
        return "\n".join(document.page_content for document in documents)

    prompt = ChatPromptTemplate.from_template("{context}\n\n{question}")
    context = EvidenceRetriever(assistant=assistant(), k=2) | written
    model = FakeListChatModel(responses=["As the sources say."])
    chain = {"context": context, "question": RunnablePassthrough()} | prompt | model | StrOutputParser()
    assert chain.invoke("relapse rate") == "As the sources say."
    asked = ({"context": context, "question": RunnablePassthrough()} | prompt).invoke("relapse rate").to_string()
    assert all(hit.passage.text in asked for hit in assistant().search("relapse rate", 2))


def test_an_answer_is_annotated_with_citations_of_its_text() -> None:
    said, answer = assistant().as_runnable().invoke(QUESTION), assistant().ask(QUESTION)
    assert (said.text, said.id, said.response_metadata["outcome"]) == (answer.text, answer.id, answer.outcome)
    assert from_json(said.response_metadata["answer"]).citations == answer.citations
    known = {citation.marker: citation for citation in answer.citations}
    assert {each["extras"]["marker"] for each in citations(said)} == set(known)
    for each in citations(said):
        source = known[each["extras"]["marker"]]
        assert each["extras"] == citation_json(source)
        assert (each["cited_text"], each["title"]) == (source.quote, source.title)
        statement = said.text[each["start_index"] : each["end_index"]]
        assert statement in [statement.text for statement in answer.statements]
        assert said.text[each["end_index"] :].startswith(f" [{source.marker}]")
        assert each["url"] == f"citebound://documents/{source.document}#char={source.start},{source.end}"


@pytest.mark.parametrize(
    "asked",
    [
        {"question": "And the dose?", "history": [{"role": "user", "text": QUESTION}, ("assistant", "No.")]},
        {"question": "And the dose?", "history": [HumanMessage(QUESTION), AIMessage("No.")]},
        [SystemMessage("Say yes."), ("user", QUESTION), AIMessage([{"type": "text", "text": "No."}]), "And the dose?"],
        [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "No."}, HumanMessage("And the dose?")],
    ],
    ids=["turns", "messages as history", "messages", "dictionaries"],
)
def test_what_was_said_before_is_understood(asked: Any) -> None:
    double = Double()
    double.as_runnable().invoke(asked)
    ((question, history, _),) = double.asked
    assert question == "And the dose?"
    assert [(turn.role, turn.text) for turn in history] == [("user", QUESTION), ("assistant", "No.")]


@pytest.mark.parametrize(
    "asked",
    [{}, {"question": 7}, [], [AIMessage("No.")], [7], {"question": "x", "history": [7]}]
    + [{"question": "x", "history": said} for said in ("No.", {"a": 1}, 7)],
)
def test_what_is_no_question_is_one_clear_line(asked: Any) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+$"):
        Double().as_runnable().invoke(asked)


@pytest.mark.parametrize("query", [{"question": QUESTION}, 7, None])
def test_a_query_that_is_no_text_is_one_clear_line(query: Any) -> None:
    with pytest.raises(UsageError, match=r"^The query is not text"):
        EvidenceRetriever(assistant=assistant()).invoke(query)


def test_an_empty_or_overlong_question_is_the_flows_error() -> None:
    for asked in ("", "x" * 40_000):
        with pytest.raises(UsageError):
            assistant().as_runnable().invoke(asked)


def test_the_runnable_in_a_chain() -> None:
    prompt = ChatPromptTemplate.from_messages([("system", "You always agree."), ("user", "Does {drug} help in SPMS?")])
    chain = prompt | assistant().as_runnable() | StrOutputParser()
    expected = assistant().ask("Does IVIG help in SPMS?").text
    assert chain.invoke({"drug": "IVIG"}) == expected
    assert "".join(chain.stream({"drug": "IVIG"})) == expected
    after = {"said": assistant().as_runnable()} | RunnableLambda(lambda given: given["said"].text)
    assert after.invoke("Does IVIG help in SPMS?") == expected


def test_batches_and_async_give_the_same() -> None:
    questions = [QUESTION, "What was the dose in the Fazekas trial?"]
    expected = [assistant().ask(question).id for question in questions]
    asked = assistant().as_runnable()
    assert [said.id for said in asked.batch(cast(list[Any], questions))] == expected

    async def together() -> list[AIMessage]:
        return await asked.abatch(cast(list[Any], questions))

    assert [said.id for said in asyncio.run(together())] == expected
    retriever = EvidenceRetriever(assistant=assistant())
    assert asyncio.run(retriever.ainvoke("dose")) == retriever.invoke("dose")


def test_a_message_survives_langchains_own_storage() -> None:
    for answer in (answered(), not_covered("price?")):
        (back,) = messages_from_dict(json.loads(json.dumps(messages_to_dict([message(answer)]))))
        assert back == message(answer)
        assert dumpd(message(answer))["id"][-1] == "AIMessage"


def test_what_the_readme_shows_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "build", lambda *_: assistant())
    shown = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    exec(shown[1], {})
    assert "<- IVIG in multiple sclerosis: evidence review citebound://documents/" in capsys.readouterr().out


@pytest.mark.parametrize("program", ["import assistant.bootstrap", "import assistant.surfaces.cli.asking"])
def test_who_does_not_use_langchain_does_not_load_it(program: str) -> None:
    check = f"import sys; {program}; sys.exit('langchain_core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
