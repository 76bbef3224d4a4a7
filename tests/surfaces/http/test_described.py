"""/openapi.json says what a request has to carry, and is believed by who writes a client from it."""

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tests.surfaces.http.portal import Portal, bearer, service

BODIES = {
    "/v1/answers": {"question": "Does IVIG work?"},
    "/v1/feedback": {"answer": "a1", "helpful": True},
    "/v1/check": {"text": "IVIG works."},
}


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method, path): each for path, methods in document["paths"].items() for method, each in methods.items()}


def called(client: TestClient, method: str, path: str, **more: Any) -> int:
    body = BODIES.get(path) if method == "post" else None
    return client.request(method, re.sub(r"\{\w+\}", "tiny-review", path), json=body, **more).status_code


def test_what_it_asks_for_is_asked_for(tmp_path: Path) -> None:
    portal = Portal()
    with service(tmp_path, portal) as (client, store):
        key, token = store.keys.make("portal").secret, portal.token()
        found = operations(client.get("/openapi.json").json())
        asking = {route for route, operation in found.items() if "security" in operation}
        assert asking == {route for route in found if route[1].startswith("/v1/")}
        for method, path in found:
            assert (called(client, method, path) == 401) is ((method, path) in asking), path
            for secret in (key, token):
                assert called(client, method, path, headers=bearer(secret)) not in (401, 403), path
        for route in asking:
            assert found[route]["security"] == [{"apiKey": []}, {"portalToken": []}]
            assert "401" in found[route]["responses"]


def test_where_nobody_has_to_say_who_asks_it_says_so(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert operations(document)["post", "/v1/answers"]["security"] == [{"apiKey": []}, {}]
    assert list(document["components"]["securitySchemes"]) == ["apiKey"]
    assert called(client, "post", "/v1/answers") == 200


def test_every_answer_has_a_shape(tmp_path: Path) -> None:
    """And what is sent has it; an empty shape would let a generated client read nothing."""
    sent = {}
    portal = Portal()
    with service(tmp_path, portal) as (client, _):
        client.headers.update(bearer(portal.token()))
        document = client.get("/openapi.json").json()
        sent["post", "/v1/answers", "200"] = client.post("/v1/answers", json=BODIES["/v1/answers"]).json()
        sent["post", "/v1/feedback", "201"] = client.post("/v1/feedback", json=BODIES["/v1/feedback"]).json()
        sent["get", "/v1/answers/{answer_id}", "200"] = client.get("/v1/answers/a1").json()
        for path in ("/v1/documents", "/livez", "/readyz"):
            sent["get", path, "200"] = client.get(path).json()
        sent["get", "/v1/documents/{document_id}", "200"] = client.get("/v1/documents/tiny-review").json()
        sent["get", "/v1/documents/{document_id}", "404"] = client.get("/v1/documents/other").json()
        sent["post", "/v1/answers", "422"] = client.post("/v1/answers", json={}).json()
    for (method, path), operation in operations(document).items():
        for status, response in operation["responses"].items():
            for media, content in response.get("content", {}).items():
                if media.endswith("json"):
                    assert content["schema"], (method, path, status)
                    if found := sent.pop((method, path, status), None):
                        Draft202012Validator({**content["schema"], "components": document["components"]}).validate(
                            found
                        )
    assert not sent
    ids = [operation["operationId"] for operation in operations(document).values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["HTTPValidationError", "ValidationError"])
def test_no_shape_is_there_that_is_not_sent(client: TestClient, name: str) -> None:
    assert name not in client.get("/openapi.json").text
