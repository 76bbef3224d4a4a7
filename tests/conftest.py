import pytest

from tests.doubles import Double


@pytest.fixture
def assistant_double() -> Double:
    return Double()
