"""Reading questions over the shipped corpus, for tests."""

from functools import cache

from assistant.inquiry import Inquiry
from assistant.understand import Understanding
from assistant.values import Turn
from tests.material import shipped


@cache
def reader() -> Understanding:
    return Understanding(shipped())


def understood(question: str, *history: tuple[str, str]) -> Inquiry:
    turns = [Turn("assistant" if role == "assistant" else "user", text) for role, text in history]
    return reader()(question, turns)
