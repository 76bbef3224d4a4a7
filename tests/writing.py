"""What the tests of the chat-model composer share: questions with findings, and models that write from the prompt."""

import json
import re
from functools import cache

from assistant.ask import Assistant
from assistant.generate import Writer
from assistant.ports import ChatModel
from assistant.prompts import Prompts, load_prompts
from assistant.settings import shipped_prompts
from tests import material

QUESTIONS = (
    "Does IVIG reduce relapses in RRMS?",
    "How many relapses were there on IVIG and on placebo in the Fazekas trial?",
    "What are the risks of IVIG?",
    "What dose of IVIG was used for acute relapses of MS?",
    "Does IVIG help in SPMS, and does it reduce relapses in RRMS?",
    "How does IVIG compare with interferon in RRMS?",
)
"""Each has a finding, so the model is asked."""


@cache
def prompts() -> Prompts:
    return load_prompts(shipped_prompts())


def assistant() -> Assistant:
    return material.parts().assistant


def written(model: ChatModel, timeout: float = 20.0) -> Assistant:
    return assistant().written_by(Writer(model, prompts(), timeout))


def given(user: str) -> dict[str, str]:
    """The passages of a prompt by id."""
    lines = [json.loads(line) for line in re.findall(r'^\{"id": .*\}$', user, re.MULTILINE)]
    return {line["id"]: line["text"] for line in lines}


def claims(*pairs: tuple[str, list[str]]) -> str:
    return json.dumps([{"text": text, "passages": ids} for text, ids in pairs])
