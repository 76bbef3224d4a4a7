"""An answer into its thread, once: streamed, and where a stream breaks off, completed by `chat.update`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.models.messages.chunk import BlocksChunk
from slack_sdk.webhook import WebhookClient

from assistant.ports import Inbox
from assistant.render.slack import Message, escaped, shortened
from assistant.surfaces.slack.api import FAILURES, Identity, Spent, code, library, log, unsure
from assistant.surfaces.slack.history import LINE, is_line, is_mine, replies
from assistant.surfaces.slack.incoming import Asked
from assistant.surfaces.slack.lines import CUT, CUT_CHECK

_ANSWER = "citebound_answer"
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False, "link_names": False}
_MOST_PRIVATE = 4
"""Slack takes five messages at one response URL; one is left for what the asker has to be told beside the answer."""
_PATIENCE = 3
_STREAMING = "streaming_state_conflict"


class Delivery:
    """Over one client; `FAILURES` come out of everything but `tell`."""

    def __init__(self, web: WebClient, inbox: Inbox) -> None:
        self._web, self._inbox = web, inbox

    def deliver(self, asked: Asked, answer_id: str, messages: Sequence[Message], me: Identity, again: bool) -> None:
        """The whole answer stands in the thread when this returns. `again`: it may stand there in part already."""
        if asked.url:
            self._privately(asked, messages)
            return
        if not again:
            try:
                self._stream(asked, answer_id, messages)
            except FAILURES as error:
                log.info("stream broken", extra={"fields": {"answer": answer_id, "error": code(error)}})
                again = unsure(error)
            else:
                return
        self._settle(asked, answer_id, messages, me if again else None)

    def tell(self, asked: Asked, line: str) -> None:
        """One line for the asker alone; FAILURES where it cannot be said in any way."""
        text = escaped(line)
        if asked.url:
            try:
                self._respond(asked.url, text=text)
            except Spent:
                self._line(asked.user, None, text)
        elif asked.direct:
            self._line(asked.channel, asked.thread, text)
        else:
            thread = asked.thread if asked.thread != asked.ts else None
            try:
                self._web.chat_postEphemeral(channel=asked.channel, user=asked.user, thread_ts=thread, text=text)
            except SlackApiError as error:
                if unsure(error):
                    raise
                self._line(asked.user, None, text)

    def notice(self, asked: Asked, line: str) -> None:
        """Something beside the answer, for the asker alone."""
        if asked.url:
            self.tell(asked, line)
        else:
            self._web.chat_postEphemeral(
                channel=asked.channel, user=asked.user, thread_ts=asked.thread, text=escaped(line)
            )

    def _line(self, channel: str, thread: str | None, text: str) -> None:
        metadata = {"event_type": LINE, "event_payload": {}}
        self._web.chat_postMessage(channel=channel, thread_ts=thread, text=text, metadata=metadata, **_QUIET)

    def _stream(self, asked: Asked, answer_id: str, messages: Sequence[Message]) -> None:
        """Each statement is one append: all of them are verified before the first one leaves."""
        for message in messages:
            stream = self._web.chat_stream(
                channel=asked.channel,
                thread_ts=asked.thread,
                recipient_team_id=asked.team,
                recipient_user_id=asked.user,
                buffer_size=1,
            )
            known = None
            for block in message.body:
                stream.append(chunks=[BlocksChunk(blocks=[block])])
                if stream.ts and not known:
                    known = stream.ts
                    self._inbox.posted(asked.key, asked.channel, known)
            stream.stop(blocks=list(message.foot) or None, metadata=_metadata(answer_id))
            if stream.ts and not known:
                self._inbox.posted(asked.key, asked.channel, stream.ts)

    def _settle(self, asked: Asked, answer_id: str, messages: Sequence[Message], me: Identity | None) -> None:
        """What was posted is made whole, the rest is posted."""
        if me:
            self._adopt(asked, messages, me)
        posts = self._inbox.posts(asked.key)
        for message, ts in zip(messages, posts, strict=False):
            self._update(asked.channel, ts, answer_id, message)
        for message in messages[len(posts) :]:
            said = self._web.chat_postMessage(
                channel=asked.channel,
                thread_ts=asked.thread,
                text=message.text,
                blocks=message.blocks,
                metadata=_metadata(answer_id),
                **_QUIET,
            )
            self._inbox.posted(asked.key, asked.channel, str(said["ts"]))

    def _adopt(self, asked: Asked, messages: Sequence[Message], me: Identity) -> None:
        """Messages of this answer that Slack took and nobody could note: the process was killed, or the line broke."""
        missing = messages[len(self._inbox.posts(asked.key)) :]
        found = [m for m in replies(self._web, asked, after=asked.ts) if is_mine(m, me) and not is_line(m)]
        unclaimed = [m for m in found if m["ts"] > asked.ts and self._inbox.said(asked.channel, m["ts"]) is None]
        for message in missing:
            match = next((m for m in unclaimed if _begins(m, message)), None)
            if match is None:
                return
            unclaimed.remove(match)
            self._inbox.posted(asked.key, asked.channel, str(match["ts"]))

    def _update(self, channel: str, ts: str, answer_id: str, message: Message) -> None:
        said: dict[str, Any] = {"text": message.text, "blocks": message.blocks, "metadata": _metadata(answer_id)}
        try:
            self._web.chat_update(channel=channel, ts=ts, **said)
        except SlackApiError as error:
            if code(error) == "message_not_found":
                return  # somebody took it away
            if code(error) != _STREAMING:
                raise
            self._web.chat_stopStream(channel=channel, ts=ts)
            self._web.chat_update(channel=channel, ts=ts, **said)

    def _privately(self, asked: Asked, messages: Sequence[Message]) -> None:
        sent = len(self._inbox.posts(asked.key))
        shown = shortened(messages, _MOST_PRIVATE, CUT_CHECK if asked.kind == "check" else CUT)
        for number, message in enumerate(shown[sent:], start=sent):
            self._respond(asked.url, text=message.text, blocks=message.blocks)
            self._inbox.posted(asked.key, asked.channel, f"{asked.key[-40:]}-{number}")

    def _respond(self, url: str, **said: Any) -> None:  # noqa: ANN401 - what the library takes
        hook = WebhookClient(
            url, logger=library, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=_PATIENCE)]
        )
        reply = hook.send(response_type="ephemeral", replace_original=False, **said)
        if 400 <= reply.status_code < 500 and reply.status_code != 429:
            raise Spent(f"the response URL answers {reply.status_code}")
        if reply.status_code != 200:
            raise OSError(f"the response URL answers {reply.status_code}")


def _metadata(answer_id: str) -> dict[str, Any]:
    return {"event_type": _ANSWER, "event_payload": {"answer": answer_id}}


def _begins(found: dict[str, Any], message: Message) -> bool:
    """Whether a message of the thread is this one, or as much of it as was sent: its words are a beginning of it."""
    there, wanted = _texts(found.get("blocks") or ()), _texts(message.blocks)
    return there == wanted[: len(there)]


def _texts(blocks: Sequence[dict[str, Any]]) -> list[str]:
    sections = [block.get("elements") or () for block in blocks if block.get("type") == "rich_text"]
    return ["".join(str(e.get("text", "")) for part in parts for e in part.get("elements", ())) for parts in sections]
