"""The two pages for people: the question page and the list of routes."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

PAGE = Path(__file__).parent / "page"

router = APIRouter(include_in_schema=False)


@router.get("/")
async def index() -> FileResponse:
    """The page where a question can be typed."""
    return FileResponse(PAGE / "index.html")


@router.get("/docs")
async def docs() -> FileResponse:
    """The routes, read from /openapi.json."""
    return FileResponse(PAGE / "docs.html")
