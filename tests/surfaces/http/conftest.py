import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.testclient import TestClient

from assistant.settings import load
from assistant.surfaces.http import logs
from assistant.surfaces.http.app import create_app
from tests.doubles import HERE, Double


@pytest.fixture
def client(assistant_double: Double) -> Iterator[TestClient]:
    with TestClient(create_app(assistant_double, load()), base_url=HERE) as client:
        yield client


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Logging as the service has it; pytest's own afterwards."""
    loggers = [logging.getLogger(name) for name in ("", "citebound", "uvicorn")]
    before = [(logger.handlers, logger.propagate, logger.level) for logger in loggers]
    said = StringIO()
    logs.configure(said)
    yield said
    for logger, (handlers, propagate, level) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
    logging.raiseExceptions = True
