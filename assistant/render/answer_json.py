"""Answer <-> the contract's JSON, `"schema": "answer/1"`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CiteboundError
from assistant.values import Answer, Citation

SCHEMA = "answer/1"


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values, fields in the contract's order."""
    return {"schema": SCHEMA, **_plain(answer)}


def citation_json(citation: Citation) -> dict[str, Any]:
    """One citation as plain JSON values."""
    plain: dict[str, Any] = _plain(citation)
    return plain


def from_json(stored: object) -> Answer:
    """The answer back from its JSON; CiteboundError names the first field that is not of the contract."""
    if not isinstance(stored, Mapping) or stored.get("schema") != SCHEMA:
        raise CiteboundError(f'This is not a stored answer: it has no "schema": "{SCHEMA}".', _REMEDY)
    try:
        return TypeAdapter(Answer).validate_python({key: value for key, value in stored.items() if key != "schema"})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CiteboundError(f"The stored answer is malformed at {where}: {first['msg']}.", _REMEDY) from None


_REMEDY = "Store one with: citebound ask QUESTION --json > answer.json"


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    kind: type[Any] = type(value)
    if kind in _SCALARS:
        return value
    if names := _names(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


_SCALARS = frozenset({str, int, float, bool, NoneType})
"""Most of an answer; each is made plain twice, for the ledger and for whoever asked."""


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _NAMES[kind]
