"""`POST /v1/check`: one text, or a batch of them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import Discriminator, Field, StrictInt, Tag

from assistant.ask import Assistant
from assistant.errors import UsageError
from assistant.render.checked_json import checked_json
from assistant.surfaces import incoming
from assistant.surfaces.checkable import checkable
from assistant.surfaces.http.callers import caller
from assistant.surfaces.http.models import Checked, CheckedItems, Strict
from assistant.surfaces.http.pool import Pool
from assistant.surfaces.http.problems import BATCH, SINGLE
from assistant.surfaces.http.routes import COMMON

MOST = 200
"""Items of one request; a body's size is limited besides."""


class Checkable(Strict):
    """A text, and the quotes it is to be held against."""

    text: str = Field(examples=["IVIG helps in secondary progressive MS."])
    quotes: tuple[str, ...] | None = Field(default=None, description="Source text; without it, support is null.")
    context: str = Field(default="", description="What was said before: a question, a heading.")


class Item(Checkable):
    """One line of a batch."""

    id: str | StrictInt


class Checks(Strict):
    """A batch."""

    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=MOST)]


def _shape(body: object) -> str:
    items = "items" in body if isinstance(body, dict) else isinstance(body, Checks)
    return BATCH if items else SINGLE


Body = Annotated[Annotated[Checkable, Tag(SINGLE)] | Annotated[Checks, Tag(BATCH)], Discriminator(_shape)]
"""One of the two, by whether it has `items`: so that an error is about what was meant."""


def checks(assistant: Assistant, pool: Pool) -> APIRouter:
    """The check."""
    routes = APIRouter(dependencies=[Depends(caller)], responses=COMMON)

    @routes.post("/v1/check", responses={200: {"model": Checked | CheckedItems}})
    async def checking(body: Body) -> JSONResponse:
        """Check a text, or a list of them in its order, against the limits and, when given, its quotes."""
        if isinstance(body, Checks):
            return JSONResponse({"items": await pool.run(partial(_all, body.items, assistant))})
        return JSONResponse(await pool.run(partial(_one, body, assistant)))

    return routes


def _one(item: Checkable, assistant: Assistant) -> dict[str, Any]:
    text, context, quotes = checkable(item.model_dump())
    return checked_json(assistant.check(text, quotes, context))


def _all(items: tuple[Item, ...], assistant: Assistant) -> list[dict[str, Any]]:
    """Each item's verdict, or its error in its place."""
    for at, item in enumerate(items):
        incoming.text(str(item.id), f"items[{at}].id")  # it is said again, and could not be in UTF-8
    return [{"id": item.id, **_tried(item, assistant)} for item in items]


def _tried(item: Item, assistant: Assistant) -> dict[str, Any]:
    try:
        return _one(item, assistant)
    except UsageError as error:
        return {"error": {"message": error.message, "remedy": error.remedy}}
