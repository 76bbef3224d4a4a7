"""The faults that mutation testing plants: each is real, each compiles, and each is the only one."""

import ast
from pathlib import Path

import pytest

from evals.mutation.mutants import mutants
from evals.mutation.patterns import alternatives
from evals.mutation.plan import readers, targets
from evals.mutation.readings import touching

TREE = Path(__file__).parents[1]
SOURCE = '''"""A | B."""
import re
_WORDS = frozenset("one two".split())
_PATTERN = re.compile(r"a|(?:b|c[|])d")


def small(number: int | None = 3, *, deep: bool = True) -> bool:
    """Whether | not."""
    if number is None:
        return False
    return deep and number < 3
'''


def changes(folder: Path, source: str, name: str = "small.py") -> dict[str, str]:
    (folder / name).write_text(source, encoding="utf-8")
    return {f"{mutant.line} {mutant.change}": mutant.text() for mutant in mutants(folder, name)}


def test_the_faults_of_a_small_file(tmp_path: Path) -> None:
    found = changes(tmp_path, SOURCE)
    assert {
        "3 drop `one`",
        "4 drop `a|`",
        "4 drop `b|`",
        "7 `3` -> `4`",
        "7 `True` -> `False`",
        "9 `number is None` -> `number is not None`",
        "11 `deep and number < 3` -> `deep or number < 3`",
        "11 `deep and number < 3` -> `deep`",
        "11 `number < 3` -> `number <= 3`",
        "11 `return deep and number < 3` -> `return True`",
    } <= found.keys()
    assert not [change for change in found if "|`" in change and change.startswith(("1 ", "8 "))]
    assert not [change for change in found if "int | None" in change]


def test_each_fault_changes_the_file_and_compiles(tmp_path: Path) -> None:
    texts = list(changes(tmp_path, SOURCE).values())
    for text in texts:
        compile(text, "small.py", "exec")
    assert ast.unparse(ast.parse(SOURCE)) not in texts
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("pattern", "dropped"),
    [
        ("a|b", ["a|", "|b"]),
        ("(?:a|b)c", ["a|", "|b"]),
        (r"(?P<x>a|[|)])\|", ["a|", "|[|)]"]),
        ("x(?=a|b(?:c|d))", ["c|", "|d", "a|", "|b(?:c|d)"]),
        ("abc", []),
    ],
)
def test_alternatives(pattern: str, dropped: list[str]) -> None:
    assert [pattern[start:end] for start, end in alternatives(pattern)] == dropped


def test_the_entries_of_a_word_file(tmp_path: Path) -> None:
    found = changes(tmp_path, "# words, of all kinds\n[NOT]  turns\nnot, by no\nmeans, never\n", "words.txt")
    assert list(found) == ["3 drop `not`", "3 drop `by no means`", "4 drop `never`"]
    assert found["3 drop `by no means`"] == "# words, of all kinds\n[NOT]  turns\nnot,  never\n"


def test_every_file_has_tests_that_read_it() -> None:
    files = list(targets(TREE))
    assert {"assistant/verify.py", "assistant/limits/judge.py", "assistant/language/lexicon.txt"} <= {*files}
    for file in files:
        assert readers(TREE, file)
        assert all((TREE / name).exists() for name in readers(TREE, file))


@pytest.mark.parametrize(
    ("file", "line", "read"),
    [
        pytest.param("limits/small.py", 8, [2], id="in a function that one sample runs"),
        pytest.param("limits/small.py", 7, [2], id="in its defaults"),
        pytest.param("limits/small.py", 4, [2, 0, 1], id="a constant"),
        pytest.param("language/words.py", 8, [2, 0, 1], id="in a function whose results are kept"),
        pytest.param("language/lexicon.txt", 4, [2, 0, 1], id="a word of the lexicon"),
        pytest.param("language/names.txt", 4, [2, 0, 1], id="a name"),
        pytest.param("language/heads.py", 8, [], id="in a function that none runs"),
    ],
)
def test_only_the_samples_that_run_the_fault_are_read(tmp_path: Path, file: str, line: int, read: list[int]) -> None:
    for name in ("limits/small.py", "language/words.py", "language/heads.py"):
        (tmp_path / "assistant" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "assistant" / name).write_text(SOURCE, encoding="utf-8")
    reach = {"": [2, 0, 1], "assistant/limits/small.py:7": [2], "assistant/language/words.py:7": [0]}
    assert touching(tmp_path, reach, f"assistant/{file}", line) == read
