import json
from pathlib import Path

import pytest

from tests.surfaces.cli.conftest import Cli

LINES = b"""\xef\xbb\xbf{"id": 1, "question": "a"}
{"id": 2}
not json

{"id": "five", "question": "boom"}
{"id": 6, "question": "b", "history": [{"role": "user", "text": "c"}]}
{"id": 7, "question": "\\ud800"}
\xff
[]
{"id": 10, "question": "d"}
"""


def test_every_line_has_its_answer_or_its_error_in_its_place(cli: Cli, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(LINES)
    ran = cli("ask", "--batch", str(batch))
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert [result["id"] for result in results] == [1, 2, None, "five", 6, 7, None, None, 10]
    assert ["answer" in result for result in results] == [True, False, False, False, True, False, False, False, True]
    assert all(list(result["error"]) == ["message", "remedy"] for result in results if "error" in result)
    assert results[2]["error"]["message"] == "Line 3 is not JSON in UTF-8."
    assert "boom" not in results[3]["error"]["message"]
    assert ran.code == 1
    assert ran.err == "citebound: 6 of 9 lines have an error in place of their answer.\n"


def test_a_clean_batch_exits_0(cli: Cli) -> None:
    ran = cli("ask", "--batch", "-", stdin=b'{"id": "x", "question": "a"}\n')
    assert (ran.code, ran.err) == (0, "")
    assert list(json.loads(ran.out)) == ["id", "answer"]


def test_an_empty_batch(cli: Cli) -> None:
    assert cli("ask", "--batch", "-").out == ""


def test_search(cli: Cli) -> None:
    ran = cli("search", "--batch", "-", "-k", "1", stdin=b'{"id": 3, "query": "dose"}\n')
    assert [list(json.loads(line)) for line in ran.out.splitlines()] == [["id", "hits"]]
    assert len(json.loads(ran.out)["hits"]) == 1


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "x", "--batch", "-"), ("search",)])
def test_either_a_text_or_a_batch(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("citebound: Give either a ")


@pytest.mark.parametrize("number", [b"NaN", b"-Infinity", b"1e999", b"[1e999]"])
def test_an_id_that_no_json_reader_would_take_back(cli: Cli, number: bytes) -> None:
    ran = cli("ask", "--batch", "-", stdin=b'{"id": ' + number + b', "question": "a"}\n')
    (result,) = [json.loads(line, parse_constant=pytest.fail) for line in ran.out.splitlines()]
    assert (ran.code, result["id"]) == (1, None)
    assert result["error"]["message"] == "The id of line 1 is a number that JSON does not have."
