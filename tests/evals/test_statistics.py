"""Against published values and against the definitions."""

from math import comb

import pytest

from evals.statistics import corrected, f1, lower, macro_f1, mcnemar, share, upper, wilson


@pytest.mark.parametrize(
    ("n", "bound"),
    [
        pytest.param(59, 0.0495, id="59-5%"),
        pytest.param(299, 0.00997, id="299-1%"),
        pytest.param(10, 0.2589, id="10"),
        pytest.param(1, 0.95, id="1"),
    ],
)
def test_no_violation_in_n(n: int, bound: float) -> None:
    """1 - 0.05^(1/n), as Hanley and Lippman-Hand's rule of three approximates it."""
    assert upper(0, n) == pytest.approx(bound, abs=5e-5)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # Clopper and Pearson's 90% interval is the pair of one-sided 95% bounds.
        pytest.param(1, 10, 0.00512, 0.39416, id="1/10"),
        pytest.param(5, 10, 0.22244, 0.77756, id="5/10"),
        pytest.param(2, 50, 0.00715, 0.12061, id="2/50"),
        pytest.param(10, 10, 0.74113, 1.0, id="10/10"),
    ],
)
def test_exact_bounds(hits: int, n: int, low: float, high: float) -> None:
    assert lower(hits, n) == pytest.approx(low, abs=2e-4)
    assert upper(hits, n) == pytest.approx(high, abs=2e-4)


@pytest.mark.parametrize(("hits", "n"), [(0, 7), (1, 30), (3, 300), (17, 40)])
def test_at_the_upper_bound_so_few_hits_have_a_chance_of_one_in_twenty(hits: int, n: int) -> None:
    p = upper(hits, n)
    assert sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(hits + 1)) == pytest.approx(0.05)


def test_nothing_seen_bounds_nothing() -> None:
    assert (upper(0, 0), lower(0, 0), lower(0, 9), upper(9, 9)) == (1, 0, 0, 1)


def test_a_detector_that_misses_some_widens_the_bound() -> None:
    assert corrected(0, 299, 268, 268) == pytest.approx(upper(0, 299) / 0.05 ** (1 / 268))
    assert corrected(0, 299, 50, 100) > 2 * upper(0, 299)
    assert corrected(0, 299, 0, 10) == corrected(0, 299, 0, 0) == 1


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        pytest.param(15, 50, 0.1910, 0.4375, id="15/50"),
        pytest.param(0, 10, 0.0, 0.2775, id="0/10"),
        pytest.param(10, 10, 0.7225, 1.0, id="10/10"),
    ],
)
def test_wilson(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)


def test_all_hits_have_an_interval_of_some_width() -> None:
    low, high = wilson(300, 300)
    assert low < high == 1


@pytest.mark.parametrize(
    ("worse", "better", "p"),
    [
        pytest.param(0, 0, 1.0, id="none"),
        pytest.param(5, 0, 0.0625, id="5-0"),
        pytest.param(6, 0, 0.03125, id="6-0"),
        pytest.param(10, 2, 0.038574, id="10-2"),
        pytest.param(4, 4, 1.0, id="even"),
        pytest.param(2000, 0, 0.0, id="thousands"),
    ],
)
def test_mcnemar(worse: int, better: int, p: float) -> None:
    assert mcnemar(worse, better) == mcnemar(better, worse) == pytest.approx(p, abs=1e-6)


def test_nothing_to_count_is_none_not_one() -> None:
    assert share(0, 0) is None
    assert f1(0, 0, 0) is None
    assert macro_f1(((5, 0), (0, 0))) is None


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        pytest.param(((10, 0), (0, 10)), 1.0, id="right"),
        pytest.param(((10, 0), (10, 0)), 1 / 3, id="always answers"),
        pytest.param(((0, 10), (0, 10)), 1 / 3, id="always refuses"),
        pytest.param(((8, 2), (1, 9)), (16 / 19 + 18 / 21) / 2, id="mixed"),
    ],
)
def test_macro_f1(counts: tuple[tuple[int, int], tuple[int, int]], value: float) -> None:
    assert macro_f1(counts) == pytest.approx(value)
