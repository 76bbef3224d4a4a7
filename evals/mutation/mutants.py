"""The faults that can be planted in one file: each a place, what stands there, and the file's text with the fault."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.mutation import logic, patterns, tables

Kind = Literal["logic", "pattern", "word"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault; `text` makes the whole file with it."""

    file: str
    line: int
    kind: Kind
    change: str
    text: Callable[[], str]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.kind}: {self.change}"


def mutants(root: Path, file: str) -> Iterator[Mutant]:
    """Every fault of one file, always in the same order; those of a text file are its words."""
    source = (root / file).read_text(encoding="utf-8")
    if not file.endswith(".py"):
        for word in tables.entries(file, source):
            yield Mutant(file, word.line, "word", f"drop `{word.shown}`", word.without)
        return
    tree = ast.parse(source)
    left_alone = _left_alone(tree)
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in left_alone:
            continue
        for kind, variants in _VARIANTS:
            for number, variant in enumerate(variants(node)):
                made = _maker(source, place, variants, number)
                yield Mutant(file, _line(node), kind, variant.change, made)


_VARIANTS: tuple[tuple[Kind, Callable[[ast.AST], list[logic.Variant]]], ...] = (
    ("logic", logic.variants),
    ("pattern", patterns.variants),
    ("word", tables.variants),
)


def _maker(
    source: str, place: int, variants: Callable[[ast.AST], list[logic.Variant]], number: int
) -> Callable[[], str]:
    def made() -> str:
        tree = ast.parse(source)
        node = list(ast.walk(tree))[place]
        changed = _Swap(node, variants(node)[number].node).visit(tree)
        return ast.unparse(ast.fix_missing_locations(changed))

    return made


def _line(node: ast.AST) -> int:
    placed = node.target if isinstance(node, ast.comprehension) else node
    return getattr(placed, "lineno", 0)


class _Swap(ast.NodeTransformer):
    """Puts one node in another's place."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old = old
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _left_alone(tree: ast.AST) -> set[int]:
    """Nodes that say nothing at run time: annotations, decorators, literal types, docstrings, `__all__`."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            roots += [*node.decorator_list, *filter(None, [node.returns])]
            roots += [arg.annotation for arg in (*node.args.args, *node.args.kwonlyargs) if arg.annotation]
        elif isinstance(node, ast.ClassDef):
            roots += node.decorator_list
        elif isinstance(node, ast.AnnAssign):
            roots.append(node.annotation)
        elif _says_nothing(node):
            roots.append(node)
    return {id(node) for root in roots for node in ast.walk(root)}


def _says_nothing(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "Literal"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
