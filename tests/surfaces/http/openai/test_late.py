"""A streamed answer that takes long: the stream begins without a word of it; what goes wrong then is said in it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import openai
import pytest
import uvicorn

from assistant.ask import Told
from assistant.compose import Detail
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.openai import replying
from assistant.surfaces.http.serve import listen
from assistant.values import Answer, Turn
from tests.doubles import Double
from tests.surfaces.http.openai.test_client import MODEL

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Slow(Double):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.free, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        self.begun.set()
        try:
            while not self.free.wait(0.01):
                told("wait")
        except BaseException:
            self.stopped.set()
            raise
        return super().ask(question, history, detail, told)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replying, "PATIENCE", 0.05)
    monkeypatch.setattr(replying, "QUIET", 0.05)


@asynccontextmanager
async def served(assistant: Slow, **settings: Any) -> AsyncIterator[str]:
    with listen("127.0.0.1", 0) as listener:
        app = create_app(assistant, load(**settings))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        server.should_exit = True
        await running


def scene(play: Callable[[Slow, openai.AsyncOpenAI], Any], **settings: Any) -> None:
    async def played() -> None:
        assistant = Slow()
        async with (
            served(assistant, **settings) as address,
            openai.AsyncOpenAI(api_key="k", base_url=address, max_retries=0) as client,
        ):
            try:
                await play(assistant, client)
            finally:
                assistant.free.set()

    asyncio.run(played())


def asked(question: str = "Does IVIG work?") -> dict[str, Any]:
    return {"model": MODEL, "messages": [{"role": "user", "content": question}], "stream": True}


def test_the_stream_says_that_it_is_there_and_then_the_answer() -> None:
    async def play(assistant: Slow, client: openai.AsyncOpenAI) -> None:
        async with (
            httpx2.AsyncClient() as plain,
            plain.stream("POST", f"{client.base_url}chat/completions", json=asked()) as response,
        ):
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            lines = response.aiter_lines()
            early = [line for line in [await anext(lines) for _ in range(4)] if line]
            assert set(early) == {": still here"}
            assistant.free.set()
            rest = [line async for line in lines]
        assert rest[-2] == "data: [DONE]"
        assert any('"finish_reason": "stop"' in line for line in rest)
        stream = await client.chat.completions.create(**asked())
        assert [chunk async for chunk in stream][-1].choices[0].finish_reason == "stop"
        late = [event.type async for event in await client.responses.create(model=MODEL, input="x", stream=True)]
        assert late[-1] == "response.completed"

    scene(play)


@pytest.mark.parametrize(
    ("question", "settings", "code"), [("boom Jane Roe", {}, "bug"), ("x", {"timeout": 0.2}, "timeout")]
)
def test_what_goes_wrong_is_said_in_the_stream(question: str, settings: dict[str, Any], code: str) -> None:
    async def play(assistant: Slow, client: openai.AsyncOpenAI) -> None:
        stream = await client.chat.completions.create(**asked(question))
        responses = await client.responses.create(model=MODEL, input=question, stream=True)
        if not settings:
            assistant.free.set()
        with pytest.raises(openai.APIError) as caught:
            async for _ in stream:
                pass
        assert (caught.value.code, caught.value.type) == (code, "server_error")
        assert "Jane" not in str(caught.value.body)
        (event,) = [event async for event in responses]
        assert event.type == "error"
        assert event.code == code
        type(event).model_validate(event.model_dump(), strict=True)

    scene(play, **settings)


@pytest.mark.parametrize("late", [True, False])
def test_who_leaves_stops_the_work(monkeypatch: pytest.MonkeyPatch, late: bool) -> None:
    if not late:
        monkeypatch.setattr(replying, "PATIENCE", 30)

    async def play(assistant: Slow, client: openai.AsyncOpenAI) -> None:
        try:
            stream = await client.with_options(timeout=0.3).chat.completions.create(**asked())
        except openai.APITimeoutError:
            assert not late
        else:
            assert late
            await stream.close()
        await client.close()
        assert await asyncio.to_thread(assistant.begun.wait, 5)
        assert await asyncio.to_thread(assistant.stopped.wait, 5)

    scene(play)
