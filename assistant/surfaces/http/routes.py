"""The JSON routes: parse, call, render."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from assistant.ask import Assistant
from assistant.errors import UsageError
from assistant.render.answer_json import to_json
from assistant.render.document_json import summary, whole
from assistant.settings import Settings
from assistant.surfaces import incoming
from assistant.surfaces.http.models import Asked
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.problems import MEDIA_TYPE
from assistant.values import Answer

PROBLEM: dict[str, Any] = {"content": {MEDIA_TYPE: {}}}


def answers(assistant: Assistant, pool: Pool, settings: Settings) -> APIRouter:
    """Questions."""
    routes = APIRouter()

    @routes.post(
        "/v1/answers",
        responses={
            200: {"model": Answer, "description": "The answer, schema answer/1"},
            422: {**PROBLEM, "description": "The question cannot be taken"},
            503: {**PROBLEM, "description": "Busy; ask again"},
        },
    )
    async def answer(asked: Asked) -> JSONResponse:
        """Answer a question from the evidence."""
        if len(asked.history) > settings.max_history:
            raise UsageError(f"More than {settings.max_history} earlier turns.", "Send the latest ones.")
        question = incoming.text(asked.question, "question")
        history = tuple(earlier.turn() for earlier in asked.history)
        return JSONResponse(to_json(await pool.run(partial(assistant.ask, question, history, asked.detail))))

    return routes


def evidence(assistant: Assistant) -> APIRouter:
    """The documents."""
    routes = APIRouter()
    listed = {
        "title": assistant.corpus.title,
        "suggested": list(assistant.corpus.suggested),
        "documents": [summary(document) for document in assistant.documents.values()],
    }

    @routes.get("/v1/documents")
    async def documents() -> JSONResponse:
        """The evidence: its title, suggested questions and documents."""
        return JSONResponse(listed)

    @routes.get("/v1/documents/{document_id}", responses={404: {**PROBLEM, "description": "No such document"}})
    async def document(document_id: str) -> JSONResponse:
        """One document with its canonical text; citations' offsets are code points in it."""
        found = assistant.documents.get(document_id)
        if found is None:
            raise HTTPException(404, "No document has this id.")
        return JSONResponse(whole(found))

    return routes


def health(assistant: Assistant) -> APIRouter:
    """For whoever watches the process; the index is open before the service listens."""
    routes = APIRouter()

    @routes.get("/livez")
    async def livez() -> JSONResponse:
        """Whether the process answers."""
        return JSONResponse({"status": "alive"})

    @routes.get("/readyz")
    async def readyz() -> JSONResponse:
        """Whether questions can be answered."""
        return JSONResponse({"status": "ready", "documents": len(assistant.documents)})

    return routes
