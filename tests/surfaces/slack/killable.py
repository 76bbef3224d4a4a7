"""The bot in a process of its own, to be killed: `python -m tests.surfaces.slack.killable API FOLDER HELD`.

A question with "wait" is never answered while the file `wait` is in FOLDER.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.adapters.inbox import open_inbox
from assistant.adapters.ledger import open_store
from assistant.ask import Told
from assistant.compose import Detail
from assistant.settings import load
from assistant.surfaces import logs
from assistant.surfaces.cli.output import complain
from assistant.surfaces.slack.bot import Bot
from assistant.surfaces.slack.serve import Line
from assistant.values import Answer, Turn
from tests.doubles import Double
from tests.surfaces.slack.fake import APP_TOKEN, TOKEN, until


class Waiting(Double):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / "wait"

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        if "wait" in question:
            until(lambda: not self._file.exists(), 60)
        return super().ask(question, history, detail, told)


def main(api: str, folder: Path, held: float) -> None:
    logs.configure()
    settings = load(data_dir=folder, slack_bot_token=TOKEN, slack_app_token=APP_TOKEN, slack_url=api)
    url = f"sqlite:///{folder / 'ledger.sqlite3'}"
    with open_store(url) as store:
        bot = Bot(Waiting(folder), settings, store.ledger, open_inbox(url, held), beat=0.1)
        with Line(bot, settings, complain) as line:
            line.wait()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
