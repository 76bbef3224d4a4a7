"""A service in a process of its own whose assistant answers when it is told to, for the tests of stopping.

`python -m tests.surfaces.http.slow FOLDER SECONDS`: a question "wait N" is answered once the file N is in FOLDER, which
is looked for every 10 ms; what happens is told by files there too: `N.begun`, `N.gone`. SECONDS are those that answers
under way have to end in once it is told to stop.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant import bootstrap
from assistant.ask import Told
from assistant.compose import Detail
from assistant.settings import load
from assistant.surfaces.cli.output import complain
from assistant.surfaces.http import serve as serving
from assistant.values import Answer, Turn
from tests.doubles import Double


class Slow(Double):
    """Waits for files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        _, _, name = question.partition("wait ")
        if name:
            self._wait(name, told)
        return super().ask(question, history, detail, told)

    def _wait(self, name: str, told: Told) -> None:
        (self._folder / f"{name}.begun").touch()
        while not (self._folder / name).exists():
            time.sleep(0.01)
            try:
                told("wait")
            except BaseException:
                (self._folder / f"{name}.gone").touch()
                raise


def main(folder: Path, patience: int) -> None:
    serving._IN_FLIGHT = patience
    bootstrap.build = lambda settings, say, progress=None: Slow(folder)
    serving.serve(load(data_dir=folder), complain)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
