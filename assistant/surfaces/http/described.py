"""What /openapi.json adds to what FastAPI finds out: what a request has to carry, and the shape of problems."""

from __future__ import annotations

from typing import Any

from assistant.surfaces.http.callers import Door
from assistant.surfaces.http.models import Problem

KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "cb_...",
    "description": "An API key, made by `citebound keys make NAME`.",
}
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "A token that the portal's server signs for its user: aud, sub, origin, jti, iat and exp.",
}


def described(document: dict[str, Any], door: Door) -> dict[str, Any]:
    """The document, completed in place: on each operation that may say 401, one of what this door takes; where it is
    open, nothing does as well."""
    schemes = {"apiKey": KEY} | ({"portalToken": TOKEN} if door.takes_tokens else {})
    asked: list[dict[str, list[str]]] = [{name: []} for name in schemes]
    asked += [{}] if door.open else []
    for operations in document["paths"].values():
        for operation in operations.values():
            if "401" in operation["responses"]:
                operation["security"] = asked
    parts = document["components"]
    parts["securitySchemes"] = schemes
    shapes = {name: shape for name, shape in parts["schemas"].items() if name not in _UNUSED}
    parts["schemas"] = shapes | {"Problem": Problem.model_json_schema()}
    return document


_UNUSED = ("HTTPValidationError", "ValidationError")
"""The framework's own shape of a 422, which is nowhere sent."""
