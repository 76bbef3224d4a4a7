"""A ledger in each database: SQLite, and a PostgreSQL server started for the session where there is one."""

import ctypes
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import text

from assistant.adapters.ledger import Store, open_store
from assistant.values import Answer
from tests.doubles import answered

_PR_SET_PDEATHSIG = 1
numbers = itertools.count(1)
Opener = Callable[..., Store]


class Server:
    """PostgreSQL on a socket of its own, in a temporary folder."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/var/tmp"))
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--locale=C.UTF-8", self._data)
        self.start()

    def start(self) -> None:
        options = ("listen_addresses=", f"unix_socket_directories={self.folder}", "fsync=off")
        settings = [word for option in options for word in ("-c", option)]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *settings],
                stdout=log,
                stderr=log,
                user=self._user,
                cwd=self.folder,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - it starts nothing and takes no lock
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)  # lets nobody finish, and closes its files
        self._process.wait(60)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def new_database(self) -> str:
        """A schema of its own: a hundred times quicker to make than a database."""
        name = f"ledger{next(numbers)}"
        with closing(psycopg.connect(self._url, autocommit=True)) as connection:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        return f"{self._url}&options=-csearch_path%3D{name}"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        with tempfile.TemporaryFile() as said:  # a pipe would be kept open by the server
            done = subprocess.run(
                command, stdout=said, stderr=said, user=self._user, cwd=self.folder, check=False, timeout=60
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def _die_with_parent() -> None:
    """A test run that is killed leaves no server behind (Linux; elsewhere it has to be stopped by hand)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    server = Server(found[-1].parent)
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.sqlite3"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def opening() -> Iterator[Opener]:
    """Opens ledgers, and closes them after the test."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(open_store(url))


@pytest.fixture
def store(url: str, opening: Opener) -> Store:
    return opening(url)


def answer(number: int = 1, question: str = "Does IVIG work?") -> Answer:
    return replace(answered(question), id=f"a{number}")


def sql(store: Store, *statements: str) -> None:
    """As somebody who has the database's password."""
    with store.database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


def tamper(store: Store, *statements: str) -> None:
    """The same, with the triggers out of the way."""
    names = ("citebound_no_update", "citebound_no_delete")
    suffix = "" if store.database.file else " ON citebound_ledger"
    sql(store, *(f"DROP TRIGGER {name}{suffix}" for name in names), *statements)
