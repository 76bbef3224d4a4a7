"""Rules of the house that import-linter does not read: imports inside functions, and who may not be imported at all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "assistant").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in FILES]


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno


def lazy(tree: ast.AST) -> Iterator[int]:
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    inside = {id(node): node for function in functions for node in ast.walk(function)}
    yield from (node.lineno for node in inside.values() if isinstance(node, (ast.Import, ast.ImportFrom)))


def said(lines: list[str], number: int, docstring: str) -> bool:
    """Whether the reason stands beside the import, above it, or in the module's docstring."""
    near = lines[max(0, number - 4) : number]
    return any("#" in line for line in near) or "imports its module when it is called" in docstring


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_import_inside_a_function_says_why(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    docstring = " ".join((ast.get_docstring(tree) or "").split())
    assert [number for number in lazy(tree) if not said(text.splitlines(), number, docstring)] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_library_knows_neither_tests_nor_evals(path: Path) -> None:
    roots = {name.partition(".")[0] for name, _ in imported(ast.parse(path.read_text(encoding="utf-8")))}
    assert not roots & {"tests", "evals", "pytest"}


def test_only_the_settings_read_the_environment() -> None:
    """The adapters set or hand on what their libraries read."""
    found = {
        name for name, path in zip(NAMES, FILES, strict=True) if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    assert {name for name in found if not name.startswith("assistant/adapters/")} == {"assistant/settings.py"}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_file_names_this_machine_or_a_registry() -> None:
    places = ("pypi" + ".org", "/" + "opt/", "/" + "work/", "/" + "root/", "/" + "tmp/", "download.pytorch" + ".org")
    known = (".py", ".md", ".toml", ".yaml", ".lock", ".js", ".html", ".css", "Makefile", "run")
    skipped = {".venv", ".git", "build", "dist", "__pycache__"}
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        if path.is_file() and path.name.endswith(known) and not skipped & set(inside.parts):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert [place for place in places if place in text] == [], inside
