"""Strict YAML: lines, words that stay words, and one-line complaints."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, RootModel

from assistant.errors import CorpusError
from assistant.yamlfile import load, validated, validated_text


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    n: int = 0


class Rows(RootModel[list[Row]]):
    pass


def test_lines_of_places(tmp_path: Path) -> None:
    file = tmp_path / "rows.yaml"
    file.write_text("# rows\n- id: a\n  n: 1\n- id: b\n")
    data, line_of = load(file)
    assert data == [{"id": "a", "n": 1}, {"id": "b"}]
    assert [line_of(place) for place in [(), (0,), (0, "n"), (1, "id"), (1, "absent"), (7,)]] == [2, 2, 3, 4, 4, 2]


def test_words_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("- no\n- on\n- 2027-13-01\n- true\n- 3\n")
    assert load(file)[0] == ["no", "on", "2027-13-01", True, 3]


def test_a_valid_file_becomes_the_model(tmp_path: Path) -> None:
    file = tmp_path / "rows.yaml"
    file.write_text("- id: a\n")
    assert validated(file, Rows).root == [Row(id="a")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("- id: a\n- n: 1", "f.yaml:11: `1.id` is missing", id="missing"),
        pytest.param("- id: a\n  x: 1", "f.yaml:11: unknown field `0.x`", id="unknown"),
        pytest.param("- id: a\n  n: many", "f.yaml:11: `0.n`", id="type"),
        pytest.param("- id: a\n  id: b", "f.yaml:11: `id` stands twice", id="repeated key"),
        pytest.param("- {id: a", "f.yaml:10: not valid YAML", id="syntax"),
        pytest.param("- n: 1\n- n: 2", "(1 more like it)", id="several"),
        pytest.param("", "f.yaml:10: `the file`", id="empty"),
    ],
)
def test_complaints(text: str, said: str) -> None:
    with pytest.raises(CorpusError) as raised:
        validated_text(text, Rows, "f.yaml", first_line=10)
    assert said in raised.value.message
    assert raised.value.remedy


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "rows.yaml"
    file.write_bytes(b"- id: a\n- id: \xff\n")
    with pytest.raises(CorpusError, match=r"rows\.yaml:2: not UTF-8"):
        load(file)
