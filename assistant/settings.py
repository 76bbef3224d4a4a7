"""Every setting, with its default and its meaning; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import CiteboundError

PREFIX = "CITEBOUND_"
Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]


def shipped_corpus() -> Path:
    """The corpus of the repository, or the copy inside an installed wheel."""
    package = Path(__file__).parent
    repository = package.parent / "corpus"
    return repository if repository.is_dir() else package / "_shipped" / "corpus"


def shipped_prompts() -> Path:
    """The prompts of the repository, or the copy inside an installed wheel."""
    package = Path(__file__).parent
    repository = package.parent / "prompts"
    return repository if repository.is_dir() else package / "_shipped" / "prompts"


def cache_folder() -> Path:
    """The user's cache folder, as the XDG base directory specification has it."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path("~/.cache").expanduser()) / "citebound"


def _listed(value: object) -> object:
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or value != f"{parts.scheme}://{parts.netloc}":
        raise ValueError("an origin is scheme, host and port alone, as https://portal.example, and never *")
    return value.lower()


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("it is scheme, host and perhaps a path, as https://citebound.example")
    return value.rstrip("/")


def _server(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or not parts.port:
        raise ValueError("it is scheme, host and port, as http://chroma:8000")
    if value.rstrip("/") != f"{parts.scheme}://{parts.netloc}":
        raise ValueError("it is scheme, host and port alone, as http://chroma:8000")
    return value.rstrip("/")


Origin = Annotated[str, AfterValidator(_origin)]
Server = Annotated[str, AfterValidator(_server)]
Address = Annotated[str, AfterValidator(_address)]


class Settings(BaseSettings):
    """Settings; each is read from the environment variable `CITEBOUND_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    corpus: Folder = Field(
        default_factory=shipped_corpus, validate_default=True, description="Folder of the evidence documents."
    )
    data_dir: Folder = Field(
        default_factory=cache_folder, validate_default=True, description="Where the index and the exported model live."
    )
    embedding_model: Folder | None = Field(
        default=None,
        description="A local sentence-transformers model folder; unset, the packaged all-MiniLM-L6-v2.",
    )
    index_mode: Literal["auto", "exact", "chroma"] = Field(
        default="auto",
        description="Which vector search answers: exact, chroma, or the one that suits the corpus's size.",
    )
    chroma_url: Server | None = Field(
        default=None,
        description="Chroma server that searches the vectors, as http://chroma:8000; unset: this process does.",
    )
    model: str | None = Field(
        default=None,
        description="Chat model that rewords answers, as openai:gpt-4.1; local: the packaged SmolLM2; unset: none.",
    )
    model_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s]+$",
        description="Address of the model's server: vLLM, Ollama, Azure or any OpenAI-compatible one.",
    )
    model_timeout: float = Field(
        default=20.0, gt=0, le=600, description="Seconds the model has for one answer; after that it is verbatim."
    )
    ledger_url: SecretStr | None = Field(
        default=None,
        description="Where the service records answers: sqlite:///FILE or postgresql://...; unset: in the data folder.",
    )
    retention_days: int = Field(
        default=0,
        ge=0,
        le=36_500,
        description="Days after which contents are erased, by the service or the Slack bot once an hour; 0 keeps them.",
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="Address the service listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the service listens on; 0 takes a free one.")
    max_question: int = Field(default=4000, ge=1, description="Longest question, in characters.")
    max_history: int = Field(default=50, ge=0, description="Most earlier turns that one question may carry.")
    max_body: int = Field(default=65536, ge=1, description="Largest request body, in bytes.")
    processes: int = Field(
        default=1, ge=1, le=64, description="Processes that serve; they share the port, the index and the ledger."
    )
    workers: int = Field(default=2, ge=1, le=64, description="Questions that a process answers at the same time.")
    queue: int = Field(default=64, ge=0, description="Questions that may wait; beyond it the service answers 503.")
    timeout: float = Field(default=60.0, gt=0, le=600, description="Seconds an answer may take over HTTP.")
    auth: Literal["auto", "required", "off"] = Field(
        default="auto",
        description="Who may ask: auto asks for a key or token unless the host is loopback; off only works there.",
    )
    token_key: Path | None = Field(
        default=None, description="PEM file with the public key of the portal that signs tokens; unset: API keys only."
    )
    token_audience: str = Field(default="citebound", min_length=1, description="The audience a token must name.")
    origins: Annotated[tuple[Origin, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(), description="Origins whose pages may ask, as https://portal.example; several with commas."
    )
    public_url: Address | None = Field(
        default=None, description="Where readers reach the service, for links in chats; unset: the address asked."
    )
    rate: int = Field(default=120, ge=0, description="Questions a minute of one caller with a key; 0: no limit.")
    at_once: int = Field(default=8, ge=0, description="Questions under way of one caller with a key; 0: no limit.")
    eval_key: SecretStr | None = Field(default=None, description="API key that citebound eval sends to a service.")
    slack_bot_token: SecretStr | None = Field(
        default=None, description="The Slack app's bot token, xoxb-...; unset: no Slack bot."
    )
    slack_app_token: SecretStr | None = Field(
        default=None, description="The Slack app's app-level token, xapp-..., for Socket Mode (citebound slack)."
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="The Slack app's signing secret; set, citebound serve answers Slack at /slack/events."
    )
    slack_teams: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(), description="Other workspaces whose members may ask, by team id as T0123456; several with commas."
    )
    slack_shared: bool = Field(
        default=False, description="Answer in channels that are shared with other organisations, where they read along."
    )
    slack_workers: int = Field(default=8, ge=1, le=64, description="Slack messages that are worked on at a time.")
    slack_url: str = Field(
        default="https://slack.com/api/",
        pattern=r"^https?://[^\s]+/$",
        description="Slack's Web API; GovSlack has https://slack-gov.com/api/.",
    )
    debug: bool = Field(default=False, description="Show the traceback of an unexpected error.")

    @property
    def telemetry(self) -> bool:
        """Whether OpenTelemetry's usual variables name a place to send traces and metrics to."""
        return any(name.startswith("OTEL_EXPORTER_OTLP") and name.endswith("ENDPOINT") for name in os.environ)

    @property
    def figures(self) -> Path | None:
        """Where several processes put their figures together, by prometheus-client's own variable."""
        folder = os.environ.get(_FIGURES)
        return Path(folder) if folder else None


_FIGURES = "PROMETHEUS_MULTIPROC_DIR"


def share_figures(folder: Path) -> None:
    """The processes that this one starts put their figures together there."""
    os.environ[_FIGURES] = str(folder)


def load(**given: Any) -> Settings:  # noqa: ANN401 - each field checks its own
    """The settings of this environment; `given` values (not None) win."""
    _reject_unknown()
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        wrong = f"{name}={first['input']!s:.80} cannot be used: {first['msg']}."
        raise CiteboundError(wrong, f"Correct or unset {name}.") from None


def debugging() -> bool:
    """Whether tracebacks are wanted; readable even when another setting is wrong."""
    return os.environ.get(f"{PREFIX}DEBUG", "").strip().lower() not in ("", "0", "false", "no", "off")


def _reject_unknown() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise CiteboundError(f"{unknown[0]} is not a setting.", f"Unset it; there are {', '.join(sorted(known))}.")
