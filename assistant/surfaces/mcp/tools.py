"""The tools: each reads its arguments, has the host do the work, and says what came of it in words and as data."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcp_types import CallToolResult, ContentBlock, ResourceLink, TextContent, Tool, ToolAnnotations
from pydantic import BaseModel

from assistant.errors import UsageError
from assistant.render.answer_json import to_json
from assistant.render.checked_json import checked_json, checked_text
from assistant.render.markdown import to_markdown
from assistant.render.uris import document_uri
from assistant.render.words import credentials
from assistant.surfaces import incoming
from assistant.surfaces.checkable import checkable
from assistant.surfaces.mcp import shapes
from assistant.surfaces.mcp.host import Host
from assistant.values import Answer

Given = Mapping[str, object]
Call = Callable[[Host, Given, object], Awaitable[CallToolResult]]
TEXT = "text/markdown"


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool as it is listed, and what it does."""

    tool: Tool
    call: Call

    def read(self, arguments: Mapping[str, Any] | None) -> Given:
        """The arguments; UsageError names one that the tool does not have."""
        known = self.tool.input_schema["properties"]
        for name in arguments or {}:
            if name not in known:
                raise UsageError(f"'{name:.40}' is not an argument of {self.tool.name}.", f"It has {', '.join(known)}.")
        return {name: _unwrapped(value) if name in _LISTS else value for name, value in (arguments or {}).items()}


_LISTS = ("history", "quotes")


def _unwrapped(value: object) -> object:
    """A list; some desktop clients send one as the JSON of it, in a string."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


async def _ask(host: Host, given: Given, request: object) -> CallToolResult:
    question = incoming.text(given.get("question"), "question")
    return of_answer(await host.ask(question, incoming.history(given.get("history")), request))


async def _check(host: Host, given: Given, request: object) -> CallToolResult:
    checked = await host.check(*checkable(given), request)
    return _result(checked_text(checked), checked_json(checked))


async def _search(host: Host, given: Given, request: object) -> CallToolResult:
    hits = await host.search(incoming.text(given.get("query"), "query"), request)
    return _as_json(shapes.results(hits, await host.corpus()))


async def _fetch(host: Host, given: Given, request: object) -> CallToolResult:
    return _as_json(shapes.fetched(incoming.text(given.get("id"), "id"), await host.corpus()))


def of_answer(answer: Answer) -> CallToolResult:
    """An answer: Markdown with numbered sources, a link to each cited document, and answer/1."""
    return _result(to_markdown(answer), to_json(answer), *_links(answer))


def refused(line: str) -> CallToolResult:
    """A call that came to nothing, with the reason."""
    return CallToolResult(content=[TextContent(text=line)], is_error=True)


def _links(answer: Answer) -> Iterator[ResourceLink]:
    cited = {citation.document: citation for citation in (*answer.citations, *answer.nearest)}
    for name, citation in cited.items():
        uri, about = document_uri(name), credentials(citation)
        yield ResourceLink(uri=uri, name=name, title=citation.title, description=about, mime_type=TEXT)


def _as_json(shape: BaseModel) -> CallToolResult:
    data = shape.model_dump()
    return _result(json.dumps(data, ensure_ascii=False), data)


def _result(text: str, data: Mapping[str, Any], *more: ContentBlock) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text), *more], structured_content=dict(data))


def _offered(name: str, title: str, about: str, takes: dict[str, Any], gives: dict[str, Any], call: Call) -> Offered:
    hints = ToolAnnotations(
        title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    tool = Tool(name=name, title=title, description=about, input_schema=takes, output_schema=gives, annotations=hints)
    return Offered(tool, call)


OFFERED = {
    each.tool.name: each
    for each in (
        _offered(
            "ask_evidence",
            "Ask the evidence",
            "Answers a clinical question from the evidence documents. Every sentence is quoted from a document and"
            " numbered; where the evidence does not say, the answer says so. Hand the sentences on word for word, with"
            " their numbers and sources: reworded, they may go past the limits of the evidence.",
            shapes.ASK,
            shapes.ANSWER,
            _ask,
        ),
        _offered(
            "check_claim",
            "Check a claim",
            "Says whether a sentence stays inside the limits of the evidence: allow, hold (cannot be read with"
            " certainty: do not say it) or block; and, given quotes, whether they carry it.",
            shapes.CHECK,
            shapes.CHECKED,
            _check,
        ),
        _offered(
            "search",
            "Search the passages",
            "Finds the passages nearest to a query, best first. A passage near a query need not answer it.",
            shapes.SEARCH,
            shapes.RESULTS,
            _search,
        ),
        _offered(
            "fetch",
            "Fetch a passage or document",
            "Gives the words of a passage, with the caveats that belong to it, or a document's whole text.",
            shapes.FETCH,
            shapes.FETCHED,
            _fetch,
        ),
    )
}
