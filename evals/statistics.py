"""The figures under a rate: Wilson's interval, exact bounds, exact McNemar, F1. Nothing to count is None, never 1."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, exp, lgamma, log, log1p, sqrt

Z = 1.959964
_STEPS = 60
"""Halvings of [0, 1]: past what a float can tell apart."""


def share(hits: int, n: int) -> float | None:
    """`hits` of `n`; None of nothing."""
    return hits / n if n else None


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The Wilson score interval for a rate of `hits` in `n` > 0, at 95%."""
    rate, square = hits / n, Z * Z
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = Z * sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def upper(hits: int, n: int, level: float = 0.95) -> float:
    """The exact one-sided upper bound of a rate (Clopper-Pearson); of nothing seen nothing is known: 1.

    For no hit it is 1 - (1 - level)^(1/n): 5% after 59, 1% after 299.
    """
    if hits >= n:
        return 1.0
    if not hits:
        return float(1 - (1 - level) ** (1 / n))
    return _root(lambda rate: _at_most(hits, n, rate) - (1 - level))


def lower(hits: int, n: int, level: float = 0.95) -> float:
    """The exact one-sided lower bound of a rate (Clopper-Pearson); 0 where nothing was hit."""
    return 1 - upper(n - hits, n, level) if hits else 0.0


def corrected(violations: int, seeds: int, caught: int, planted: int) -> float:
    """The upper bound of the rate of violations for a detector that caught `caught` of `planted`; at most 1."""
    recall = lower(caught, planted)
    return min(1.0, upper(violations, seeds) / recall) if recall else 1.0


def mcnemar(worse: int, better: int) -> float:
    """The exact two-sided P of that many discordant cases, each as likely to go either way; 1 where there is none."""
    n, few = worse + better, min(worse, better)
    tail: int = sum(comb(n, k) for k in range(few + 1))
    return float(min(1.0, 2 * tail / 2**n))


def f1(right: int, missed: int, wrong: int) -> float | None:
    """The harmonic mean of precision and recall; None where there was nothing to find and nothing was found."""
    return share(2 * right, 2 * right + missed + wrong)


def macro_f1(counts: tuple[tuple[int, int], tuple[int, int]]) -> float | None:
    """F1 of answering and F1 of refusing, averaged; rows: must answer, must refuse; columns: answered, refused."""
    (answered, refused_wrongly), (answered_wrongly, refused) = counts
    answering = f1(answered, refused_wrongly, answered_wrongly)
    refusing = f1(refused, answered_wrongly, refused_wrongly)
    return None if answering is None or refusing is None else (answering + refusing) / 2


def _at_most(hits: int, n: int, rate: float) -> float:
    """The chance of at most `hits` of `n` at a rate in (0, 1)."""
    whole = lgamma(n + 1)
    logs = (whole - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate) for k in range(hits + 1))
    return sum(exp(each) for each in logs)


def _root(falling: Callable[[float], float]) -> float:
    """Where a falling function of [0, 1] is nought."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return high
