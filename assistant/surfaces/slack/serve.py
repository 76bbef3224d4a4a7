"""Socket Mode: the bot calls Slack, so a hospital's network need let nothing in."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from assistant import bootstrap
from assistant.errors import CiteboundError
from assistant.settings import Settings
from assistant.surfaces import logs
from assistant.surfaces.retention import purging
from assistant.surfaces.slack import api
from assistant.surfaces.slack.bot import Bot

_PING = 10.0
"""Seconds between two looks whether the socket is still there."""


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Build the assistant, connect and answer until stopped; CiteboundError where a token is missing or refused."""
    if settings.slack_app_token is None:
        raise CiteboundError(
            "CITEBOUND_SLACK_APP_TOKEN is not set.", "Set it to the Slack app's app-level token, xapp-...."
        )
    api.client(settings)
    with bootstrap.store(settings) as store:
        inbox = bootstrap.inbox(settings)
        try:
            logs.configure()
            bot = Bot(bootstrap.build(settings, say), settings, store.ledger, inbox)
            with purging(store.custody.purge, settings.retention_days), Line(bot, settings, say) as line:
                line.wait()
        finally:
            inbox.close()


class Line:
    """The bot on a socket; left, it has answered what was under way."""

    def __init__(self, bot: Bot, settings: Settings, say: Callable[[str], None], ping: float = _PING) -> None:
        self._bot, self._settings, self._say, self._ping = bot, settings, say, ping
        self._stopped = threading.Event()
        self._handler: SocketModeHandler | None = None

    def __enter__(self) -> Line:
        """Connect; CiteboundError where Slack refuses."""
        settings = self._settings
        token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
        try:
            self._bot.me()
        except api.FAILURES as error:
            raise _refused("CITEBOUND_SLACK_BOT_TOKEN", error) from None
        web = WebClient(base_url=settings.slack_url, logger=api.library)
        self._handler = SocketModeHandler(
            self._bot.app, token, logger=api.library, web_client=web, ping_interval=self._ping
        )
        try:
            self._handler.connect()
        except api.FAILURES as error:
            _close(self._handler)
            raise _refused("CITEBOUND_SLACK_APP_TOKEN", error) from None
        self._bot.open()
        self._say("Connected to Slack (Ctrl-C stops it)")
        return self

    def wait(self) -> None:
        """Until the process is told to stop."""

        def stop(_: int, __: FrameType | None) -> None:
            self._stopped.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        self._stopped.wait()

    def __exit__(self, *_: object) -> None:
        """Take nothing more, end what is under way."""
        if self._handler:
            _close(self._handler)
        self._bot.close()


def _close(handler: SocketModeHandler) -> None:
    """Slack's client, closed while its session begins, takes the word back and waits for ever: so it is told again."""
    closing = threading.Thread(target=handler.close, name="slack-close", daemon=True)
    closing.start()
    while closing.is_alive():
        closing.join(0.2)
        handler.client.current_session_state.terminated = True


def _refused(setting: str, error: Exception) -> CiteboundError:
    said = api.code(error)
    if said and not api.passes(error):
        return CiteboundError(f"Slack refuses {setting} ({said}).", "Copy it anew from the Slack app's settings.")
    return CiteboundError(f"Slack does not answer ({said or type(error).__name__}).", "Check the network and proxy.")
