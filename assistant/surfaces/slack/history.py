"""The earlier turns of a thread: what was asked of the bot, and what the bot answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk import WebClient

from assistant.ports import Inbox, Ledger
from assistant.surfaces.slack.api import Identity
from assistant.surfaces.slack.incoming import Asked, mentions, words
from assistant.values import Turn

LINE = "citebound_line"
"""The metadata of a message that is no answer."""
_PAGE = 200
_PAGES = 5


def replies(web: WebClient, asked: Asked, after: str | None = None) -> Iterator[dict[str, Any]]:
    """The thread's messages, oldest first; at most the first thousand."""
    cursor = None
    for _ in range(_PAGES):
        page = web.conversations_replies(
            channel=asked.channel,
            ts=asked.thread,
            oldest=after,
            cursor=cursor,
            limit=_PAGE,
            include_all_metadata=True,
        )
        yield from page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def is_mine(message: dict[str, Any], me: Identity) -> bool:
    """Whether the bot wrote it."""
    return message.get("user") == me.user or bool(me.bot and message.get("bot_id") == me.bot)


def is_line(message: dict[str, Any]) -> bool:
    """Whether it is a line that the bot said instead of an answer."""
    return (message.get("metadata") or {}).get("event_type") == LINE


class Threads:
    """Turns from messages; the words of an answer come from the ledger where it has them, so that a follow-up finds
    them as any other surface would hand them on."""

    def __init__(self, web: WebClient, inbox: Inbox, ledger: Ledger) -> None:
        self._web, self._inbox, self._ledger = web, inbox, ledger

    def turns(self, asked: Asked, me: Identity, most: int, longest: int) -> tuple[Turn, ...]:
        """The last `most` turns before the question; what is longer than `longest` characters is left out."""
        if asked.url or asked.thread == asked.ts:
            return ()
        before = (each for each in replies(self._web, asked) if str(each.get("ts", "")) < asked.ts)
        turns = (turn for message in before for turn in self._turn(asked, message, me))
        kept = [turn for turn in turns if turn.text and len(turn.text) <= longest]
        return tuple(kept[-most:]) if most else ()

    def _turn(self, asked: Asked, message: dict[str, Any], me: Identity) -> Iterator[Turn]:
        if is_mine(message, me):
            if not is_line(message):
                yield from (Turn("assistant", text) for text in self._answer(asked.channel, message))
        elif not message.get("bot_id") and not message.get("subtype"):
            text = str(message.get("text") or "")
            # In a channel people also talk with each other: that is not the bot's to read.
            if asked.direct or mentions(text, me.user):
                yield Turn("user", words(text, me.user))

    def _answer(self, channel: str, message: dict[str, Any]) -> Iterator[str]:
        said = self._inbox.said(channel, str(message.get("ts", "")))
        entry = self._ledger.find(said.owner, said.answer_id) if said and said.answer_id else None
        if entry and entry.content:
            if said and said.part == 0:
                yield str(json.loads(entry.content)["text"])
        else:
            yield _shown(message) or words(str(message.get("text") or ""), "")


def _shown(message: dict[str, Any]) -> str:
    """The statements of an answer from its blocks; labels and flags have a style, and are no part of one."""
    statements = (b for b in message.get("blocks") or () if str(b.get("block_id", "")).startswith("statement-"))
    return " ".join(_words(block) for block in statements).strip()


def _words(block: dict[str, Any]) -> str:
    sections = (section for section in block.get("elements") or ())
    elements = (element for section in sections for element in section.get("elements") or ())
    return "".join(str(e.get("text", "")) for e in elements if not e.get("style"))
