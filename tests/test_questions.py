"""The labelled questions: how many of each file pass, at the least."""

from typing import Any

import pytest
import yaml

from evals.questions_report import FOLDER, failures, run
from tests.material import assistant

FLOORS = {"build": 0.95, "build2": 0.88, "build3": 0.87, "held": 0.84}
"""The shares of 2026-11-23, minus three points."""


def cases(half: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{half}.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("half", FLOORS)
def test_the_share_that_passes(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = cases(half)
    passed, every, failed = run(assistant(), [*asked], show=True)
    assert passed / len(asked) >= FLOORS[half], capsys.readouterr().out
    assert every.total() == len(asked) == passed + failed.total()


def test_every_file_of_questions_has_its_floor() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == FLOORS.keys()


@pytest.mark.parametrize("half", FLOORS)
def test_no_question_is_asked_twice(half: str) -> None:
    asked = [(case["question"], str(case.get("history"))) for case in cases(half)]
    ids = [case["id"] for case in cases(half)]
    assert len({*ids}) == len(ids)
    assert len({*asked}) == len(asked)


@pytest.mark.parametrize(
    ("case", "found"),
    [
        pytest.param({"expect": {"outcome": ["answered"], "facts": ["no beneficial"]}}, [], id="passes"),
        pytest.param({"expect": {"outcome": ["partial"]}}, ["outcome answered, not partial"], id="outcome"),
        pytest.param({"expect": {"outcome": ["answered"], "facts": ["31%"]}}, ["lacks /31%/"], id="fact"),
        pytest.param({"expect": {"outcome": ["answered"]}, "forbid": ["SPMS"]}, ["says /SPMS/"], id="forbidden"),
        pytest.param({"expect": {"outcome": ["answered"], "documents": ["x"]}}, ["does not cite x"], id="document"),
        pytest.param({"expect": {"outcome": ["answered"], "limits": ["x"]}}, ["does not state x"], id="limit"),
    ],
)
def test_what_fails_is_said(case: dict[str, Any], found: list[str]) -> None:
    assert failures(case, assistant().ask("Does IVIG help in SPMS?")) == found
