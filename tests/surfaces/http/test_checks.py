from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.checks import MOST
from tests.doubles import HERE, Double
from tests.material import shipped

QUOTE = "In RRMS, 53% of patients on IVIG and 36% on placebo remained relapse-free."


@pytest.fixture
def checking(assistant_double: Double) -> Iterator[TestClient]:
    """The service over the shipped corpus; its assistant answers nothing here."""
    assistant_double.corpus = shipped()
    with TestClient(create_app(assistant_double, load()), base_url=HERE) as client:
        yield client


def test_one(checking: TestClient) -> None:
    response = checking.post("/v1/check", json={"text": "IVIG slows progression in SPMS."})
    assert response.status_code == 200
    assert list(response.json()) == ["verdict", "limit", "support", "reasons"]
    assert response.json()["limit"] == "no-progressive-benefit"


def test_with_quotes_and_context(checking: TestClient) -> None:
    body = {"text": "In RRMS, 36% on IVIG remained relapse-free.", "quotes": [QUOTE], "context": "Relapses"}
    assert checking.post("/v1/check", json=body).json()["support"] == "contradicted"


def test_a_batch_in_its_order(checking: TestClient) -> None:
    items = [{"id": "a", "text": "IVIG slows progression in SPMS."}, {"id": 2, "text": " "}, {"id": 3, "text": QUOTE}]
    found = checking.post("/v1/check", json={"items": items}).json()["items"]
    assert [each["id"] for each in found] == ["a", 2, 3]
    assert ["error" in each for each in found] == [False, True, False]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": 1},
        {"text": "x", "quotes": "y"},
        {"text": "x", "quotes": [1]},
        {"text": "x", "extra": 1},
        {"items": []},
        {"items": [{"text": "x"}]},
        {"items": [{"id": 1, "text": "x"}] * (MOST + 1)},
        {"text": "x", "items": []},
        [],
    ],
)
def test_what_cannot_be_taken(checking: TestClient, body: object) -> None:
    response = checking.post("/v1/check", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_lone_surrogate(checking: TestClient) -> None:
    response = checking.post("/v1/check", content=b'{"text": "\\ud800"}', headers={"Content-Type": "application/json"})
    assert response.status_code == 422


def test_a_lone_surrogate_in_the_id_of_an_item(checking: TestClient) -> None:
    body = b'{"items": [{"id": "a", "text": "x"}, {"id": "\\ud800", "text": "x"}]}'
    response = checking.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["detail"]) == (422, "'items[1].id' is not valid UTF-8 text.")
