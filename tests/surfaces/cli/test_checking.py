import json
import sys

import pytest

from assistant import bootstrap
from tests.surfaces.cli.conftest import Cli

QUOTE = "In RRMS, 53% of patients on IVIG and 36% on placebo remained relapse-free."


@pytest.mark.parametrize(
    ("sentence", "code", "said"),
    [
        ("The trial gave IVIG once a month.", 0, "allow"),
        ("IVIG slows progression in SPMS.", 1, "block · limit: no-progressive-benefit"),
    ],
)
def test_the_verdict_and_its_exit_code(cli: Cli, sentence: str, code: int, said: str) -> None:
    ran = cli("check", sentence)
    assert (ran.code, ran.out.splitlines()[0], ran.err) == (code, said, "")


def test_json_is_the_contracts(cli: Cli) -> None:
    ran = cli("check", "In RRMS, 53% on IVIG remained relapse-free.", "--json", "--quote", QUOTE)
    assert ran.code == 0
    assert json.loads(ran.out) == {"verdict": "allow", "limit": None, "support": "supported", "reasons": []}


def test_context_and_several_quotes(cli: Cli) -> None:
    assert cli("check", "Yes.", "--context", "Does IVIG help in SPMS?").code == 1
    ran = cli("check", "In RRMS, 36% on IVIG remained relapse-free.", "--quote", "Other.", "--quote", QUOTE)
    assert ran.out.splitlines()[0] == "allow · quotes: contradicted"


LINES = b"""{"id": 1, "text": "IVIG slows progression in SPMS."}
{"id": 2}
{"id": 3, "text": "x", "quotes": "y"}
{"id": 4, "text": "x", "quotes": [1]}
{"id": 5, "text": "", "context": null}
{"id": 6, "text": "IVIG was given.", "quotes": ["IVIG was given."], "context": null}
{"id": 7, "text": "IVIG was given.", "context": 5}
"""


def test_a_batch_in_its_order_with_errors_in_their_place(cli: Cli) -> None:
    ran = cli("check", "--batch", "-", stdin=LINES)
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert [result["id"] for result in results] == [1, 2, 3, 4, 5, 6, 7]
    assert list(results[0]) == ["id", "verdict", "limit", "support", "reasons"]
    assert ["error" in result for result in results] == [False, True, True, True, True, False, True]
    assert results[5]["support"] == "supported"
    assert ran.code == 1


def test_a_clean_batch_exits_0_whatever_it_finds(cli: Cli) -> None:
    assert cli("check", "--batch", "-", stdin=LINES.splitlines()[0]).code == 0


@pytest.mark.parametrize("arguments", [(), ("x", "--batch", "-"), ("--batch", "-", "--quote", "y"), ("",), ("\ud800",)])
def test_wrong_calls(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli("check", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_neither_index_nor_model_is_opened(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "build", lambda *_, **__: sys.exit("built"))
    assert cli("check", "The trial gave IVIG once a month.").code == 0
