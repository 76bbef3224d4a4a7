"""limits.yaml: what loads, and the one line that says why something does not."""

import datetime
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.limits import load_limits
from tests.judging import DOCUMENTS, LIMITS, loaded, vocabulary


def test_the_four_limits_load_in_order(tmp_path: Path) -> None:
    limits = loaded(tmp_path)
    assert [limit.id for limit in limits] == ["no-benefit", "not-first", "not-standard", "no-dose"]
    assert limits[0].forbids.population == ("spms", "ppms", "progressive-ms")
    assert limits[0].basis == (("paper", "IVIG is without effect in SPMS."),)
    assert limits[0].review_by == datetime.date(2099, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        pytest.param("  owner: editors", "  owner: editors\n  colour: red", 6, "unknown field", id="unknown field"),
        pytest.param("  owner: editors\n", "", 1, "is missing", id="missing field"),
        pytest.param("drug: ivig", "drug: aspirin", 3, "unknown drug `aspirin`", id="unknown drug"),
        pytest.param("ppms, progressive-ms", "pms", 3, "unknown population `pms`", id="unknown population"),
        pytest.param("predicate: benefit", "predicate: magic", 3, "predicate", id="unknown predicate"),
        pytest.param("id: not-first", "id: no-benefit", 7, "stands twice", id="repeated id"),
        pytest.param("without effect", "without any effect", 4, "word for word", id="basis not verbatim"),
        pytest.param("document: paper", "document: book", 4, "unknown document `book`", id="unknown document"),
        pytest.param("2099-01-01", "soon", 6, "review_by", id="no date"),
        pytest.param("2099-01-01", "2099-13-01", 6, "review_by", id="no such day"),
        pytest.param(
            "2099-01-01", "2099-01-01\n  raised_by: [no-such-term]", 7, "no-such-term", id="raised by nothing known"
        ),
        pytest.param("  says: No benefit", "  says: [No benefit", 3, "not valid YAML", id="syntax"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    with pytest.raises(CorpusError) as raised:
        loaded(tmp_path, LIMITS.replace(old, new, 1))
    assert f"limits.yaml:{line}: " in raised.value.message
    assert said in raised.value.message
    assert raised.value.remedy
    assert "\n" not in str(raised.value)


def test_an_overdue_review_does_not_lift_the_limit(tmp_path: Path) -> None:
    assert loaded(tmp_path, LIMITS.replace("2099-01-01", "2001-01-01", 1))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        load_limits(tmp_path / "limits.yaml", vocabulary(), DOCUMENTS)
