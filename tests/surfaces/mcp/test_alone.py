"""The host over stdio, and the server on it, in this process: time, failures, many documents."""

import threading
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import anyio
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from assistant import bootstrap
from assistant.ask import Assistant
from assistant.corpus import Corpus
from assistant.errors import CiteboundError
from assistant.settings import load
from assistant.surfaces.mcp.server import PAGE, make_server
from assistant.surfaces.mcp.stdio import _Alone
from tests.doubles import DOCUMENT, Double
from tests.surfaces.mcp.speaking import text

Said = list[str]


class Waiting(Double):
    """Answers when it is told to, or stops where nobody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.free, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def ask(self, question: str, history: Any = (), detail: Any = "brief", told: Any = None) -> Any:
        self.begun.set()
        try:
            while not self.free.wait(0.01):
                told("wait")
        except BaseException:
            self.stopped.set()
            raise
        return super().ask(question, history, detail, told)


def over(monkeypatch: pytest.MonkeyPatch, build: Callable[[], Assistant], said: Said, **given: Any) -> Client:
    """A client of the server over a host that builds so."""
    monkeypatch.setattr(bootstrap, "build", lambda settings, say: build())
    return Client(make_server(_Alone(load(**given), said.append)))


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    double = Waiting()

    async def talk() -> None:
        async with over(monkeypatch, lambda: double, [], timeout=0.2) as client:
            result = await client.call_tool("ask_evidence", {"question": "wait"})
            assert text(result) == "The answer took too long. Ask again, or ask for less at a time."
            assert await anyio.to_thread.run_sync(double.stopped.wait, 5)

    anyio.run(talk)


def test_a_bug_is_one_line_without_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    said: Said = []

    async def talk() -> None:
        async with over(monkeypatch, Double, said) as client:
            result = await client.call_tool("ask_evidence", {"question": "boom Jane Roe"})
            assert result.is_error
            assert text(result).startswith("An unexpected error, RuntimeError. It is a bug")
            assert "Jane Roe" not in text(result) + "".join(said)

    anyio.run(talk)


def test_what_could_not_be_built_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([CiteboundError("The index is being built.", "Ask again."), None])

    def build() -> Assistant:
        if error := next(tries):
            raise error
        return Double()

    async def talk() -> None:
        async with over(monkeypatch, build, []) as client:
            with pytest.raises(MCPError, match=r"The index is being built\. Ask again\."):
                await client.list_resources()
            assert [each.name for each in (await client.list_resources()).resources] == ["tiny-review"]

    anyio.run(talk)


def test_many_documents_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = {f"paper {at}": replace(DOCUMENT, id=f"paper {at}") for at in range(2 * PAGE + 1)}
    double = Double()
    double.corpus = cast(Corpus, SimpleNamespace(documents=documents))

    async def talk() -> None:
        async with over(monkeypatch, lambda: double, []) as client:
            seen, cursor = list[str](), None
            while True:
                page = await client.list_resources(cursor=cursor)
                seen += [each.name for each in page.resources]
                assert len(page.resources) <= PAGE
                if not (cursor := page.next_cursor):
                    break
            assert seen == list(documents)
            for wrong in ("x", "-1", "١", "9" * 5000):
                with pytest.raises(MCPError, match="The cursor is not one of this list"):
                    await client.list_resources(cursor=wrong)
            (content,) = (await client.read_resource("citebound://documents/paper%207")).contents
            assert content.uri == "citebound://documents/paper%207"

    anyio.run(talk)
