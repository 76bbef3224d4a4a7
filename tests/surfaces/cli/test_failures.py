import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.errors import CorpusError
from tests.surfaces.cli.conftest import Cli

RUN = "from assistant.surfaces.cli import main; main()"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", ""), 2, "The question is empty."),
        (("ask", "x" * 100_000), 2, "too long"),
        (("ask", os.fsdecode(b"bad\xff")), 2, "not valid UTF-8"),
        (("ask", "x", "--detail", "long"), 2, "See: citebound --help"),
        (("ask", "x", "--history", "/no/such/file"), 3, "/no/such/file: No such file"),
        (("asks",), 2, "No such command"),
        (("documents", "nope"), 2, "No document has the id 'nope'. The ids are: tiny-review."),
        (("verify", "/no/such/file"), 3, "No such file"),
        (("verify", "-"), 3, "- is not JSON"),
        (("search", "x", "-k", "0"), 2, "See: citebound --help"),
        (("serve", "--port", "99999"), 2, "See: citebound --help"),
        (("ask", "boom"), 3, "RuntimeError: secret boom. It is a bug"),
    ],
    ids=lambda value: "-".join(value)[:30] if isinstance(value, tuple) else "",
)
def test_one_line_and_the_right_code(cli: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.startswith("citebound: ")
    assert ran.err.count("\n") == 1


def test_history_that_is_not_utf8(cli: Cli, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_bytes(b"\xff\xfe")
    ran = cli("ask", "x", "--history", str(history))
    assert (ran.code, ran.err) == (3, f"citebound: {history} is not UTF-8 text. Save it as UTF-8 JSON.\n")


def test_a_number_of_too_many_digits_is_not_a_bug(cli: Cli, tmp_path: Path) -> None:
    stored = tmp_path / "stored.json"
    stored.write_text("1" * 5_000)
    for ran in (cli("ask", "x", "--history", str(stored)), cli("verify", str(stored))):
        assert ran.code == 3
        assert ran.err.startswith(f"citebound: {stored} is not JSON: ")


def test_a_corpus_error_is_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: object) -> None:
        raise CorpusError("a.md:3: no title.", "Add\none.")

    monkeypatch.setattr(bootstrap, "evidence", broken)
    ran = cli("documents")
    assert (ran.code, ran.err) == (3, "citebound: a.md:3: no title. Add one.\n")


def test_a_bad_setting(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_PORT", "abc")
    assert cli("ask", "x").code == 3


def test_debug_shows_the_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_DEBUG", "1")
    assert "Traceback" in cli("ask", "boom").err


def test_a_full_disk(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(settings: object) -> None:
        raise OSError(28, "No space left on device", "/data/x")

    monkeypatch.setattr(bootstrap, "evidence", full)
    ran = cli("documents")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "/data/x: No space left on device" in ran.err


def test_the_reader_may_leave() -> None:
    piped = f"{sys.executable} -c '{RUN}' --help | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_any_terminal_encoding(encoding: str) -> None:
    script = "from assistant.surfaces.cli.output import show, show_json; show_json({'a': '\\u2264'})"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    assert done.stdout in (b'{\n  "a": "\\u2264"\n}\n', '{\n  "a": "≤"\n}\n'.encode())


def test_help_imports_nothing_that_is_slow() -> None:
    slow = {"pydantic", "numpy", "rich", "fastapi", "onnxruntime", "torch", "yaml", "assistant.ask"}
    helped = "import sys; from assistant.surfaces.cli.entry import run; run(['--help'])"
    script = f"{helped}; print(sorted({slow} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_asking_imports_nothing_that_it_does_not_use() -> None:
    heavy = {"torch", "sentence_transformers", "transformers", "chromadb", "fastapi", "langchain_core"}
    script = f"import sys; import assistant.surfaces.cli.asking; print(sorted({heavy} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_starting_leaves_nothing_in_the_users_cache(tmp_path: Path) -> None:
    """onnxruntime writes a device id there, and uploads it, unless it is told not to before its import."""
    environment = {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    script = "import assistant.bootstrap, sys; assert 'onnxruntime' in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []
