"""Faults of regular expressions: one alternative of a group dropped."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from evals.mutation.logic import Variant

_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|[a-z]*:|<?[=!]))?|\)|\|", re.DOTALL)


def variants(node: ast.AST) -> list[Variant]:
    """The string constants that this one is with one alternative less."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or "|" not in node.value:
        return []
    return [
        Variant(ast.Constant(node.value[:start] + node.value[end:]), f"drop `{node.value[start:end]}`")
        for start, end in alternatives(node.value)
    ]


def alternatives(pattern: str) -> Iterator[tuple[int, int]]:
    """Spans of the alternatives, each with one of its bars."""
    groups: list[list[int]] = [[0]]
    for mark in _MARK.finditer(pattern):
        text = mark.group()
        if text == "|":
            groups[-1].append(mark.end())
        elif text.startswith("("):
            groups.append([mark.end()])
        elif text == ")":
            yield from _spans(groups.pop(), mark.start())
            groups = groups or [[mark.end()]]  # a piece of an f-string may close what another opened
    while groups:
        yield from _spans(groups.pop(), len(pattern))


def _spans(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    for at, start in enumerate(starts):
        if len(starts) > 1:
            last = at + 1 == len(starts)
            yield (start - 1, end) if last else (start, starts[at + 1])
