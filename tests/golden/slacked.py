"""An answer in Slack: the messages as they are sent, and the modal behind each of their passage buttons."""

import json
import re
from collections.abc import Iterator

from assistant.passages import digest
from assistant.render.slack import PASSAGE, size, to_messages
from assistant.render.slack_views import passage_asked, passage_view
from assistant.values import Answer
from tests.doubles import DOCUMENTS
from tests.golden.seen import Ids, Quotes, Seen, dumped
from tests.slack_blocks import Json, sound, sound_view, texts, walked


def slack(answer: Answer) -> str:
    messages = [{"text": message.text, "blocks": message.blocks} for message in to_messages(answer)]
    return dumped({"messages": messages, "views": {value: pressed(value) for value in values(messages)}})


def pressed(value: str) -> Json:
    """What the bot opens."""
    place = passage_asked(value)
    assert place
    view = passage_view(DOCUMENTS[place.document], place)
    assert view
    return view


def values(messages: list[Json]) -> list[str]:
    """Of the passage buttons, in order."""
    buttons = [each for each in walked(messages) if str(each.get("action_id", "")).startswith(PASSAGE)]
    return [button["value"] for button in buttons]


def of_slack(shown: str) -> Seen:
    """By Slack's models. A quote and the id of its citation are what the modal of its button shows; a statement that
    is verbatim has the quote's words, and what is nearest stands in the text too."""
    data = json.loads(shown)
    blocks = [block for message in data["messages"] for block in sound(message["blocks"], size(message["blocks"]))]
    assert not [message for message in data["messages"] if re.search("[<>]", message["text"])]
    assert list(data["views"]) == values(data["messages"])
    quotes: Quotes = {}
    ids: Ids = {}
    near: list[str] = []
    for value, view in data["views"].items():
        marker, quote, name = of_view(value, view)
        near += [] if marker else [quote]
        quotes |= {marker: quote} if marker else {}
        ids |= {marker: name} if marker else {}
    assert [words.partition("” (")[0].removeprefix("“") for words in said(blocks, "nearest-")] == near
    lined = [line for block in blocks if block["block_id"].startswith("source-") for line in texts(block)]
    assert {int(marker) for line in lined for marker in re.findall(r"\[(\d+)\]", line)} == set(quotes)
    assert in_text(blocks, quotes) == list(quotes)
    (outcome,) = said(blocks, "outcome")
    return Seen(outcome, quotes, ids, tuple(near))


def of_view(value: str, view: Json) -> tuple[int, str, str]:
    """Marker, quote and id of the citation."""
    shown = sound_view(view)
    marker, start, end, sha256, document = value.split("|", 4)
    quote = "".join(text for each in walked(shown) if each.get("type") == "rich_text_quote" for text in texts(each))
    whole = re.search(r"SHA-256 of its text (\w{64})", "\n".join(texts(shown)))
    assert whole
    assert whole[1].startswith(sha256)
    assert f"{document}, characters {start} to {end}" in list(texts(shown))
    assert view["title"]["text"] == (f"Passage [{marker}]" if int(marker) else "Nearest passage")
    return int(marker), quote, digest(whole[1], int(start), int(end))


def in_text(blocks: list[Json], quotes: dict[int, str]) -> list[int]:
    """The markers of the statements; with one alone, the words are its quote."""
    found: list[int] = []
    for words in said(blocks, "statement-"):
        markers = [int(marker) for marker in re.findall(r" \[(\d+)\]", words)]
        found += markers
        if len(markers) == 1:
            assert words == f"{quotes[markers[0]]} [{markers[0]}]"
    return found


def said(blocks: list[Json], start: str) -> Iterator[str]:
    """The words of the blocks so named; labels and flags have a style, but the outcome is one."""
    for block in blocks:
        if block["block_id"].startswith(start):
            styled = start == "outcome"
            parts = [each["text"] for each in walked(block) if "text" in each and (styled or "style" not in each)]
            yield "".join(parts)
