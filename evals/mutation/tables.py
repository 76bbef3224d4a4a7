"""Faults of word tables: one word, phrase or entry missing, in the code or in the text files beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evals.mutation.logic import Variant

_HEADING = re.compile(r"^[#\[(].*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a text file, and the file without it."""

    line: int
    shown: str
    without: Callable[[], str]


def variants(node: ast.AST) -> list[Variant]:
    """The set, list or split string with one of its words missing."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple) and len(node.elts) > 1 and all(map(_is_word, node.elts)):
        rests = [(elt, [*node.elts[:at], *node.elts[at + 1 :]]) for at, elt in enumerate(node.elts)]
        return [Variant(_like(node, rest), f"drop `{ast.unparse(elt)}`") for elt, rest in rests]
    if isinstance(node, ast.Dict) and len(node.keys) > 1 and all(key and _is_word(key) for key in node.keys):
        return [
            Variant(
                ast.Dict([*node.keys[:at], *node.keys[at + 1 :]], [*node.values[:at], *node.values[at + 1 :]]),
                f"drop `{ast.unparse(key)}`",
            )
            for at, key in enumerate(node.keys)
            if key
        ]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        return _split(node.func.value) if not node.args else []
    return []


def _split(text: ast.expr) -> list[Variant]:
    words = text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    rests = [(word, [*words[:at], *words[at + 1 :]]) for at, word in enumerate(words)]
    return [
        Variant(ast.List([ast.Constant(one) for one in rest], ast.Load()), f"drop `{word}`") for word, rest in rests
    ]


def _is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _like(node: ast.Set | ast.List | ast.Tuple, elts: list[ast.expr]) -> ast.expr:
    return ast.Set(elts) if isinstance(node, ast.Set) else type(node)(elts, ast.Load())


def entries(file: str, text: str) -> Iterator[Entry]:
    """The entries of a word file: between commas, or between white space where it has no commas."""
    masked = _HEADING.sub(lambda match: "," * len(match.group()), text)
    entry = r"[^,\s](?:[^,]*[^,\s])?" if "," in text else r"\S+"
    for match in re.finditer(entry, masked):
        yield Entry(text.count("\n", 0, match.start()) + 1, " ".join(match.group().split()), _cut(text, *match.span()))


def _cut(text: str, start: int, end: int) -> Callable[[], str]:
    after = end + 1 if text[end : end + 1] == "," else end
    return lambda: text[:start] + text[after:]
