"""A database opened: made, brought up to date, or refused in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import assistant.adapters.ledger
from assistant.adapters.ledger import Store, open_store
from assistant.adapters.ledger.schema import REVISIONS, VERSION_TABLE, metadata
from assistant.errors import LedgerUnavailable, LedgerUnusable
from tests.adapters.ledger.conftest import Opener, answer, sql


def test_the_migrations_make_the_schema(store: Store) -> None:
    with store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert context.get_current_revision() == REVISIONS[-1]
        changes = [change for change in compare_metadata(context, metadata) if change[0] != "remove_index"]
    assert changes == []


def test_every_migration_is_known() -> None:
    config = Config()
    folder = Path(assistant.adapters.ledger.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == REVISIONS


def test_a_newer_schema_is_refused(url: str, opening: Opener) -> None:
    store = opening(url)
    store.ledger.record("ann", answer())
    sql(store, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerUnusable, match="made by a newer version") as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert not caught.value.retryable
    assert store.custody.verify().entries == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not a URL of a database"),
        ("mysql://u:secret@host/db", "mysql is not supported"),
        ("sqlite://", "names none"),
        ("sqlite:///:memory:", "names none"),
        ("sqlite:////dev/null/x/ledger", "cannot be opened"),
        ("sqlite:////proc/ledger.sqlite3", "cannot be opened"),
        ("postgresql://u:secret@/db?host=/nowhere", "/nowhere/db does not answer"),
    ],
)
def test_a_url_that_cannot_be_used(url: str, said: str) -> None:
    with pytest.raises(LedgerUnusable, match=said) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_server_there() -> None:
    with pytest.raises(LedgerUnavailable, match=r"127.0.0.1/db does not answer"):
        open_store("postgresql://u:secret@127.0.0.1:1/db")


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerUnusable, match="citebound\\[postgres\\]"):
        open_store("postgresql://u@/db")


def _overwritten(file: Path) -> None:
    file.write_bytes(b"this is no database" * 1000)


def _torn(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 64):
        content[place] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [_overwritten, _torn, _flipped])
def test_a_damaged_file_is_one_line(tmp_path: Path, damage: object) -> None:
    file = tmp_path / "ledger.sqlite3"
    with open_store(f"sqlite:///{file}") as store:
        for number in range(200):
            store.ledger.record("ann", answer(number))
    assert callable(damage)
    damage(file)
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.surfaces.cli import main; main()", "ledger", "verify"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CITEBOUND_LEDGER_URL": f"sqlite:///{file}"},
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert f"The ledger {file} is damaged" in done.stderr


def test_asking_does_not_pay_for_it() -> None:
    script = (
        "import sys; import assistant.bootstrap; from assistant.surfaces.cli import asking, entry, app;"
        "print(sorted({'sqlalchemy', 'alembic', 'psycopg'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
