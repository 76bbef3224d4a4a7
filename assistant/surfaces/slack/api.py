"""Slack's Web API: the clients, who the bot is, and which failures pass."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from assistant.errors import CiteboundError
from assistant.settings import Settings

log = logging.getLogger("citebound.slack")
library = logging.getLogger("slack")
"""For Slack's own libraries; what they say is not repeated, as it may hold what was asked."""

_PATIENCE = 8
"""Times that one call waits as long as Slack asks."""
_SECONDS, _HASTY_SECONDS = 20, 3
FAILURES = (SlackClientError, HTTPException, OSError, ValueError)
"""What a call to Slack may raise; ValueError where its reply is no JSON."""
_PASSING = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"})
_PASSING |= {"request_timeout", "team_added_to_org", ""}
_UNSURE = _PASSING - {"ratelimited", "rate_limited"}


class Spent(OSError):
    """A response URL takes nothing more: half an hour is over, or it was used five times."""


def client(settings: Settings) -> WebClient:
    """Waits where Slack says Retry-After; never sends anything twice by itself."""
    return _client(settings, [RateLimitErrorRetryHandler(max_retry_count=_PATIENCE)], _SECONDS)


def hasty(settings: Settings) -> WebClient:
    """For what may as well not be said."""
    return _client(settings, [], _HASTY_SECONDS)


def _client(settings: Settings, handlers: list[RateLimitErrorRetryHandler], seconds: int) -> WebClient:
    if settings.slack_bot_token is None:
        raise CiteboundError("CITEBOUND_SLACK_BOT_TOKEN is not set.", "Set it to the Slack app's bot token, xoxb-....")
    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_url,
        timeout=seconds,
        logger=library,
        retry_handlers=list(handlers),
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is."""

    team: str
    user: str
    bot: str


class Me:
    """Asks Slack once who the bot is."""

    def __init__(self, web: WebClient) -> None:
        self._web, self._guard = web, threading.Lock()
        self._known: Identity | None = None

    def __call__(self) -> Identity:
        """What a call to Slack raises, until it is known."""
        with self._guard:
            if self._known is None:
                said = self._web.auth_test()
                self._known = Identity(*(str(said.get(name) or "") for name in ("team_id", "user_id", "bot_id")))
            return self._known


def code(error: BaseException) -> str:
    """What Slack calls the failure; empty where it said nothing that can be read."""
    if not isinstance(error, SlackApiError):
        return ""
    try:
        return str(error.response.get("error") or "")
    except (AttributeError, ValueError):
        return ""


def passes(error: BaseException) -> bool:
    """Whether the same call may succeed later."""
    return code(error) in _PASSING and not isinstance(error, Spent)


def unsure(error: BaseException) -> bool:
    """Whether Slack may have done it all the same."""
    return code(error) in _UNSURE
