"""The chat adapter against a real HTTP server on loopback that behaves as badly as servers do."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from assistant.adapters import chat
from assistant.adapters.chat import LangChainModel, open_model
from assistant.adapters.chat_errors import reason
from assistant.errors import ModelError

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.filterwarnings("default")]

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def event(handler: BaseHTTPRequestHandler, text: str, finish: str | None = None, **delta: str) -> None:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text, **delta}, "finish_reason": finish}
    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
    handler.wfile.flush()


def stream(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()


def says(*texts: str, finish: str = "stop", **delta: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        stream(handler)
        for text in texts:
            event(handler, text)
        event(handler, "", finish, **delta)
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def fails(status: int, message: str = "no sk-secret123") -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"error": {"message": message, "type": "e", "code": "c"}}).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def drips(text: str, seconds: float) -> Behaviour:
    """Never silent for long enough to trip a read time-out, and never done."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        stream(handler)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if text:
                event(handler, text)
            else:
                handler.wfile.write(b": ping\n\n")
                handler.wfile.flush()
            time.sleep(0.05)

    return behave


def garbles(handler: BaseHTTPRequestHandler) -> None:
    stream(handler)
    handler.wfile.write(b"data: {not json\n\n")


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    stream(handler)
    event(handler, "half of a sen")
    handler.connection.close()


class Server:
    """One behaviour a request, the last again and again; keeps what was sent to it."""

    def __init__(self) -> None:
        self.script: list[Behaviour] = []
        self.bodies: list[dict[str, object]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.bodies.append(body)
                with suppress(OSError):
                    server.script[min(len(server.bodies), len(server.script)) - 1](self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/v1"
        Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def opened(server: Server, timeout: float = 5.0) -> LangChainModel:
    return open_model("some/model", server.url, timeout)


def why(server: Server, timeout: float = 5.0) -> str:
    with pytest.raises(ModelError) as caught:
        opened(server, timeout).complete("system", "user", timeout=timeout)
    return caught.value.message


def test_any_compatible_server_is_asked_for_temperature_nought_and_an_end(server: Server) -> None:
    server.script = [says("one ", "two")]
    model = opened(server)
    assert (model.name, model.complete("be brief", "hello", timeout=5)) == ("some/model", "one two")
    body = server.bodies[0]
    assert (body["model"], body["temperature"]) == ("some/model", 0)
    assert body.get("max_tokens", body.get("max_completion_tokens")) == chat.WORDS
    assert body["messages"] == [{"role": "system", "content": "be brief"}, {"role": "user", "content": "hello"}]


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (fails(400), "request refused"),
        (fails(401), "key refused"),
        (fails(403), "key refused"),
        (fails(404), "no such model"),
        (fails(429), "rate limit"),
        (fails(500), "down"),
        (fails(503), "down"),
        (says("I", finish="content_filter"), "refusal"),
        (says("", refusal="I cannot help with that."), "empty answer"),
        (says(), "empty answer"),
        (says(*["x" * 50_000] * 3), "answer too long"),
        (says("x" * 10_000_000), "answer too long"),
    ],
    ids=str,
)
def test_a_failure_is_a_few_words(server: Server, behaviour: Behaviour, told: str) -> None:
    server.script = [behaviour]
    assert why(server) == told


def test_a_broken_stream_is_a_model_error(server: Server) -> None:
    server.script = [garbles]
    assert why(server) == "unusable answer"


def test_half_an_answer_is_given_as_it_is(server: Server) -> None:
    """A server that hangs up looks like one that ends: what was cut is for the reader of claims to refuse."""
    server.script = [hangs_up]
    assert opened(server).complete("s", "u", timeout=5) == "half of a sen"


@pytest.mark.parametrize("text", ["word ", ""], ids=["words", "pings"])
def test_a_dripping_answer_ends_in_time(server: Server, text: str) -> None:
    server.script = [drips(text, 3)]
    began = time.monotonic()
    assert why(server, timeout=0.5) == "timeout"
    assert time.monotonic() - began < 2


def test_a_silent_server_ends_in_time(server: Server) -> None:
    server.script = [lambda _: time.sleep(2)]
    began = time.monotonic()
    assert why(server, timeout=0.3) == "timeout"
    assert time.monotonic() - began < 1.5


def test_nobody_there(server: Server) -> None:
    server.http.shutdown()
    server.http.server_close()
    assert why(server) == "unreachable"


def test_a_model_without_temperature_is_asked_again(server: Server) -> None:
    server.script = [fails(400, "Unsupported value: 'temperature' does not support 0"), says("fine")]
    model = opened(server)
    assert model.complete("s", "u", timeout=5) == "fine"
    assert model.complete("s", "u", timeout=5) == "fine"
    assert ["temperature" in body for body in server.bodies] == [True, False, False]


def test_abandoned_calls_do_not_pile_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "AT_ONCE", 2)
    server.script = [drips("", 3)]
    model = opened(server, timeout=5)
    for told in ("timeout", "timeout", "busy"):
        with pytest.raises(ModelError, match=told):
            model.complete("s", "u", timeout=0.1)


def test_the_key_goes_to_the_server_and_nowhere_else(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret123")
    server.script = [fails(401, "Incorrect API key sk-secret123")]
    assert "secret" not in why(server)


def test_nothing_is_traced(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """With tracing on in the environment a call to LangSmith would reach this server."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "key")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)
    server.script = [says("fine")]
    assert opened(server).complete("s", "u", timeout=5) == "fine"
    time.sleep(0.3)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody:model", "cannot be opened"),
        ("gibberish", "cannot be opened"),
        ("azure_openai:deployment", "cannot be opened"),
        ("openai:gpt-4.1-mini", "cannot be opened"),
        ("mistralai:small", "not installed"),
    ],
)
def test_a_model_that_cannot_be_opened_says_what_to_do(name: str, words: str) -> None:
    with pytest.raises(ModelError, match=words) as caught:
        open_model(name, None, 5)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["anthropic:claude-x", "ollama:llama3", "bedrock_converse:some.model"])
def test_other_providers_open_without_a_call(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library = {"anthropic": "langchain_anthropic", "ollama": "langchain_ollama", "bedrock_converse": "langchain_aws"}
    pytest.importorskip(library[name.partition(":")[0]])
    for variable in ("ANTHROPIC_API_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(variable, "key")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert open_model(name, "http://127.0.0.1:9", 5).name == name
    with pytest.raises(ModelError, match=r"unreachable|timeout"):
        open_model(name, "http://127.0.0.1:9", 2).complete("s", "u", timeout=3)


class _Status(Exception):
    def __init__(self, status: int) -> None:
        self.status_code = status


class _Aws(Exception):
    def __init__(self) -> None:
        self.response = {"ResponseMetadata": {"HTTPStatusCode": 429}}


class ContextOverflowError(_Status):
    pass


class Odd(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (_Status(429), "rate limit"),
        (_Status(529), "down"),
        (_Aws(), "rate limit"),
        (ContextOverflowError(400), "question too long for the model"),
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "unreachable"),
        (Odd("sk-secret"), "failed, Odd"),
    ],
    ids=lambda value: str(value) or type(value).__name__,
)
def test_reasons_name_neither_address_nor_key(error: Exception, told: str) -> None:
    assert reason(error) == told


def test_every_exception_of_langchain_and_the_providers_has_words() -> None:
    """None of the model errors that LangChain declares falls through to a class name."""
    from langchain_core import exceptions

    declared = [each for each in vars(exceptions).values() if isinstance(each, type)]
    for each in declared:
        if issubclass(each, exceptions.ModelError) and each is not exceptions.ModelError:
            assert not reason(each("told")).startswith("failed"), each
