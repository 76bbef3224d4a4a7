"""The endpoint to compare with: naive, and OpenAI-compatible; over the real SmolLM2 where it is installed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.adapters import local_model
from assistant.adapters.local_model import LocalModel, missing
from assistant.errors import CiteboundError
from assistant.settings import Settings
from evals import naive_rag
from evals.naive_rag import MODEL, THREADS, TOP, Answering, Nearest, SmolLM2, application, main
from evals.targets.citing import cited
from tests.material import assistant, embedder

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.filterwarnings("default")]
QUESTION = "Is IVIG a first-line treatment of MS?"


class Scripted:
    """Says the same; keeps what it was shown."""

    def __init__(self, said: str | Exception) -> None:
        self._said = said
        self.shown: Sequence[Mapping[str, str]] = ()

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        self.shown = messages
        if isinstance(self._said, Exception):
            raise self._said
        message = {"role": "assistant", "content": self._said}
        return {"choices": [{"message": message, "finish_reason": "stop"}], "usage": {"total_tokens": 9}, "id": "x"}


@pytest.fixture(scope="module")
def nearest() -> Nearest:
    return Nearest.over(assistant().documents, embedder())


def client(nearest: Nearest, chat: Scripted) -> TestClient:
    return TestClient(application(Answering(nearest, chat)))


def asking(*texts: str) -> dict[str, object]:
    roles = ["user" if at % 2 == 0 else "assistant" for at in range(len(texts))]
    return {"messages": [{"role": role, "content": text} for role, text in zip(roles, texts, strict=True)]}


def test_the_nearest_passages_go_into_the_prompt_and_with_the_answer(nearest: Nearest) -> None:
    chat = Scripted("Yes, IVIG is first-line [1].")
    body = client(nearest, chat).post("/v1/chat/completions", json=asking(QUESTION)).json()
    message = body["choices"][0]["message"]
    sentences, citations = cited(message["content"], message["annotations"])
    assert citations is not None
    assert len(citations) == TOP
    for each in citations:
        document = assistant().documents[str(each.document)]
        assert document.text[each.start : each.end] == each.quote
        assert f"[{each.marker}] {each.quote}" in chat.shown[0]["content"]
        assert each.sha256 == document.sha256
    assert [said.markers for said in sentences] == [(1,)]
    assert (body["usage"], body["model"]) == ({"total_tokens": 9}, MODEL)


def test_the_question_is_the_last_message_and_the_others_are_shown(nearest: Nearest) -> None:
    chat = Scripted("Yes.")
    client(nearest, chat).post("/v1/chat/completions", json=asking("a", "b", "c", "d", "e", "f", QUESTION))
    assert [each["content"] for each in chat.shown[1:]] == ["c", "d", "e", "f", QUESTION]


@pytest.mark.parametrize("body", [{}, {"messages": []}, {"messages": [1]}, {"messages": 3}, [], asking("a", "b")])
def test_what_is_no_question_is_refused(nearest: Nearest, body: object) -> None:
    assert client(nearest, Scripted("Yes.")).post("/v1/chat/completions", json=body).status_code == 400


def test_a_model_that_fails_is_told(nearest: Nearest) -> None:
    found = client(nearest, Scripted(CiteboundError("It is down."))).post("/v1/chat/completions", json=asking("a?"))
    assert (found.status_code, found.json()["error"]["message"]) == (503, "It is down.")


def test_the_models(nearest: Nearest) -> None:
    assert client(nearest, Scripted("Yes.")).get("/v1/models").json()["data"][0]["id"] == MODEL


def test_without_the_weights_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(local_model, "find_spec", lambda _: None)
    monkeypatch.setattr(naive_rag, "load", Settings)
    assert main([]) == 3
    assert "pip install" in capsys.readouterr().err


@pytest.fixture(scope="module")
def model() -> Iterator[LocalModel]:
    running = LocalModel(120.0, THREADS)
    yield running
    running.close()


@pytest.mark.local_model
@pytest.mark.skipif(missing() is not None, reason=f"{missing()} {local_model.REMEDY}")
def test_smollm2_answers(nearest: Nearest, model: LocalModel) -> None:
    app = application(Answering(nearest, SmolLM2(model)))
    body = TestClient(app).post("/v1/chat/completions", json=asking(QUESTION)).json()
    message = body["choices"][0]["message"]
    assert len(message["content"]) > 20
    assert len(message["annotations"]) == TOP
    assert body["usage"]["total_tokens"] > body["usage"]["completion_tokens"] > 0
