"""Why a chat model failed, in a few words that name no address and no key, from any provider's exception."""

from __future__ import annotations

from collections.abc import Mapping

_BY_NAME = {
    "ModelTimeoutError": "timeout",
    "APITimeoutError": "timeout",
    "TimeoutException": "timeout",
    "TimeoutError": "timeout",
    "ReadTimeoutError": "timeout",
    "ConnectTimeoutError": "timeout",
    "ModelRateLimitError": "rate limit",
    "RateLimitError": "rate limit",
    "ModelAuthenticationError": "key refused",
    "ModelPermissionDeniedError": "key refused",
    "AuthenticationError": "key refused",
    "PermissionDeniedError": "key refused",
    "NoCredentialsError": "key refused",
    "ModelNotFoundError": "no such model",
    "NotFoundError": "no such model",
    "ContextOverflowError": "question too long for the model",
    "ContentFilterFinishReasonError": "refusal",
    "ModelInvalidRequestError": "request refused",
    "BadRequestError": "request refused",
    "ModelAPIError": "down",
    "InternalServerError": "down",
    "ModelConnectionError": "unreachable",
    "APIConnectionError": "unreachable",
    "EndpointConnectionError": "unreachable",
    "HTTPClientError": "unreachable",
    "TransportError": "unreachable",
    "ConnectionError": "unreachable",
    "JSONDecodeError": "unusable answer",
    "UnicodeDecodeError": "unusable answer",
}
_BY_STATUS = {
    400: "request refused",
    401: "key refused",
    403: "key refused",
    404: "no such model",
    408: "timeout",
    429: "rate limit",
    529: "down",
}


def reason(error: BaseException) -> str:
    """By the exception's HTTP status, else by its class, the nearest first; else the class's name."""
    status = _status(error)
    if status in _BY_STATUS and not _named(error, "ContextOverflowError"):
        return _BY_STATUS[status]
    if 500 <= status < 600:
        return "down"
    for parent in type(error).__mro__:
        if parent.__name__ in _BY_NAME:
            return _BY_NAME[parent.__name__]
    return f"failed, {type(error).__name__}"


def _named(error: BaseException, name: str) -> bool:
    return any(parent.__name__ == name for parent in type(error).__mro__)


def _status(error: BaseException) -> int:
    """openai, anthropic and ollama have it on the exception, botocore in its response."""
    found = getattr(error, "status_code", None)
    response = getattr(error, "response", None)
    if found is None and isinstance(response, Mapping):
        found = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return found if isinstance(found, int) else 0
