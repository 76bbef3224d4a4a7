"""Faults of logic: turned comparisons, dropped conditions, numbers off by one, statements left out."""

from __future__ import annotations

import ast
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
_LEFT_OUT = (ast.Expr, ast.AugAssign, ast.Continue, ast.Break, ast.If)


@dataclass(frozen=True, slots=True)
class Variant:
    """Another node for one node, and the change in words."""

    node: ast.AST
    change: str


def variants(node: ast.AST) -> list[Variant]:
    """Every other form of this node."""
    changed = [*_expressions(node), *_constants(node), *_statements(node)]
    return [Variant(new, f"`{_shown(node)}` -> `{_shown(new)}`") for new in changed]


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= 160 else f"{text[:157]}..."


def _expressions(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Compare):
        return [
            ast.Compare(node.left, [*node.ops[:at], _COMPARISONS[type(op)](), *node.ops[at + 1 :]], node.comparators)
            for at, op in enumerate(node.ops)
        ]
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        rests = [[*node.values[:at], *node.values[at + 1 :]] for at in range(len(node.values))]
        return [ast.BoolOp(other, node.values), *(_joined(node.op, rest) for rest in rests)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [node.operand]
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        return [ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)]
    if isinstance(node, ast.comprehension) and node.ifs:
        return [
            ast.comprehension(node.target, node.iter, [*node.ifs[:at], *node.ifs[at + 1 :]], node.is_async)
            for at in range(len(node.ifs))
        ]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return []


def _joined(op: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.BoolOp(op, values)


def _constants(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, ast.Constant):
        return []
    if isinstance(node.value, bool):
        return [ast.Constant(not node.value)]
    if isinstance(node.value, int):
        return [ast.Constant(node.value + 1), ast.Constant(node.value - 1)]
    if isinstance(node.value, float):
        return [ast.Constant(node.value * 1.5), ast.Constant(node.value / 2)]
    return []


def _statements(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.If) and node.orelse:
        return [ast.If(ast.Constant(value), node.body, node.orelse) for value in (True, False)]
    if isinstance(node, _LEFT_OUT):
        return [ast.Pass()]
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        boolean = isinstance(node.value, ast.Compare | ast.BoolOp) or _calls(node.value, "any", "all", "bool")
        return [ast.Return(ast.Constant(value)) for value in ((True, False) if boolean else (None,))]
    return []


def _calls(node: ast.expr, *names: str) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in names
