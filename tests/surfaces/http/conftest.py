from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.settings import load
from assistant.surfaces.http.app import create_app
from tests.doubles import HERE, Double


@pytest.fixture
def client(assistant_double: Double) -> Iterator[TestClient]:
    with TestClient(create_app(assistant_double, load()), base_url=HERE) as client:
        yield client
