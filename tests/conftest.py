"""The network is blocked for every test (pytest-socket); those marked `allow_hosts` reach loopback."""

import os

import pytest

from tests.doubles import Double

pytest_plugins = ["pytester"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew instead of comparing.")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own settings decide nothing here."""
    for name in [name for name in os.environ if name.startswith("CITEBOUND_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def assistant_double() -> Double:
    """An assistant over one tiny document, with no index and no model."""
    return Double()
