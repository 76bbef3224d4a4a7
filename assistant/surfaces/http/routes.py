"""The JSON routes: parse, call, render."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.ask import Assistant
from assistant.errors import UsageError
from assistant.ports import Ledger
from assistant.records import Feedback
from assistant.render.answer_json import to_json
from assistant.render.document_json import summary, whole
from assistant.settings import Settings
from assistant.surfaces import incoming
from assistant.surfaces.http import stream
from assistant.surfaces.http.answering import Answering, Gone, Question
from assistant.surfaces.http.callers import Asking, caller
from assistant.surfaces.http.logs import hashed
from assistant.surfaces.http.models import Asked, Documents, Kept, Rated, Whole
from assistant.surfaces.http.problems import MEDIA_TYPE
from assistant.values import Answer

PROBLEM: dict[str, Any] = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {**PROBLEM, "description": "No key or token, or one that opens nothing"},
    403: {**PROBLEM, "description": "Not from this origin"},
}
INVALID: dict[int | str, dict[str, Any]] = {422: {**PROBLEM, "description": "The request cannot be taken"}}
COMMON: dict[int | str, dict[str, Any]] = {
    **REFUSALS,
    400: {**PROBLEM, "description": "The body cannot be read"},
    408: {**PROBLEM, "description": "The body did not come"},
    413: {**PROBLEM, "description": "The body is too large"},
    **INVALID,
    503: {**PROBLEM, "description": "Busy, or the ledger cannot be written; ask again"},
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {**PROBLEM, "description": "There is none, or it is not yours"}}
_GONE = Response(status_code=499)
"""Nobody is there to read it; the log and the figures have its number."""


def answers(answering: Answering, settings: Settings) -> APIRouter:
    """Questions."""
    routes = APIRouter(responses=COMMON)

    @routes.post(
        "/v1/answers",
        response_class=JSONResponse,
        responses={
            200: {
                "model": Answer,
                "description": "The answer, schema answer/1; as events where text/event-stream is accepted",
                "content": {stream.MEDIA_TYPE: {}},
            },
            429: {**PROBLEM, "description": "Too many questions of one caller"},
            504: {**PROBLEM, "description": "It took too long"},
        },
    )
    async def answer(asked: Asked, request: Request, caller: Asking) -> Response:
        """Answer a question from the evidence."""
        if len(asked.history) > settings.max_history:
            raise UsageError(f"More than {settings.max_history} earlier turns.", "Send the latest ones.")
        text = incoming.text(asked.question, "question")
        history = tuple(earlier.turn() for earlier in asked.history)
        question = Question(caller, text, history, asked.detail)
        request.state.fields = {"question": hashed(text), "caller": caller.owner}
        answering.admit(caller)
        if stream.MEDIA_TYPE in request.headers.get("accept", ""):
            events = stream.events(answering.steps(question), request.state.request_id)
            return StreamingResponse(events, media_type=stream.MEDIA_TYPE, headers=stream.HEADERS)
        try:
            made = await answering.while_there(question, request)
        except Gone:
            return _GONE
        request.state.fields |= {"answer": made.id, "outcome": made.outcome}
        return JSONResponse(to_json(made))

    return routes


def kept(assistant: Assistant, ledger: Ledger) -> APIRouter:
    """Stored answers and what is said of them; each caller sees their own."""
    routes = APIRouter(responses={**COMMON, **NOT_FOUND})

    @routes.get("/v1/answers/{answer_id}", responses={200: {"model": Answer, "description": "The answer as it was"}})
    async def stored(answer_id: str, caller: Asking) -> JSONResponse:
        """An answer given to this caller before."""
        entry = await run_in_threadpool(ledger.find, caller.owner, answer_id)
        if entry is None or entry.content is None:
            raise HTTPException(404, "You have no such answer.")
        return JSONResponse(json.loads(entry.content))

    @routes.delete("/v1/answers/{answer_id}", status_code=204)
    async def erase(answer_id: str, caller: Asking) -> Response:
        """Erase an answer's content, and what was said of it; that there was one stays in the ledger's chain."""
        if not await run_in_threadpool(ledger.erase, caller.owner, answer_id):
            raise HTTPException(404, "You have no such answer.")
        return Response(status_code=204)

    said: dict[int | str, dict[str, Any]] = {201: {"model": Kept, "description": "It is kept"}}

    @routes.post("/v1/feedback", status_code=201, responses=said)
    async def feedback(rated: Rated, caller: Asking) -> JSONResponse:
        """Say whether an answer helped; identifiers in the text are redacted."""
        text = assistant.redacted(incoming.text(rated.text, "text"))
        said = Feedback(rated.answer, rated.helpful, rated.reason, text)
        receipt = await run_in_threadpool(ledger.rate, caller.owner, said)
        if receipt is None:
            raise HTTPException(404, "You have no such answer.")
        return JSONResponse({"at": receipt.at}, 201)

    return routes


def evidence(assistant: Assistant) -> APIRouter:
    """The documents."""
    routes = APIRouter(dependencies=[Depends(caller)], responses=REFUSALS)
    listed = {
        "title": assistant.corpus.title,
        "suggested": list(assistant.corpus.suggested),
        "documents": [summary(document) for document in assistant.documents.values()],
    }

    @routes.get("/v1/documents", responses={200: {"model": Documents}})
    async def documents() -> JSONResponse:
        """The evidence: its title, suggested questions and documents."""
        return JSONResponse(listed)

    @routes.get("/v1/documents/{document_id}", responses={200: {"model": Whole}, **NOT_FOUND, **INVALID})
    async def document(document_id: str) -> JSONResponse:
        """One document with its canonical text; citations' offsets are code points in it."""
        found = assistant.documents.get(document_id)
        if found is None:
            raise HTTPException(404, "No document has this id.")
        return JSONResponse(whole(found))

    return routes
