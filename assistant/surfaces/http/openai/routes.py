"""`/v1/chat/completions`, `/v1/responses` and `/v1/models`: parse, call, render."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from time import time
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from assistant.render.chat_completions import Completion, chunks, completion
from assistant.render.reply import MODEL, Reply
from assistant.render.responses import Response as MadeResponse
from assistant.render.responses import events, response
from assistant.settings import Settings
from assistant.surfaces.http import stream
from assistant.surfaces.http.answering import Answering
from assistant.surfaces.http.callers import Asking, caller
from assistant.surfaces.http.openai import reading
from assistant.surfaces.http.openai.replying import Form, Replying, event
from assistant.surfaces.http.openai.shapes import ChatAsked, Error, Model, Models, ResponseAsked
from assistant.surfaces.http.problems import problem

Documented = dict[int | str, dict[str, Any]]


def _error(description: str) -> dict[str, Any]:
    return {"model": Error, "description": description}


REFUSALS: Documented = {
    401: _error("No key or token, or one that opens nothing"),
    403: _error("Not from this origin"),
}
UNKNOWN: Documented = {404: _error("There is no such model")}
OTHER: Documented = {"4XX": _error("The request cannot be taken")}
ASKED: Documented = {
    **REFUSALS,
    **UNKNOWN,
    **OTHER,
    400: _error("The request cannot be taken, or what it asks for is not there"),
    413: _error("The conversation is too large"),
    429: _error("Too many questions of one caller"),
    503: _error("Busy, or the ledger cannot be written; ask again"),
    504: _error("It took too long"),
}


def openai(answering: Answering, settings: Settings) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    replying = Replying(answering, settings.public_url)
    bounds = reading.Bounds(settings.max_question, settings.max_history)

    @routes.post("/v1/chat/completions", response_class=JSONResponse, responses={**ASKED, **_made(Completion)})
    async def chat_completion(body: ChatAsked, request: Request, caller: Asking) -> Response:
        """Answer the last message of the user, in OpenAI's chat completions; `citebound` has the whole answer."""
        try:
            heard = reading.chat(body, bounds)
        except reading.Refusal as refusal:
            return _refused(refusal)
        if not body.stream:
            return await replying.reply(heard, request, caller, completion)
        counted = bool(body.stream_options and body.stream_options.include_usage)
        form = Form(partial(_chat_lines, include_usage=counted), _chat_failed)
        return await replying.stream(heard, request, caller, form)

    @routes.post("/v1/responses", response_class=JSONResponse, responses={**ASKED, **_made(MadeResponse)})
    async def model_response(body: ResponseAsked, request: Request, caller: Asking) -> Response:
        """Answer the last message of the user, in OpenAI's Responses; `citebound` has the whole answer."""
        try:
            heard = reading.response(body, bounds)
        except reading.Refusal as refusal:
            return _refused(refusal)
        if not body.stream:
            return await replying.reply(heard, request, caller, response)
        return await replying.stream(heard, request, caller, Form(_response_lines, _response_failed))

    routes.include_router(_models())
    return routes


def _models() -> APIRouter:
    routes = APIRouter(dependencies=[Depends(caller)], responses=REFUSALS)
    here = Model(id=MODEL, object="model", created=int(time()), owned_by=MODEL).model_dump()

    @routes.get("/v1/models", responses={200: {"model": Models}})
    async def models() -> JSONResponse:
        """The models: one, whoever rewords its answers."""
        return JSONResponse({"object": "list", "data": [here]})

    @routes.get("/v1/models/{model_id}", responses={200: {"model": Model}, **UNKNOWN, **OTHER})
    async def model(model_id: str) -> Response:
        """A model."""
        return JSONResponse(here) if model_id == MODEL else _refused(reading.unknown())

    return routes


def _made(shape: type[Any]) -> Documented:
    described = "The answer; as events where stream is true"
    return {200: {"model": shape, "description": described, "content": {stream.MEDIA_TYPE: {}}}}


def _refused(refusal: reading.Refusal) -> Response:
    return problem(refusal.status, refusal.message, param=refusal.param, code=refusal.code)


def _chat_lines(reply: Reply, *, include_usage: bool) -> Iterator[bytes]:
    yield from map(event, chunks(reply, include_usage=include_usage))
    yield _DONE


def _chat_failed(error: Mapping[str, Any]) -> bytes:
    return event({"error": error}) + _DONE


_DONE = b"data: [DONE]\n\n"


def _response_lines(reply: Reply) -> Iterator[bytes]:
    for each in events(reply):
        yield event(each, each["type"])


def _response_failed(error: Mapping[str, Any]) -> bytes:
    said = {"code": error["code"], "message": error["message"], "param": error["param"], "sequence_number": 0}
    return event({"type": "error", **said}, "error")
