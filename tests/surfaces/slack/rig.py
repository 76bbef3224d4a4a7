"""The real bot, over a double that answers, connected to the small Slack by Socket Mode."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from slack_bolt import BoltRequest

from assistant.adapters.inbox import open_inbox
from assistant.adapters.ledger import open_store
from assistant.ask import Assistant
from assistant.settings import Settings, load
from assistant.surfaces.slack.bot import Bot
from assistant.surfaces.slack.serve import Line
from tests.doubles import Double
from tests.surfaces.slack.fake import APP_TOKEN, SECRET, TOKEN, FakeSlack, Json, until

BEAT = 0.1


def settings_for(fake: FakeSlack, folder: Path, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "data_dir": folder,
        "slack_bot_token": TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_signing_secret": SECRET,
        "slack_url": fake.url,
        "workers": 2,
    }
    return load(**given | more)


class Rig:
    """`held`: seconds after which what a killed bot held is free. Without `socket`, deliveries go to Bolt as the Socket
    Mode adapter hands them on: closing a socket takes seconds."""

    def __init__(
        self,
        fake: FakeSlack,
        folder: Path,
        assistant: Assistant | None = None,
        *,
        held: float = 60,
        socket: bool = True,
        **more: Any,
    ) -> None:
        self.fake, self.socket = fake, socket
        self.assistant = assistant or Double()
        self.settings = settings_for(fake, folder, **more)
        url = f"sqlite:///{folder / 'ledger.sqlite3'}"
        self.store, self.inbox = open_store(url), open_inbox(url, held)
        self.bot = Bot(self.assistant, self.settings, self.store.ledger, self.inbox, BEAT)
        self.line = Line(self.bot, self.settings, lambda line: None, ping=0.2)

    def __enter__(self) -> Self:
        if self.socket:
            self.line.__enter__()
        else:
            self.fake.direct = self._dispatch
            self.bot.open()
        return self

    def _dispatch(self, payload: Json) -> bool:
        return self.bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload)).status == 200

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self.socket:
            self.line.__exit__()
        else:
            self.bot.close()
        self.inbox.close()
        self.store.close()

    @property
    def double(self) -> Double:
        assert isinstance(self.assistant, Double)
        return self.assistant

    def hears(self, text: str, **more: Any) -> Json:
        """A mention or a direct message, written and delivered; the event."""
        body = self.fake.say(text, **more)
        self.fake.deliver(body)
        event: Json = body["event"]
        return event

    def settled(self) -> None:
        """Nothing is unanswered."""
        until(lambda: all(envelope in self.fake.acknowledged for envelope in self.fake.sent))
        until(lambda: not self.waiting())

    def waiting(self) -> int:
        with self.inbox._database.reading() as connection:
            return int(
                connection.exec_driver_sql("SELECT count(*) FROM citebound_inbox WHERE until IS NOT NULL").scalar() or 0
            )
