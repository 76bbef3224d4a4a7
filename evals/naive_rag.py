"""The endpoint that we are compared with: SmolLM2 behind an OpenAI-compatible server, with naive retrieval.

    python -m evals.naive_rag --port 8100

As many assistants are built: the four passages nearest by embedding go into a prompt that asks to answer from them and
to cite them as [n]; what the model writes leaves as it is. It answers from the same documents as we do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.adapters.local_model import LocalModel
from assistant.corpus import load_corpus
from assistant.errors import CiteboundError
from assistant.ports import Embedder
from assistant.settings import Settings, load, shipped_corpus
from assistant.values import Document, Passage
from evals.targets.caller import Caller

MODEL = "smollm2-135m-naive-rag"
TOP = 4
WORDS = 120
"""Tokens it may write: two or three seconds on two cores."""
THREADS = 1
"""On a busy machine two threads wait for each other, and an answer takes ten times as long."""
TURNS = 4
"""Earlier messages that the model is shown."""
_SECONDS = 120.0

PROMPT = """\
You are a helpful medical assistant. Answer the question from the context below. Cite the context as [n].

Context:
{context}"""


class Chat(Protocol):
    """An OpenAI-compatible chat model."""

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        """The whole completion."""
        ...


@dataclass(frozen=True, slots=True)
class Nearest:
    """Passages by plain similarity of their embedding to the question's."""

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    embedder: Embedder
    vectors: Any

    @classmethod
    def over(cls, documents: Mapping[str, Document], embedder: Embedder) -> Nearest:
        """All passages of the documents, embedded."""
        passages = tuple(passage for document in documents.values() for passage in document.passages)
        return cls(documents, passages, embedder, embedder.embed([passage.text for passage in passages]))

    def __call__(self, question: str) -> list[Passage]:
        """The nearest, best first."""
        similar = self.vectors @ self.embedder.embed([question])[0]
        return [self.passages[at] for at in np.argsort(-similar, kind="stable")[:TOP]]

    def annotation(self, marker: int, passage: Passage) -> dict[str, Any]:
        """The passage as it goes with the answer."""
        document = self.documents[passage.document]
        cited = {"filename": document.file, "file_id": document.id, "document": document.id, "quote": passage.text}
        place = {"document_sha256": document.sha256, "start": passage.start, "end": passage.end}
        return {"type": "file_citation", "marker": marker, "file_citation": cited | place}


class Answering:
    """A question -> a chat completion with the passages as annotations."""

    def __init__(self, nearest: Nearest, chat: Chat) -> None:
        self._nearest = nearest
        self._chat = chat
        self._one = Lock()

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """The completion, one at a time: the model has one slot."""
        with self._one:
            found = self._nearest(messages[-1]["content"])
            context = "\n".join(f"[{number}] {passage.text}" for number, passage in enumerate(found, start=1))
            system = {"role": "system", "content": PROMPT.format(context=context)}
            written = self._chat([system, *messages[-TURNS - 1 :]])
        text = str(written["choices"][0]["message"]["content"]).strip()
        annotations = [self._nearest.annotation(number, passage) for number, passage in enumerate(found, start=1)]
        message = {"role": "assistant", "content": text, "annotations": annotations}
        choice = {"index": 0, "message": message, "finish_reason": written["choices"][0].get("finish_reason")}
        kept = {name: written[name] for name in ("id", "created", "usage") if name in written}
        return {**kept, "object": "chat.completion", "model": MODEL, "choices": [choice]}


def application(answering: Answering) -> Starlette:
    """`POST /v1/chat/completions` and `GET /v1/models`."""

    async def completions(request: Request) -> JSONResponse:
        try:
            messages = _messages(await request.json())
        except (ValueError, KeyError, TypeError):
            return _problem(400, "messages: a list of {role, content}, the user's last")
        try:
            return JSONResponse(await run_in_threadpool(answering, messages))
        except CiteboundError as error:
            return _problem(503, error.message)

    async def models(_: Request) -> JSONResponse:
        return JSONResponse({"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": "evals"}]})

    return Starlette(
        routes=[
            Route("/v1/chat/completions", completions, methods=["POST"]),
            Route("/v1/models", models),
        ]
    )


class SmolLM2:
    """`Chat` over the model's own server, without the form that our composer holds it to."""

    def __init__(self, model: LocalModel) -> None:
        self._model = model  # the server runs for as long as somebody holds it
        self._caller = Caller(model.address, "", "", _SECONDS)

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        """The completion; CiteboundError where there is none."""
        return self._caller.post("/v1/chat/completions", {"messages": messages, "max_tokens": WORDS, "temperature": 0})


def assembled(settings: Settings, model: LocalModel) -> Answering:
    """The endpoint over the settings' documents."""
    corpus = load_corpus(settings.corpus, shipped_corpus())
    embedder = OnnxEmbedder(ensure_model(settings.data_dir / "models", settings.embedding_model))
    return Answering(Nearest.over(corpus.documents, embedder), SmolLM2(model))


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped; 3 where something is not installed."""
    parser = argparse.ArgumentParser(prog="python -m evals.naive_rag", description="A naive RAG endpoint to compare.")
    parser.add_argument("--port", type=int, default=8100)
    port = parser.parse_args(arguments).port
    try:
        answering = assembled(load(), LocalModel(_SECONDS, THREADS))
    except CiteboundError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    print(f"citebound eval --target http://127.0.0.1:{port}/v1 --model {MODEL}", flush=True)  # noqa: T201
    uvicorn.run(application(answering), host="127.0.0.1", port=port, log_level="warning", access_log=False)
    return 0


def _messages(body: Mapping[str, Any]) -> list[dict[str, str]]:
    messages = [{"role": str(each["role"]), "content": str(each["content"])} for each in body["messages"]]
    if not messages or messages[-1]["role"] != "user":
        raise ValueError("no question")
    return messages


def _problem(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": "invalid_request_error"}}, status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
