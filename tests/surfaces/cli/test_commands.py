import json
from pathlib import Path

import pytest

from assistant.render.answer_json import to_json
from assistant.values import Turn
from tests.doubles import DOCUMENT, TEXT, Double, answered
from tests.surfaces.cli.conftest import Cli


def test_ask_prints_an_answer(cli: Cli) -> None:
    ran = cli("ask", "Does IVIG work?")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Answered from the evidence\n")


def test_ask_as_json(cli: Cli) -> None:
    ran = cli("ask", "Does IVIG work?", "--json")
    assert json.loads(ran.out) == json.loads(json.dumps(to_json(answered("Does IVIG work?"))))


def test_ask_with_history_and_detail(cli: Cli, tmp_path: Path, assistant_double: Double) -> None:
    history = tmp_path / "history.json"
    history.write_text('[{"role": "user", "content": "Does IVIG work in RRMS?"}]')
    assert cli("ask", "and in PPMS?", "--history", str(history), "--detail", "full").code == 0
    assert assistant_double.asked == [("and in PPMS?", (Turn("user", "Does IVIG work in RRMS?"),), "full")]


def test_search(cli: Cli) -> None:
    assert cli("search", "dose", "-k", "1").out.startswith("1. In RRMS")
    hits = json.loads(cli("search", "dose", "-k", "2", "--json").out)["hits"]
    assert [list(hit) for hit in hits] == [["document", "start", "end", "text", "score"]] * 2


def test_documents(cli: Cli) -> None:
    assert cli("documents").out.startswith("tiny-review\n")
    assert cli("documents", "tiny-review").out == TEXT + "\n"
    (listed,) = json.loads(cli("documents", "--json").out)
    assert (listed["id"], listed["passages"], listed["sha256"]) == ("tiny-review", 3, DOCUMENT.sha256)
    assert json.loads(cli("documents", "tiny-review", "--json").out)["text"] == TEXT


def test_index(cli: Cli) -> None:
    assert "1 documents, 3 passages" in cli("index").out
    report = json.loads(cli("index", "--json").out)
    assert report["messages"] == ["Nothing to do: the index is up to date."]


def test_verify(cli: Cli, tmp_path: Path) -> None:
    stored = tmp_path / "answer.json"
    stored.write_text(cli("ask", "x", "--json").out)
    assert cli("verify", str(stored)).out == "3 of 3 quotes verified\n"
    assert cli("verify", "-", stdin=stored.read_bytes()).code == 0
    stored.write_text(stored.read_text().replace("from 1.26", "from 1.27"))
    ran = cli("verify", str(stored))
    assert (ran.code, ran.out) == (1, "2 of 3 quotes verified\n")
    assert "[2]: 'tiny-review' is unchanged, but this is not what it says" in ran.err
    report = json.loads(cli("verify", str(stored), "--json").out)
    assert (report["quotes"], report["verified"], report["problems"][0]["citation"]) == (3, 2, "[2]")


@pytest.mark.parametrize("arguments", [("--help",), (), ("ask", "--help")])
def test_help(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: citebound")
