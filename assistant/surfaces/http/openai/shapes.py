"""What a request may hold. Parameters that are not named here are taken and change nothing, as `temperature`: an answer
is the same for everybody, is never cut, and nothing in it is sampled."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag

MODEL = Field(description="The name that GET /v1/models gives.", examples=["citebound"])
_EITHER = "Input should be text or a list of content parts"


class Open(BaseModel):
    """A shape beside whose fields others may stand."""

    model_config = ConfigDict(extra="allow", frozen=True)


class ContentPart(Open):
    """A part of a message: `text`, `input_text` and `output_text` are read; images and files are not."""

    type: StrictStr = Field(examples=["text"])
    text: StrictStr | None = None


def _shape(value: object) -> str | None:
    """Which of the two a content is; the tags are no field names, so that an error's place can leave them out."""
    if value is None or isinstance(value, str):
        return "<text>"
    return "<parts>" if isinstance(value, (list, tuple)) else None


Content = Annotated[
    Annotated[StrictStr | None, Tag("<text>")] | Annotated[list[ContentPart], Tag("<parts>")],
    Discriminator(_shape, custom_error_type="content", custom_error_message=_EITHER),
]


class ChatMessage(Open):
    """A message; of system, developer, tool and function nothing is read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Content = None


class InputItem(Open):
    """An item of a response's input; those that are no message are not read."""

    type: StrictStr | None = None
    role: StrictStr | None = None
    content: Content = None


class StreamOptions(Open):
    """How a stream ends."""

    include_usage: StrictBool | None = None


class ChatAsked(Open):
    """A chat completion that is asked for."""

    model: StrictStr = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1)] = Field(
        examples=[[{"role": "user", "content": "Does IVIG help in secondary progressive MS?"}]]
    )
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    verbosity: Literal["low", "medium", "high"] | None = Field(default=None, description="high: the detail `full`.")
    n: StrictInt | None = Field(default=None, description="One answer is given.")
    logprobs: StrictBool | None = Field(default=None, description="None are given.")
    response_format: dict[str, Any] | None = Field(default=None, description="text.")
    modalities: list[str] | None = Field(default=None, description="text.")
    tool_choice: Any = Field(default=None, description="Tools are never called; one that must be is refused.")
    function_call: Any = Field(default=None, description="The same.")


class TextOptions(Open):
    """How the text is to be."""

    format: dict[str, Any] | None = None
    verbosity: Literal["low", "medium", "high"] | None = None


def _input(value: object) -> str | None:
    if isinstance(value, str):
        return "<text>"
    return "<items>" if isinstance(value, (list, tuple)) else None


class ResponseAsked(Open):
    """A response that is asked for."""

    model: StrictStr = MODEL
    input: Annotated[
        Annotated[StrictStr, Tag("<text>")] | Annotated[list[InputItem], Tag("<items>")],
        Discriminator(_input, custom_error_type="input", custom_error_message="Input should be text or a list"),
    ] = Field(examples=["Does IVIG help in secondary progressive MS?"])
    stream: StrictBool | None = None
    text: TextOptions | None = None
    include: list[str] | None = None
    background: StrictBool | None = Field(default=None, description="Answers are given at once.")
    previous_response_id: StrictStr | None = Field(default=None, description="Send the earlier messages in `input`.")
    conversation: Any = Field(default=None, description="The same.")
    prompt: Any = Field(default=None, description="There are no stored prompts.")
    tool_choice: Any = Field(default=None, description="Tools are never called; one that must be is refused.")


class Said(BaseModel):
    """What is wrong."""

    message: str
    type: str = Field(examples=["invalid_request_error"])
    param: str | None = Field(description="The field that it is about.")
    code: str | None = Field(examples=["model_not_found"])


class Error(BaseModel):
    """OpenAI's shape of an error."""

    error: Said


class Model(BaseModel):
    """A model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """The models: one."""

    object: Literal["list"]
    data: list[Model]
