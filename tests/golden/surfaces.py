"""Every surface that shows answers: how it shows one, and what its official SDK or schema reads in it.

A new surface is a row of `SURFACES`, and its files: `pytest tests/golden --update-golden`.
"""

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import jsonschema
from langchain_core.messages import AIMessage, messages_from_dict, messages_to_dict
from langchain_core.messages.content import Citation as LangChainCitation
from markdown_it import MarkdownIt
from mcp_types import CallToolResult, ResourceLink, TextContent
from openai.types.chat import ChatCompletion
from openai.types.responses import Response, ResponseOutputMessage, ResponseOutputText
from pydantic import BaseModel
from rich.console import Console

from assistant.adapters.langchain import message
from assistant.render.answer_json import from_json, to_json
from assistant.render.chat_completions import completion
from assistant.render.markdown import to_markdown
from assistant.render.reply import Reply, address, words_read
from assistant.render.responses import response
from assistant.render.terminal import print_answer
from assistant.render.words import KINDS, OUTCOMES
from assistant.surfaces.mcp.tools import OFFERED, of_answer
from assistant.values import Answer
from tests.golden.seen import Quotes, Seen, dumped
from tests.golden.slacked import of_slack, slack


@dataclass(frozen=True)
class Surface:
    """`show` is what the surface sends, as the text of a golden file; `read` parses that and finds what is cited."""

    name: str
    ending: str
    show: Callable[[Answer], str]
    read: Callable[[str], Seen]


def of(answer: Answer) -> Seen:
    """What is to be found."""
    return Seen(
        OUTCOMES[answer.outcome],
        {citation.marker: citation.quote for citation in answer.citations},
        {citation.marker: citation.id for citation in answer.citations},
        tuple(citation.quote for citation in answer.nearest),
    )


def terminal(answer: Answer) -> str:
    out = io.StringIO()
    print_answer(answer, Console(file=out, width=80, highlight=False, emoji=False))
    return out.getvalue()


def of_terminal(shown: str) -> Seen:
    """A paragraph's own words are its quote, unless the sources give another."""
    paragraphs = [" ".join(block.split()) for block in re.sub(r"\n +! .*", "", shown).split("\n\n")]
    listed, near = "", ""
    for paragraph in paragraphs:
        listed = paragraph if paragraph.startswith("Sources of the words above") else listed
        near = paragraph if paragraph.startswith("Nearest in the evidence") else near
    label = "|".join(filter(None, KINDS.values()))
    quotes: Quotes = {}
    for paragraph in paragraphs:
        if found := re.fullmatch(rf"(?:(?:{label}): )?(.*?)((?: \[\d+\])+)", paragraph):
            quotes |= {int(marker): found[1] for marker in re.findall(r"\d+", found[2])}
    quotes |= {int(marker): quote for marker, quote in re.findall(r"\[(\d+)\] “(.*?)” \(", listed)}
    return Seen(paragraphs[0], quotes, None, tuple(re.findall(r"- “(.*?)” \(", near)))


def of_markdown(shown: str) -> Seen:
    """As CommonMark is read."""
    inlines = [token.children or [] for token in MarkdownIt("commonmark").parse(shown) if token.type == "inline"]
    text = ["".join("\n" if child.type.endswith("break") else child.content for child in each) for each in inlines]
    sourced = [line for block in text for line in block.split("\n") if re.search(r": “.*”", line)]
    quotes = {int(found[1]): found[2] for line in sourced if (found := re.match(r"\[(\d+)\] .*?: “(.*?)”", line))}
    near = tuple(found[1] for line in sourced if (found := re.match(r"(?!\[\d)(?:- )?.*?: “(.*?)”", line)))
    in_text = {int(marker) for block in text for marker in re.findall(r"\[(\d+)\]", block.partition("Sources")[0])}
    assert in_text == set(quotes)
    return Seen(text[0], quotes, None, near)


def of_answer_json(shown: str) -> Seen:
    """By the schema that is published, and back into the value."""
    data = json.loads(shown)
    jsonschema.validate(data, cast(dict[str, Any], OFFERED["ask_evidence"].tool.output_schema))
    return of(from_json(data))


def mcp(answer: Answer) -> str:
    return of_answer(answer).model_dump_json(by_alias=True, exclude_none=True, indent=2) + "\n"


def of_mcp(shown: str) -> Seen:
    """By the SDK's types; words and data say the same."""
    result = CallToolResult.model_validate_json(shown)
    words, *links = result.content
    assert isinstance(words, TextContent)
    seen, told = of_answer_json(json.dumps(result.structured_content)), of_markdown(words.text)
    assert (told.outcome, told.quotes, told.nearest) == (seen.outcome, seen.quotes, seen.nearest)
    assert all(isinstance(link, ResourceLink) for link in links)
    assert bool(links) == bool(seen.quotes or seen.nearest)
    return seen


def langchain(answer: Answer) -> str:
    return dumped(messages_to_dict([message(answer)]))


def of_langchain(shown: str) -> Seen:
    """By LangChain's own reading of stored messages."""
    (said,) = messages_from_dict(json.loads(shown))
    assert isinstance(said, AIMessage)
    (block,) = said.content_blocks
    assert block["type"] == "text"
    cited = cast(list[LangChainCitation], block["annotations"])
    answer = from_json(said.response_metadata["answer"])
    for each in cited:
        marker = f"[{each['extras']['marker']}]"
        assert marker in re.match(r"(?: \[\d+\])+", said.text[each["end_index"] :])[0]  # type: ignore[index]
    return Seen(
        OUTCOMES[answer.outcome],
        {each["extras"]["marker"]: each["cited_text"] for each in cited},
        {each["extras"]["marker"]: each["extras"]["id"] for each in cited},
        tuple(citation.quote for citation in answer.nearest),
    )


def reply(answer: Answer) -> Reply:
    return Reply(answer, address("https://citebound.test"), created=0, read=words_read(answer.question, ()))


def of_completion(shown: str) -> Seen:
    """By the openai package's types."""
    completion = ChatCompletion.model_validate_json(shown)
    (choice,) = completion.choices
    assert choice.message.content
    cited = [each.url_citation for each in choice.message.annotations or []]
    return _of_chat(completion, choice.message.content, [each.model_dump() for each in cited])


def of_response(shown: str) -> Seen:
    """By the openai package's types."""
    response = Response.model_validate_json(shown)
    (item,) = response.output
    assert isinstance(item, ResponseOutputMessage)
    (content,) = item.content
    assert isinstance(content, ResponseOutputText)
    assert response.output_text == content.text
    return _of_chat(response, content.text, [each.model_dump() for each in content.annotations])


def _of_chat(whole: BaseModel, text: str, cited: Sequence[dict[str, Any]]) -> Seen:
    """What the annotations say, and the text in the same words."""
    seen = of_markdown(text)
    found = [each for each in cited if each["marker"]]
    assert {each["marker"]: each["quote"] for each in found} == seen.quotes
    assert all(0 <= each["start_index"] < each["end_index"] <= len(text) for each in cited)
    answer = from_json((whole.model_extra or {})["citebound"])
    assert answer.outcome in (name for name, words in OUTCOMES.items() if words == seen.outcome)
    return replace(seen, ids={each["marker"]: each["id"] for each in found})


SURFACES = (
    Surface("terminal", "txt", terminal, of_terminal),
    Surface("markdown", "md", to_markdown, of_markdown),
    Surface("answer", "json", lambda answer: dumped(to_json(answer)), of_answer_json),
    Surface("chat-completion", "json", lambda answer: dumped(completion(reply(answer))), of_completion),
    Surface("response", "json", lambda answer: dumped(response(reply(answer))), of_response),
    Surface("mcp", "json", mcp, of_mcp),
    Surface("langchain", "json", langchain, of_langchain),
    Surface("slack", "json", slack, of_slack),
)
