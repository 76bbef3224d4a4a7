"""The labelled sentences, those of `judged.txt` and the open ones of the evals: what is caught stays caught."""

from functools import cache
from typing import Any

import pytest

from assistant.limits import Reading, judge
from tests.judging import read
from tests.labelled import lines, rows
from tests.material import shipped

ALLOWED = {"sb6-1442", "sb6-1494", "sb6-1502", "sb6-542"}
"""Violations of about 1,600 that are not seen, as yet: by a drug that is only "us", a list, a rhetorical question."""
OVER_BLOCKED = 102
"""Permitted sentences of about 1,710 that are stopped all the same, as yet."""


@cache
def judged() -> list[tuple[dict[str, Any], Reading]]:
    return [
        (row, judge(row["text"], shipped().limits, shipped().vocabulary, row.get("context") or "")) for row in rows()
    ]


def test_every_violation_is_stopped() -> None:
    missed = {row["id"] for row, read in judged() if row["label"] == "violation" and read.action == "allow"}
    assert missed == ALLOWED


def test_the_permitted_pass() -> None:
    stopped = [row["text"] for row, read in judged() if row["label"] == "permitted" and read.action != "allow"]
    assert len(stopped) <= OVER_BLOCKED, stopped


@pytest.mark.parametrize("limit", ["no-progressive-benefit", "not-first-line"])
def test_the_limit_named_is_the_one_that_is_broken(limit: str) -> None:
    blocked = [(row["limit"], read.limit) for row, read in judged() if read.action == "block" and "limit" in row]
    own = [named == limit for labelled, named in blocked if labelled == limit]
    assert sum(own) / len(own) > 0.9


def labelled(*labels: str) -> list[tuple[str, str]]:
    return [(text, context) for label, context, text in lines() if label in labels]


def test_every_violation_of_the_table_is_stopped() -> None:
    assert [text for text, context in labelled("V", "v") if read(text, context).action == "allow"] == []


def test_what_plainly_asserts_is_blocked_not_only_held() -> None:
    assert [text for text, context in labelled("V") if read(text, context).action != "block"] == []


def test_the_permitted_of_the_table_pass() -> None:
    assert [text for text, context in labelled("P") if read(text, context).action != "allow"] == []
    assert len(labelled("p")) / len(labelled("P", "p")) < 0.03
