"""Slack's own models and documented limits, held against blocks."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]
MOST_BLOCKS, MOST_VIEW_BLOCKS, LONGEST_TEXT, LONGEST_MESSAGE = 50, 100, 3000, 13_000
ACTING = ("mrkdwn", "markdown", "link", "user", "usergroup", "channel", "broadcast", "emoji")
"""Elements in which Slack would read a mention, a link or markup."""


def walked(value: Any) -> Iterator[Json]:
    """Every object in it."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from walked(each)


def texts(value: Any) -> Iterator[str]:
    """Every text in it."""
    yield from (each["text"] for each in walked(value) if isinstance(each.get("text"), str))


def parsed(blocks: list[Json]) -> list[Json]:
    """As Slack's models read them, which is all that was there."""
    models = Block.parse_all(blocks)
    for model in models:
        model.validate_json()
    read = [model.to_dict() for model in models]
    assert read == blocks
    return read


def sound(blocks: list[Json], length: int) -> list[Json]:
    """The blocks of one message, `length` characters as JSON."""
    assert 0 < len(blocks) <= MOST_BLOCKS
    assert length <= LONGEST_MESSAGE
    return _sound(blocks)


def sound_view(view: Json) -> list[Json]:
    """The blocks of a modal."""
    View(**view).validate_json()
    assert len(view["title"]["text"]) <= 24
    assert 0 < len(view["blocks"]) <= MOST_VIEW_BLOCKS
    return _sound(view["blocks"])


def _sound(blocks: list[Json]) -> list[Json]:
    assert len({block["block_id"] for block in blocks}) == len(blocks)
    assert all(len(block["block_id"]) <= 255 for block in blocks)
    assert all(0 < len(text) <= LONGEST_TEXT for text in texts(blocks))
    assert not [each for each in walked(blocks) if each.get("type") in ACTING]
    return parsed(blocks)
