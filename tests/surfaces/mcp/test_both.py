"""What holds over either transport, in either era of the protocol, with the real assistant."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import jsonschema
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, ResourceLink, TextResourceContents

from assistant.render.answer_json import from_json
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from tests.material import assistant
from tests.surfaces.mcp.speaking import ERAS, over_http, over_stdio, served, text

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUESTION = "Does IVIG help in secondary progressive MS?"
Opened = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture(params=[f"{way}-{era}" for way in ("stdio", "http") for era in ERAS])
def opened(request: pytest.FixtureRequest) -> Opened:
    way, era = request.param.split("-")

    @asynccontextmanager
    async def over_loopback() -> AsyncIterator[Client]:
        with served(create_app(assistant(), load())) as address:
            async with over_http(address, era) as client:
                yield client

    return over_loopback if way == "http" else lambda: over_stdio(era)


def test_a_session(opened: Opened) -> None:
    """One process for all of it, since each start costs seconds."""

    async def talk() -> None:
        async with opened() as client:
            await tools_are_read_only_and_say_what_they_give(client)
            await an_answer_is_the_one_that_everybody_gets(client)
            await a_follow_up_is_understood(client)
            await a_claim_is_checked(client)
            await what_search_finds_can_be_fetched(client)
            await documents_are_resources(client)
            await bad_input_is_one_clear_line(client)

    anyio.run(talk)


async def tools_are_read_only_and_say_what_they_give(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"ask_evidence", "check_claim", "search", "fetch"}
    for tool in tools.values():
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.destructive_hint is False
        assert tool.description
        for schema in (tool.input_schema, tool.output_schema):
            assert schema
            assert schema["type"] == "object"
            jsonschema.Draft202012Validator.check_schema(schema)


async def an_answer_is_the_one_that_everybody_gets(client: Client) -> None:
    result = await client.call_tool("ask_evidence", {"question": QUESTION})
    answer, expected = from_json(result.structured_content), assistant().ask(QUESTION)
    assert (answer.id, answer.text, answer.citations) == (expected.id, expected.text, expected.citations)
    assert text(result).startswith("**Answered from the evidence**")
    assert all(f"[{citation.marker}]" in text(result) for citation in answer.citations)
    links = [item for item in result.content if isinstance(item, ResourceLink)]
    assert [link.name for link in links] == list(dict.fromkeys(citation.document for citation in answer.citations))
    for link in links:
        (content,) = (await client.read_resource(link.uri)).contents
        assert isinstance(content, TextResourceContents)
        for citation in answer.citations:
            if citation.document == link.name:
                assert content.text[citation.start : citation.end] == citation.quote


async def a_follow_up_is_understood(client: Client) -> None:
    history = [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "No."}]
    for given in (history, json.dumps(history)):
        result = await client.call_tool("ask_evidence", {"question": "And in relapsing-remitting?", "history": given})
        assert not result.is_error
        assert "relapsing" in text(result).lower()


async def a_claim_is_checked(client: Client) -> None:
    result = await client.call_tool("check_claim", {"text": "IVIG helps in secondary progressive MS."})
    assert (result.structured_content["verdict"], result.structured_content["support"]) == ("block", None)
    assert text(result).startswith("block · limit: no-progressive-benefit")
    result = await client.call_tool("check_claim", {"text": "The sky is green.", "quotes": ["The sky is blue."]})
    assert result.structured_content["support"] != "supported"


async def what_search_finds_can_be_fetched(client: Client) -> None:
    result = await client.call_tool("search", {"query": "relapse rate"})
    assert [json.loads(text(result))] == [result.structured_content]
    assert len(result.content) == 1
    found = result.structured_content["results"]
    assert [each["id"] for each in found] == [hit.passage.id for hit in assistant().search("relapse rate")]
    assert all(set(each) == {"id", "title", "url"} for each in found)
    for wanted in (found[0]["id"], next(iter(assistant().documents)), "citebound://documents/ivig-ms-review"):
        result = await client.call_tool("fetch", {"id": wanted})
        fetched = result.structured_content
        assert json.loads(text(result)) == fetched
        assert set(fetched) == {"id", "title", "text", "url", "metadata"}
    passage = (await client.call_tool("fetch", {"id": found[0]["id"]})).structured_content
    document, (start, end) = passage["metadata"]["document"], (passage["metadata"][at] for at in ("start", "end"))
    assert passage["text"].split("\n\n")[0] == assistant().documents[document].text[start:end]
    assert passage["url"] == found[0]["url"] == f"citebound://documents/{document}#char={start},{end}"


async def documents_are_resources(client: Client) -> None:
    listed = (await client.list_resources()).resources
    assert [each.name for each in listed] == list(assistant().documents)
    (template,) = (await client.list_resource_templates()).resource_templates
    assert template.uri_template == "citebound://documents/{id}"
    for resource in listed:
        (content,) = (await client.read_resource(f"{resource.uri}#char=0,4")).contents
        assert isinstance(content, TextResourceContents)
        assert content.text == assistant().documents[resource.name].text
        assert resource.size == len(content.text.encode())


async def bad_input_is_one_clear_line(client: Client) -> None:
    for name, given, says in (
        ("ask_evidence", {"question": ""}, "The question is empty. Ask one in words."),
        ("ask_evidence", {"question": "x" * 40_000}, "The question has 40,000 characters; the most is 4,000."),
        ("ask_evidence", {}, "'question' is missing or is not text."),
        ("ask_evidence", {"question": 7}, "'question' is missing or is not text."),
        ("ask_evidence", {"question": "?", "history": "x"}, "'history' is not a list."),
        ("ask_evidence", {"question": "x", "history": [{"role": "user", "text": "x"}] * 51}, "More than 50 earlier"),
        ("ask_evidence", {"query": "x"}, "'query' is not an argument of ask_evidence. It has question, history."),
        ("check_claim", {"text": " "}, "The text is empty."),
        ("check_claim", {"text": "x", "quotes": "x"}, "'quotes' is not a list."),
        ("search", {"query": ""}, "The question is empty."),
        ("fetch", {"id": "nothing"}, "Nothing has this id."),
    ):
        result = await client.call_tool(name, given)
        assert result.is_error, (name, given)
        assert text(result).startswith(says)
        assert "\n" not in text(result)
    for call in (client.call_tool("nothing", {}), client.read_resource("citebound://documents/nothing")):
        with pytest.raises(MCPError) as raised:
            await call
        assert raised.value.code == INVALID_PARAMS
        assert "\n" not in raised.value.message
