"""What a browser opens: the widget, the demonstration portal around it, and the list of routes."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

PAGE = Path(__file__).parent / "page"
WIDGET = Path(__file__).parents[1] / "widget" / "dist" / "widget.js"

GET = ["GET", "HEAD"]
"""Who looks whether a page is there asks for its head alone."""

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=GET)
async def portal() -> FileResponse:
    """A neutral patient chart with the widget beside it."""
    return FileResponse(PAGE / "portal.html")


@router.api_route("/widget.js", methods=GET)
async def widget() -> FileResponse:
    """The custom element `<citebound-chat>`, for any page."""
    return FileResponse(WIDGET, media_type="text/javascript")


@router.api_route("/docs", methods=GET)
async def docs() -> FileResponse:
    """The routes, read from /openapi.json."""
    return FileResponse(PAGE / "docs.html")
