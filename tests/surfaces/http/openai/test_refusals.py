"""Whatever is wrong comes as OpenAI's error, in one clear line, and the official client raises its own exception."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
from starlette.testclient import TestClient

from assistant.adapters.ledger import open_store
from assistant.errors import LedgerUnavailable
from assistant.records import Receipt
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.pool import Busy, Pool
from assistant.values import Answer, Turn
from tests.doubles import HERE, Double
from tests.surfaces.http.openai.test_client import MODEL, RULES
from tests.surfaces.http.portal import Portal, service

QUESTION = "Does IVIG work?"
IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}
TEXT = {"type": "text", "text": QUESTION}
CHAT = "/v1/chat/completions"
RESPONSES = "/v1/responses"


def user(content: object) -> list[dict[str, object]]:
    return [{"role": "user", "content": content}]


def error(response: Any) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/json"
    (said,) = response.json().values()
    assert set(said) == {"message", "type", "param", "code"}
    assert "\n" not in said["message"]
    assert "Traceback" not in said["message"]
    return dict(said)


@pytest.mark.parametrize(
    ("body", "status", "param", "says"),
    [
        ({"model": "gpt-5"}, 404, "model", "no such model; the only one is citebound"),
        ({"model": 1}, 400, "model", "valid string"),
        ({"messages": None}, 400, "messages", "valid list"),
        ({"messages": []}, 400, "messages", "at least 1"),
        ({"messages": user("")}, 400, "messages[0].content", "empty"),
        ({"messages": user(" \n")}, 400, "messages[0].content", "empty"),
        ({"messages": user(None)}, 400, "messages[0].content", "empty"),
        ({"messages": user([])}, 400, "messages[0].content", "empty"),
        ({"messages": user("x" * 40_000)}, 400, "messages[0].content", "40,000 characters; the most is 4,000"),
        ({"messages": user([IMAGE])}, 400, "messages[0].content", "no text in the message"),
        ({"messages": user([TEXT, IMAGE])}, 400, "messages[0].content", "image or a file cannot be read here"),
        ({"messages": user([{"type": "file", "file": {}}])}, 400, "messages[0].content", "no text in the message"),
        ({"messages": [{"role": "system", "content": RULES}]}, 400, "messages", "no message of the user"),
        ({"messages": [{"role": "critic", "content": "x"}]}, 400, "messages[0].role", "Input should be 'system'"),
        ({"messages": user(5)}, 400, "messages[0].content", "text or a list of content parts"),
        ({"messages": user([{"text": "x"}])}, 400, "messages[0].content[0].type", "required"),
        ({"messages": user(QUESTION), "n": 2}, 400, "n", "n can only be 1"),
        ({"messages": user(QUESTION), "stream": "yes"}, 400, "stream", "valid boolean"),
        ({"messages": user(QUESTION), "logprobs": True}, 400, "logprobs", "nothing is sampled"),
        ({"messages": user(QUESTION), "tool_choice": "required"}, 400, "tool_choice", "never called"),
        ({"messages": user(QUESTION), "tool_choice": {"type": "function"}}, 400, "tool_choice", "never called"),
        ({"messages": user(QUESTION), "function_call": {"name": "f"}}, 400, "function_call", "never called"),
        ({"messages": user(QUESTION), "modalities": ["audio"]}, 400, "modalities", "only be text"),
        (
            {"messages": user(QUESTION), "response_format": {"type": "json_object"}},
            400,
            "response_format",
            "only be text",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_chat_that_is_not_taken(client: TestClient, body: dict[str, Any], status: int, param: str, says: str) -> None:
    for more in ({}, {"stream": True}) if "stream" not in body else ({},):
        response = client.post(CHAT, json={"model": MODEL, "messages": user(QUESTION), **more, **body})
        said = error(response)
        assert (response.status_code, said["param"]) == (status, param)
        assert says in said["message"]
        assert said["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("body", "param", "says"),
    [
        ({"input": ""}, "input", "empty"),
        ({"input": 5}, "input", "text or a list"),
        ({"input": "x" * 40_000}, "input", "40,000 characters"),
        ({"input": []}, "input", "no message of the user"),
        ({"input": user([{"type": "input_image", "image_url": "x"}])}, "input[0].content", "no text in the message"),
        ({"input": [{"type": "function_call_output", "role": "user"}]}, "input", "no message of the user"),
        ({"previous_response_id": "resp_1"}, "previous_response_id", "send the earlier messages in input"),
        ({"conversation": "conv_1"}, "conversation", "send the earlier messages in input"),
        ({"background": True}, "background", "can only be false"),
        ({"prompt": {"id": "p"}}, "prompt", "no stored prompts"),
        ({"text": {"format": {"type": "json_schema"}}}, "text.format", "can only be text"),
        ({"include": ["message.output_text.logprobs"]}, "include", "nothing is sampled"),
        ({"tool_choice": "required"}, "tool_choice", "never called"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_response_that_is_not_taken(client: TestClient, body: dict[str, Any], param: str, says: str) -> None:
    response = client.post(RESPONSES, json={"model": MODEL, "input": QUESTION, **body})
    said = error(response)
    assert (response.status_code, said["param"]) == (400, param)
    assert says in said["message"]


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'"x"', b'{"model": "citebound", "input": "\\ud800"}'])
def test_what_is_no_request_is_said_in_one_line(client: TestClient, path: str, body: bytes) -> None:
    response = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert error(response)["message"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", CHAT, 405),
        ("GET", "/v1/models/gpt-5", 404),
        ("GET", "/v1/responses/resp_1", 404),
        ("PUT", RESPONSES, 405),
    ],
)
def test_other_refusals_have_the_shape_too(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert error(response)["message"]


IGNORED = {
    "temperature": 2,
    "top_p": 0.1,
    "seed": 1,
    "stop": ["IVIG"],
    "max_tokens": 1,
    "max_completion_tokens": 1,
    "frequency_penalty": 1,
    "logit_bias": {"1": 1},
    "user": "u",
    "store": True,
    "metadata": {"a": "b"},
    "service_tier": "auto",
    "reasoning_effort": "high",
    "tools": [{"type": "function", "function": {"name": "f"}}],
    "tool_choice": "auto",
    "response_format": {"type": "text"},
    "n": 1,
    "web_search_options": {},
    "unheard_of": {"x": 1},
}


def test_what_changes_nothing_is_taken(client: TestClient) -> None:
    plain = client.post(CHAT, json={"model": MODEL, "messages": user(QUESTION)}).json()
    response = client.post(CHAT, json={"model": MODEL, "messages": user(QUESTION), **IGNORED})
    assert response.json()["choices"] == plain["choices"]


def test_a_long_conversation_is_read_as_far_as_it_can_matter(client: TestClient, assistant_double: Double) -> None:
    """A client sends all of it each time, also what was refused before: nothing of that may end the conversation."""
    turns = [turn for at in range(300) for turn in (*user(f"{at} " + "x" * 100), {"role": "assistant", "content": "y"})]
    refused = [*user("x" * 40_000), *user([IMAGE]), {"role": "assistant", "content": None, "tool_calls": []}]
    response = client.post(CHAT, json={"model": MODEL, "messages": [*turns, *refused, *user(QUESTION)]})
    assert response.status_code == 200
    _, history, _ = assistant_double.asked[-1]
    assert len(history) == 50
    assert history[-1] == Turn("assistant", "y")
    assert history[-2].text.startswith("299 ")
    assert client.post(CHAT, content=b"x" * 2_000_000).status_code == 413
    assert client.post("/v1/answers", content=b"x" * 100_000).status_code == 413


class Full:
    """A ledger that takes nothing."""

    def record(self, owner: str, answer: Answer) -> Receipt:
        raise LedgerUnavailable("The disk is full.", "Free some.")


def raised(app: Any, key: str = "k", **asked: Any) -> openai.APIStatusError:
    """What the official client raises, from the routes' application itself."""

    async def scene() -> openai.APIStatusError:
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        async with openai.AsyncOpenAI(
            api_key=key, base_url=f"{HERE}/v1", http_client=httpx2.AsyncClient(transport=transport), max_retries=0
        ) as client:
            with pytest.raises(openai.APIStatusError) as caught:
                await client.chat.completions.create(
                    **{"model": MODEL, "messages": [{"role": "user", "content": QUESTION}], **asked}
                )
            return caught.value

    return asyncio.run(scene())


@pytest.mark.parametrize("stream", [False, True])
def test_each_trouble_is_the_clients_own_exception(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stream: bool
) -> None:
    found = raised(create_app(Double(), load(), Full()), stream=stream)  # type: ignore[arg-type]
    assert (type(found), found.status_code, found.code) == (openai.InternalServerError, 503, "ledger")
    found = raised(create_app(Double(), load(timeout=1e-9)), stream=stream)
    assert (type(found), found.status_code, found.code) == (openai.InternalServerError, 504, "timeout")
    found = raised(create_app(Double(), load()), stream=stream, messages=user("boom Jane Roe"))
    assert (type(found), found.status_code, found.type) == (openai.InternalServerError, 500, "server_error")
    assert "Jane" not in str(found)
    assert type(raised(create_app(Double(), load()), stream=stream, model="gpt-5")) is openai.NotFoundError
    with open_store(f"sqlite:///{tmp_path / 'l.sqlite3'}") as store:
        app = create_app(Double(), load(auth="required", rate=1), store.ledger, store.keys)
        found = raised(app, stream=stream)
        assert (type(found), found.code) == (openai.AuthenticationError, "invalid_api_key")
        key = store.keys.make("k").secret
        assert raised(app, key, stream=stream, model="x").status_code == 404
        assert raised(app, key, stream=stream, messages=user("cost boom")).status_code == 500
        found = raised(app, key, stream=stream)
        assert (type(found), found.code) == (openai.RateLimitError, "rate_limit_exceeded")
        assert int(found.response.headers["retry-after"]) > 0

    def full(self: Pool) -> None:
        raise Busy

    monkeypatch.setattr(Pool, "check", full)
    found = raised(create_app(Double(), load()), stream=stream)
    assert (found.status_code, found.code, found.response.headers["retry-after"]) == (503, "busy", "1")


def test_a_full_service_says_so_before_it_looks_for_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Pool, "full", True)
    with service(tmp_path, Portal()) as (client, _):
        for path in (CHAT, RESPONSES):
            response = client.post(path, json={})
            assert (response.status_code, error(response)["code"]) == (503, "busy")
        assert client.get("/v1/models").status_code == 401


def test_a_portals_token_and_a_key_open_these_routes(tmp_path: Path) -> None:
    portal = Portal()
    with service(tmp_path, portal) as (client, store):
        asked = {"model": MODEL, "messages": user(QUESTION)}
        for secret in (portal.token(), store.keys.make("k").secret):
            bearer = {"Authorization": f"Bearer {secret}"}
            assert client.post(CHAT, json=asked, headers=bearer).status_code == 200
            assert client.get("/v1/models", headers=bearer).status_code == 200
        for path in ("/v1/models", f"/v1/models/{MODEL}"):
            response = client.get(path)
            assert (response.status_code, error(response)["code"]) == (401, "invalid_api_key")
            assert response.headers["www-authenticate"].startswith("Bearer")
        wrong = client.post(CHAT, json=asked, headers={"Authorization": "Bearer cb_000000000000_0"})
        assert (wrong.status_code, error(wrong)["type"]) == (401, "authentication_error")


def test_the_address_of_the_documents_is_where_readers_are(assistant_double: Double) -> None:
    settings = load(public_url="https://evidence.hospital.example/citebound/")
    with TestClient(create_app(assistant_double, settings), base_url=HERE) as client:
        made = client.post(CHAT, json={"model": MODEL, "messages": user(QUESTION)}).json()
    (url, *_) = [each["url_citation"]["url"] for each in made["choices"][0]["message"]["annotations"]]
    assert url.startswith("https://evidence.hospital.example/citebound/v1/documents/tiny-review#char=")
    assert f"]({url})" in made["choices"][0]["message"]["content"]
    assert json.dumps(made["citebound"]).count("https://evidence") == 0
