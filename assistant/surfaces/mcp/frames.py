"""What is no JSON-RPC message gets an error in JSON-RPC's way; the SDK would be silent, or repeat what was sent."""

from __future__ import annotations

from mcp_types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    jsonrpc_message_adapter,
)
from pydantic import ValidationError


def problem(frame: bytes) -> JSONRPCError | None:
    """The error that a frame deserves; None for a message."""
    try:
        message = jsonrpc_message_adapter.validate_json(frame, by_name=False)
    except Exception as error:
        return wrong(error)
    return unanswerable(message)


def unanswerable(message: object) -> JSONRPCError | None:
    """The error for a request without an id that an answer could name: the SDK takes it for a notification, and its
    sender would wait for ever. Those of MCP are all called `notifications/...`."""
    if not isinstance(message, JSONRPCNotification) or message.method.startswith("notifications/"):
        return None
    says = "A request needs an id: a string or a whole number."
    return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=INVALID_REQUEST, message=says))


def wrong(error: Exception) -> JSONRPCError:
    """The answer to a frame that could not be read; its id is null, as JSON-RPC has it."""
    malformed = isinstance(error, ValidationError) and error.errors(include_input=False)[0]["type"] != "json_invalid"
    code, says = (INVALID_REQUEST, "one JSON-RPC 2.0 message") if malformed else (PARSE_ERROR, "JSON in UTF-8")
    return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=f"This is not {says}."))
