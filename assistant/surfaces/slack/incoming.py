"""What Slack delivers -> what was asked, by whom and where; events that ask nothing are None."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.surfaces.slack.lines import NO_CLAIM, NO_FILES, NO_QUESTION, NO_WORDS

Kind = Literal["ask", "check", "tell"]
Payload = Mapping[str, Any]

_WORDED = frozenset({None, "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody wrote just now; the others are edits, joins, and other bots' messages."""
_SLACKBOT = "USLACKBOT"
_CONTROL = re.compile(r"<([^<>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One message to be answered, once.

    `key` names the delivery, `message` what was delivered; `text` is what is asked or checked, or, for `tell`, the
    line that the asker is told. `thread` is where the answer goes; with `url` it goes there, for the asker's eyes only.
    """

    key: str
    message: str
    kind: Kind
    text: str
    team: str
    user: str
    channel: str
    ts: str = ""
    thread: str = ""
    url: str = ""
    direct: bool = False
    named: bool = False
    """Whether identifiers were taken out of the text."""

    @property
    def owner(self) -> str:
        """Under which the answer is kept."""
        return owner(self.team, self.user)

    def to_json(self) -> str:
        """As the inbox keeps it."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(payload: str) -> Asked:
        """As it was kept; ValueError or TypeError where it is not that."""
        return Asked(**json.loads(payload))


def owner(team: str, user: str) -> str:
    """The opaque id of a member of a workspace."""
    return "slack:" + hashlib.sha256(f"{team}\n{user}".encode()).hexdigest()[:32]


def message_asked(body: Payload, bot_user: str) -> Asked | None:
    """An event `app_mention` or `message` in a direct conversation."""
    event = body.get("event") or {}
    user, channel, ts = (_text(event, name) for name in ("user", "channel", "ts"))
    if event.get("subtype") not in _WORDED or event.get("bot_id") or event.get("edited") or event.get("hidden"):
        return None
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    if (
        not (user and channel and ts)
        or user in (bot_user, _SLACKBOT)
        or (event.get("type") == "message" and not direct)
    ):
        return None
    team = home(event) or _text(body, "team_id")
    said = words(_text(event, "text"), bot_user)
    kind, told = ("ask", said) if said else ("tell", _without_words(event))
    delivery = _text(body, "event_id") or ts
    return Asked(
        key=f"event:{_text(body, 'team_id')}:{delivery}",
        message=f"message:{channel}:{ts}",
        kind="ask" if kind == "ask" else "tell",
        text=told,
        team=team,
        user=user,
        channel=channel,
        ts=ts,
        thread=_text(event, "thread_ts") or ts,
        direct=direct,
    )


def command_asked(body: Payload) -> Asked:
    """The command `/evidence QUESTION`; its answer is for the asker's eyes only."""
    said = words(_text(body, "text"), "")
    once = f"command:{_text(body, 'trigger_id')}"
    return Asked(
        key=once,
        message=once,
        kind="ask" if said else "tell",
        text=said or NO_QUESTION.format(command=_text(body, "command")),
        team=_text(body, "team_id"),
        user=_text(body, "user_id"),
        channel=_text(body, "channel_id"),
        url=_text(body, "response_url"),
    )


def shortcut_asked(body: Payload) -> Asked:
    """The message shortcut that checks a message; what comes of it is for the eyes of who asked only."""
    message, user = body.get("message") or {}, body.get("user") or {}
    said = words(_text(message, "text"), "")
    once = f"shortcut:{_text(body, 'trigger_id')}"
    return Asked(
        key=once,
        message=once,
        kind="check" if said else "tell",
        text=said or NO_CLAIM,
        team=_text(user, "team_id") or _text(body.get("team") or {}, "id"),
        user=_text(user, "id"),
        channel=_text(body.get("channel") or {}, "id"),
        url=_text(body, "response_url"),
    )


def home(event: Payload) -> str:
    """The workspace of who wrote."""
    return _text(event, "user_team") or _text(event, "source_team") or _text(event, "team")


def mentions(text: str, bot_user: str) -> bool:
    """Whether the bot is addressed."""
    return re.search(rf"<@{re.escape(bot_user)}(\|[^<>]*)?>", text) is not None


def words(text: str, bot_user: str) -> str:
    """A message as its writer read it: no mention, links by their words, `&`, `<` and `>` as typed, valid Unicode."""

    def shown(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith(("@", "!")):
            return "" if target in (f"@{bot_user}", "!here", "!channel", "!everyone") else label
        return f"#{label}" if target.startswith("#") else label or target.removeprefix("mailto:")

    plain = _CONTROL.sub(shown, text)
    for entity, character in _ENTITIES:
        plain = plain.replace(entity, character)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _without_words(event: Payload) -> str:
    if event.get("files") or event.get("attachments"):
        return NO_FILES
    return NO_WORDS


def _text(body: Payload, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
