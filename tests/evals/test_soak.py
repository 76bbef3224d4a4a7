"""The slope that a soak reports."""

import pytest

from evals.bench.soak import growth


@pytest.mark.parametrize(
    ("samples", "slope"),
    [
        ([(0, 200.0), (1000, 201.0), (2000, 202.0)], 0.001),
        ([(0, 200.0), (1000, 200.0), (3000, 200.0)], 0.0),
        ([(0, 201.0), (500, 199.0), (1000, 201.0)], 0.0),
        ([(1000, 200.0)], 0.0),
    ],
    ids=["grows", "still", "to and fro", "one look"],
)
def test_growth(samples: list[tuple[int, float]], slope: float) -> None:
    assert growth(samples) == pytest.approx(slope)
