"""The Bolt application: every listener parses, hands on and acknowledges; nothing slow happens before that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from assistant.ask import Assistant
from assistant.check import LONGEST
from assistant.errors import CiteboundError
from assistant.ports import Inbox, Ledger
from assistant.settings import Settings
from assistant.surfaces.slack import api
from assistant.surfaces.slack.access import Access
from assistant.surfaces.slack.answering import Answering, Ended
from assistant.surfaces.slack.api import FAILURES, Me, library
from assistant.surfaces.slack.desk import BEAT, Desk
from assistant.surfaces.slack.incoming import Asked, Payload, command_asked, message_asked, shortcut_asked
from assistant.surfaces.slack.lines import BUSY, TOO_MANY, TOO_MANY_TO_CHECK, UNREACHABLE
from assistant.surfaces.slack.pressed import Pressed
from assistant.understand import readable

Count = Callable[[Ended], None]
COMMAND = "/evidence"
CHECK = "check_claim"
_PROMPTS = 4
"""Suggested prompts that Slack shows."""


class Bot:
    """The bot over one assistant; `open` it before the first delivery, `close` it after the last."""

    def __init__(
        self,
        assistant: Assistant,
        settings: Settings,
        ledger: Ledger,
        inbox: Inbox,
        beat: float = BEAT,
        count: Count = lambda ended: None,
    ) -> None:
        """`count` hears what became of each message. CiteboundError where a setting is missing."""
        web, self._hasty = api.client(settings), api.hasty(settings)
        self._assistant, self._settings = assistant, settings
        self._access = Access(settings.slack_teams, settings.slack_shared)
        self.me = Me(web)
        answering = Answering(assistant, settings, ledger, inbox, (web, self._hasty), self.me)
        tell = answering.delivery.tell
        workers, queue = settings.slack_workers, settings.queue

        def work(asked: Asked, attempt: int) -> None:
            count(answering.work(asked, attempt))

        def refuse(asked: Asked, line: str) -> None:
            count("refused" if line == BUSY else "failed")
            tell(asked, line)

        self._desk = Desk(inbox, work, refuse, workers=workers, queue=queue, beat=beat)
        self._pressed = Pressed(assistant, ledger, self._hasty, tell)
        self.app = self._bolt(settings)
        assistant.redacted("Is it ready?")  # the first one reads word lists: not while Slack waits

    def open(self) -> None:
        """Begin, with what an earlier process left unanswered."""
        self._desk.open()

    def close(self) -> None:
        """End what is under way."""
        self._desk.close()

    def _bolt(self, settings: Settings) -> App:
        secret = settings.slack_signing_secret

        def authorize() -> AuthorizeResult:  # Bolt takes no method here
            return self._authorize()

        app = App(
            name="citebound",
            logger=library,
            # A listener has ended before its delivery is acknowledged: it has only taken the message in.
            process_before_response=True,
            signing_secret=secret.get_secret_value() if secret else "",
            before_authorize=self._known,
            authorize=authorize,
        )
        app.event("app_mention")(self._message)
        app.event("message")(self._message)
        app.event("app_home_opened")(self._opened)
        app.event("assistant_thread_started")(self._opened)
        app.event(re.compile(".*"))(_nothing)
        app.command(COMMAND)(self._command)
        app.shortcut(CHECK)(self._shortcut)
        app.action(re.compile(r"^passage-\d+$"))(self._passage)
        app.action("feedback")(self._feedback)
        app.view("reason")(self._reason)
        return app

    def _known(self, next: Callable[[], BoltResponse]) -> BoltResponse | None:
        """Until Slack has said who the bot is, nothing is acknowledged: Slack delivers it again."""
        try:
            self.me()
        except FAILURES:
            return BoltResponse(status=503, body="")
        return next()

    def _authorize(self) -> AuthorizeResult:
        me, token = self.me(), self._settings.slack_bot_token
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.team,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=token.get_secret_value() if token else None,
        )

    def _message(self, body: dict[str, Any]) -> None:
        asked = message_asked(body, self.me().user)
        if asked:
            self._take(asked, body, private=False)

    def _command(self, body: dict[str, Any], ack: Ack) -> None:
        self._privately(command_asked(body), body, ack)

    def _shortcut(self, body: dict[str, Any], ack: Ack) -> None:
        self._privately(shortcut_asked(body), body, ack)

    def _privately(self, asked: Asked, body: Payload, ack: Ack) -> None:
        try:
            self._take(asked, body, private=True)
        except CiteboundError:
            self._desk.errand(lambda: self._pressed.tell(asked, UNREACHABLE))
        ack()

    def _take(self, asked: Asked, body: Payload, *, private: bool) -> None:
        refusal = self._access.refusal(body, self.me().team, private=private) or self._unfit(asked)
        if refusal:
            asked = replace(asked, kind="tell", text=refusal)
        if asked.kind == "tell":
            self._desk.take(asked, asked)
            return
        # Only what is left after redaction is kept until it is answered.
        clean = self._assistant.redacted(asked.text)
        asked = replace(asked, named=clean not in (asked.text, readable(asked.text)))
        self._desk.take(asked, replace(asked, text=clean))

    def _unfit(self, asked: Asked) -> str | None:
        checked = asked.kind == "check"
        most = LONGEST if checked else self._settings.max_question
        if asked.kind == "tell" or len(asked.text) <= most:
            return None
        return (TOO_MANY_TO_CHECK if checked else TOO_MANY).format(length=len(asked.text), most=most)

    def _opened(self, body: dict[str, Any]) -> None:
        """The suggested questions, where somebody opens the conversation."""
        event = body.get("event") or {}
        thread = event.get("assistant_thread") or {}
        channel = thread.get("channel_id") or event.get("channel")
        suggested = self._assistant.corpus.suggested[:_PROMPTS]
        if not channel or not suggested or event.get("tab", "messages") != "messages":
            return
        prompts = [{"title": prompt, "message": prompt} for prompt in suggested]
        self._desk.errand(
            lambda: self._pressed.prompt(channel, thread.get("thread_ts"), self._assistant.corpus.title, prompts)
        )

    def _passage(self, body: dict[str, Any], ack: Ack) -> None:
        self._press(body, ack, self._pressed.passage)

    def _feedback(self, body: dict[str, Any], ack: Ack) -> None:
        self._press(body, ack, self._pressed.rated)

    def _reason(self, body: dict[str, Any], ack: Ack) -> None:
        self._press(body, ack, self._pressed.reasoned)

    def _press(self, body: Payload, ack: Ack, call: Callable[[Payload], None]) -> None:
        refusal = self._access.refusal(body, self.me().team, private=True)
        pressed = self._desk.errand(lambda: self._pressed.refuse(body, refusal) if refusal else call(body))
        if not pressed:
            api.log.warning(BUSY)
        ack()


def _nothing() -> None:
    """Other events ask nothing."""
