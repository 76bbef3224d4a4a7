"""The server: tools, and the documents as resources, over a host; the same for both transports."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from assistant.errors import CiteboundError
from assistant.render.uris import DOCUMENTS, document_of, document_uri
from assistant.render.words import credentials
from assistant.surfaces.mcp.host import Host
from assistant.surfaces.mcp.tools import OFFERED, TEXT, refused
from assistant.values import Document

PAGE = 100
"""Documents of one page of the list."""

INSTRUCTIONS = (
    "Answers clinicians' questions from a fixed set of evidence documents. Use ask_evidence first, and hand its"
    " sentences on word for word with their numbers and sources. Before saying anything of your own on the topic, let"
    " check_claim read it, with the quotes that should carry it. Not for emergencies. Send nothing that identifies a"
    " patient."
)
Context = ServerRequestContext[Any]


def make_server(host: Host) -> Server[Any]:
    """The low-level server: its errors are ours to word, and none of them repeats what was sent."""
    at = _Handlers(host)
    return Server(
        "citebound",
        title="citebound",
        version=_version(),
        instructions=INSTRUCTIONS,
        on_list_tools=at.list_tools,
        on_call_tool=at.call_tool,
        on_list_resources=at.list_resources,
        on_list_resource_templates=at.list_templates,
        on_read_resource=at.read_resource,
    )


class _Handlers:
    """One method of the protocol each."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def list_tools(self, _: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[offered.tool for offered in OFFERED.values()])

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        offered = OFFERED.get(params.name)
        if offered is None:
            raise MCPError(INVALID_PARAMS, f"There is no such tool; there are {', '.join(OFFERED)}.")
        try:
            return await offered.call(self._host, offered.read(params.arguments), context.request)
        except CiteboundError as error:
            return refused(str(error))
        except Exception as error:
            return refused(self._host.bug(error, context.request))

    async def list_resources(self, context: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
        documents = tuple((await self._documents(context)).values())
        start = _start(params.cursor if params else None)
        more = str(start + PAGE) if start + PAGE < len(documents) else None
        return ListResourcesResult(
            resources=[_listed(each) for each in documents[start : start + PAGE]], next_cursor=more
        )

    async def list_templates(self, _: Context, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        template = ResourceTemplate(
            uri_template=DOCUMENTS + "{id}",
            name="document",
            title="Evidence document",
            description="The canonical text of a document; offsets of citations are code points in it.",
            mime_type=TEXT,
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(self, context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(params.uri)
        document = (await self._documents(context)).get(document_of(uri) or "")
        if document is None:
            raise MCPError(INVALID_PARAMS, "No document has this address. See: resources/list", {"uri": uri})
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, text=document.text, mime_type=TEXT)])

    async def _documents(self, context: Context) -> dict[str, Document]:
        try:
            return dict((await self._host.corpus()).documents)
        except CiteboundError as error:
            raise MCPError(INTERNAL_ERROR, str(error)) from None
        except Exception as error:
            raise MCPError(INTERNAL_ERROR, self._host.bug(error, context.request)) from None


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 9:
        raise MCPError(INVALID_PARAMS, "The cursor is not one of this list.")
    return int(cursor)


def _listed(document: Document) -> Resource:
    return Resource(
        uri=document_uri(document.id),
        name=document.id,
        title=document.title,
        description=f"{document.reference} ({credentials(document)})",
        mime_type=TEXT,
        size=len(document.text.encode()),
    )


def _version() -> str:
    try:
        return version("citebound")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0"
