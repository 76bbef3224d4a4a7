"""What is no JSON-RPC message gets an error in JSON-RPC's way; the SDK would be silent, or repeat what was sent."""

from __future__ import annotations

from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError, jsonrpc_message_adapter
from pydantic import ValidationError


def problem(frame: bytes) -> JSONRPCError | None:
    """The error that a frame deserves; None for a message."""
    try:
        jsonrpc_message_adapter.validate_json(frame, by_name=False)
    except Exception as error:
        return wrong(error)
    return None


def wrong(error: Exception) -> JSONRPCError:
    """The answer to a frame that could not be read; its id is null, as JSON-RPC has it."""
    malformed = isinstance(error, ValidationError) and error.errors(include_input=False)[0]["type"] != "json_invalid"
    code, says = (INVALID_REQUEST, "one JSON-RPC 2.0 message") if malformed else (PARSE_ERROR, "JSON in UTF-8")
    return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=f"This is not {says}."))
