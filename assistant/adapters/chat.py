"""Chat models of any provider behind `ports.ChatModel`, through LangChain's `init_chat_model`.

Keys come from the environment, under the names each provider's library reads (OPENAI_API_KEY, ANTHROPIC_API_KEY,
AZURE_OPENAI_API_KEY, AWS_*). Nothing of LangChain is imported until a model is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Thread
from typing import Any, cast

from assistant.adapters.chat_errors import reason
from assistant.errors import ModelError

LONGEST = 100_000
"""Characters of an answer that are read; where more come, the reading stops and the answer is refused."""

WORDS = 1500
"""Tokens a model may write."""

AT_ONCE = 16
"""Calls under way, the abandoned ones included: a server that never ends an answer must not eat all threads."""

_REFUSED = frozenset({"content_filter", "refusal", "guardrail_intervened", "safety"})
_EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "anthropic": "anthropic",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "ollama": "ollama",
}
"""Our extra for each provider that we have tried; others work as LangChain has them."""


class LangChainModel:
    """`ports.ChatModel` over a LangChain chat model; one that hangs, floods or fails is a ModelError."""

    def __init__(self, name: str, make: Callable[[Mapping[str, Any]], Any], options: Mapping[str, Any]) -> None:
        """`make` builds the LangChain model from `options`; it is called again where an option is not taken."""
        self._name = name
        self._make = make
        self._options = dict(options)
        self._model = make(self._options)
        self._free = BoundedSemaphore(AT_ONCE)

    @property
    def name(self) -> str:
        """As it was set, `provider:model`."""
        return self._name

    def complete(self, system: str, user: str, *, timeout: float) -> str:
        """What it writes. The call has its own thread, because no library's time-out covers a dripping answer."""
        if not self._free.acquire(blocking=False):
            raise ModelError("busy", "Raise the model's capacity or ask less at once.")
        result: SimpleQueue[str | ModelError] = SimpleQueue()
        given_up = Event()
        Thread(target=self._answer, args=([("system", system), ("human", user)], result, given_up), daemon=True).start()
        try:
            answer = result.get(timeout=timeout)
        except Empty:
            given_up.set()
            raise ModelError("timeout", "Raise CITEBOUND_MODEL_TIMEOUT or choose a quicker model.") from None
        if isinstance(answer, ModelError):
            raise answer
        return answer

    def _answer(self, messages: list[tuple[str, str]], result: SimpleQueue[str | ModelError], given_up: Event) -> None:
        try:
            result.put(self._written(messages, given_up))
        except ModelError as error:
            result.put(error)
        except Exception as error:  # every provider has its own tree of exceptions
            result.put(ModelError(reason(error), "See the provider's status, the key and the model's name."))
        finally:
            self._free.release()

    def _written(self, messages: list[tuple[str, str]], given_up: Event) -> str:
        try:
            return _read(self._model.stream(messages), given_up)
        except Exception as error:
            # Some newer models take no temperature; they are asked again without.
            if "temperature" not in str(error).lower() or self._options.pop("temperature", None) is None:
                raise
            self._model = self._make(self._options)
            return _read(self._model.stream(messages), given_up)


def open_model(name: str, base_url: str | None, timeout: float, **more: object) -> LangChainModel:
    """The model `provider:name`; with a base URL and no provider, any OpenAI-compatible server. Else ModelError."""
    # LangChain costs 0.6 s and a provider's library as much again, which only a set model may cost.
    try:
        from langchain.chat_models import init_chat_model
        from langsmith import tracing_context
    except ImportError as error:
        raise ModelError("A chat model needs LangChain.", "pip install 'citebound[openai]'") from error
    provider, _, model = name.partition(":")
    if base_url and provider not in _EXTRAS:
        provider, model = "openai", name

    def make(options: Mapping[str, Any]) -> Any:  # noqa: ANN401 - LangChain's own type is not imported
        given = {"model_provider": provider} if provider in _EXTRAS else {}
        return cast(Any, init_chat_model)(model if given else name, **given, **options)

    try:
        with tracing_context(enabled=False):
            return LangChainModel(name, make, {**_options(provider, base_url, timeout), **more})
    except ImportError as error:
        extra = _EXTRAS.get(provider)
        remedy = f"pip install 'citebound[{extra}]'" if extra else str(error)
        raise ModelError(f"The library for the chat model {name} is not installed.", remedy) from error
    except Exception as error:  # a missing key, a wrong name: each provider has its own exception
        remedy = "Write it as provider:model, as openai:gpt-4.1-mini, and set the provider's key in the environment."
        raise ModelError(f"The chat model {name} cannot be opened: {error}", remedy) from error


def _options(provider: str, base_url: str | None, timeout: float) -> dict[str, Any]:
    """What each provider calls the same wishes: temperature 0, an end, no retries behind our back, an address."""
    options: dict[str, Any] = {"temperature": 0}
    if provider == "ollama":
        options |= {"num_predict": WORDS, "client_kwargs": {"timeout": timeout}}
    elif provider in ("bedrock", "bedrock_converse"):
        from botocore.config import Config  # botocore comes with the extra that this provider needs

        config = Config(read_timeout=timeout, connect_timeout=timeout, retries={"max_attempts": 0})
        options |= {"max_tokens": WORDS, "config": config}
    else:
        options |= {"max_tokens": WORDS, "timeout": timeout, "max_retries": 0}
    if base_url:
        options[{"azure_openai": "azure_endpoint"}.get(provider, "base_url")] = base_url
        if provider == "openai":
            # Local servers take any key, and the library wants one.
            options |= {"use_responses_api": False}
            options |= {} if os.environ.get("OPENAI_API_KEY") else {"api_key": "none"}
    return options


def _read(chunks: Generator[Any, None, None], given_up: Event) -> str:
    """The text of a stream, to its end or until it is too long, refused, or nobody waits for it any more."""
    # A trace of the call would leave for LangSmith wherever its own environment variables are set.
    from langsmith import tracing_context

    text: list[str] = []
    size = 0
    with tracing_context(enabled=False), closing(chunks) as stream:
        for chunk in stream:
            text.append(str(chunk.text))
            size += len(text[-1])
            if given_up.is_set():
                raise ModelError("timeout")
            if size > LONGEST:
                raise ModelError("answer too long")
            if _refusal(chunk):
                raise ModelError("refusal")
    if not size:
        raise ModelError("empty answer")
    return "".join(text)


def _refusal(chunk: Any) -> bool:  # noqa: ANN401 - LangChain's own type is not imported
    told = chunk.response_metadata
    ended = {str(told.get(key, "")).lower() for key in ("finish_reason", "stop_reason", "stopReason")}
    return bool(ended & _REFUSED or chunk.additional_kwargs.get("refusal"))
