"""Who may ask: keys, tokens, origins, and two users who never see what is the other's."""

from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from assistant.adapters.ledger import Store
from assistant.errors import CiteboundError
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from tests.doubles import HERE, Double
from tests.surfaces.http.portal import ORIGIN, Portal, bearer, service

ASKED = {"question": "Does IVIG work?"}
OPEN = {"/livez", "/readyz", "/metrics", "/", "/docs", "/openapi.json", "/page", "/widget.js"}


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def opened(tmp_path: Path, portal: Portal) -> Iterator[tuple[TestClient, Store]]:
    with service(tmp_path, portal) as found:
        yield found


@pytest.fixture
def client(opened: tuple[TestClient, Store]) -> TestClient:
    return opened[0]


def test_a_good_token_is_let_in(client: TestClient, portal: Portal) -> None:
    response = client.post("/v1/answers", json=ASKED, headers=bearer(portal.token(), Origin=ORIGIN))
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"exp": int(time()) - 60}, "expired"),
        ({"exp": int(time()) + 86_400}, "more than 600 seconds"),
        ({"iat": int(time()) + 86_400, "exp": int(time()) + 86_500}, "not valid yet"),
        ({"aud": "another"}, "another audience"),
        ({"aud": ["citebound", "another"]}, "audience"),
        ({"sub": None}, "lacks one of"),
        ({"jti": None}, "lacks one of"),
        ({"origin": None}, "lacks one of"),
        ({"exp": None}, "lacks one of"),
        ({"sub": ""}, "must be text"),
        ({"sub": "\ud800"}, "valid Unicode"),
        ({"iss": "\ud800"}, "valid Unicode"),
        ({"exp": str(int(time()) + 86_400)}, "must be numbers"),
        ({"iat": str(int(time()))}, "must be numbers"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_a_token_that_is_not_quite_right_is_refused(
    client: TestClient, portal: Portal, changed: dict[str, Any], says: str
) -> None:
    response = client.post("/v1/answers", json=ASKED, headers=bearer(portal.token(**changed)))
    assert response.status_code == 401
    assert says in response.json()["detail"]
    assert response.headers["www-authenticate"].startswith("Bearer")


def test_a_token_of_another_key_or_algorithm_is_refused(client: TestClient, portal: Portal, tmp_path: Path) -> None:
    stranger = Portal(Ed25519PrivateKey.generate()).token()
    claims = jwt.decode(portal.token(), options={"verify_signature": False})
    pem = portal.public(tmp_path).read_bytes()
    unsigned = jwt.encode(claims, "", "none")
    by_public_key = jwt.api_jws.PyJWS().encode(b"{}", "x" * 32, "HS256") if pem else ""
    for token in (stranger, unsigned, by_public_key, "nonsense", "a.b.c"):
        response = client.post("/v1/answers", json=ASKED, headers=bearer(token))
        assert response.status_code == 401
        assert token not in response.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://portal.example.evil.example"])
def test_another_origin_is_refused(client: TestClient, portal: Portal, origin: str) -> None:
    for token in (portal.token(), portal.token(origin=origin)):
        response = client.post("/v1/answers", json=ASKED, headers=bearer(token, Origin=origin))
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


def test_a_token_for_an_unknown_origin_is_refused_without_the_header_too(client: TestClient, portal: Portal) -> None:
    token = portal.token(origin="https://evil.example")
    assert client.post("/v1/answers", json=ASKED, headers=bearer(token)).status_code == 403


def test_a_key_is_let_in_until_it_is_revoked(opened: tuple[TestClient, Store]) -> None:
    client, store = opened
    made = store.keys.make("portal server")
    assert client.post("/v1/answers", json=ASKED, headers=bearer(made.secret)).status_code == 200
    assert client.post("/v1/answers", json=ASKED, headers=bearer(made.secret[:-1] + "x")).status_code == 401
    store.keys.revoke(made.key.id)
    response = client.post("/v1/answers", json=ASKED, headers=bearer(made.secret))
    assert (response.status_code, response.json()["type"]) == (401, "urn:citebound:problem:key")


def test_no_cookie_opens_anything(client: TestClient, portal: Portal) -> None:
    client.cookies.set("token", portal.token())
    client.cookies.set("Authorization", f"Bearer {portal.token()}")
    assert client.post("/v1/answers", json=ASKED).status_code == 401


def test_every_route_asks_who_is_there_but_the_open_ones(client: TestClient) -> None:
    for route in client.app.routes:  # type: ignore[attr-defined]
        for path, method in _calls(route):
            if path not in OPEN:
                response = client.request(method, path.replace("{", "").replace("}", ""), json=ASKED)
                assert response.status_code == 401, (method, path)


def test_two_users_share_nothing(client: TestClient, portal: Portal) -> None:
    """Every route that has an id in it, or takes one, on the other's answer."""
    one, other = (bearer(portal.token(user), Origin=ORIGIN) for user in ("one", "other"))
    mine = client.post("/v1/answers", json=ASKED, headers=one).json()["id"]
    tried = 0
    for route in client.app.routes:  # type: ignore[attr-defined]
        for path, method in _calls(route):
            if "{answer_id}" not in path and path != "/v1/feedback":
                continue
            tried += 1
            said = {"answer": mine, "helpful": True}
            response = client.request(method, path.replace("{answer_id}", mine), json=said, headers=other)
            assert response.status_code == 404, (method, path)
    assert tried >= 3
    assert client.get(f"/v1/answers/{mine}", headers=one).json()["id"] == mine


def test_the_same_question_by_two_users_is_kept_for_each(client: TestClient, portal: Portal) -> None:
    one, other = (bearer(portal.token(user)) for user in ("one", "other"))
    id_ = {client.post("/v1/answers", json=ASKED, headers=each).json()["id"] for each in (one, other)}.pop()
    assert client.delete(f"/v1/answers/{id_}", headers=one).status_code == 204
    assert client.get(f"/v1/answers/{id_}", headers=one).status_code == 404
    assert client.get(f"/v1/answers/{id_}", headers=other).status_code == 200


def test_a_preflight_names_only_what_is_allowed(client: TestClient) -> None:
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    response = client.options("/v1/answers", headers=asked)
    assert response.headers["access-control-allow-origin"] == ORIGIN
    assert client.options("/v1/answers", headers={**asked, "Origin": "https://evil.example"}).status_code == 400


def test_rates_are_of_each_caller(tmp_path: Path, portal: Portal) -> None:
    with service(tmp_path, portal, rate=2) as (client, _):
        one, other = (bearer(portal.token(user)) for user in ("one", "other"))
        codes = [client.post("/v1/answers", json=ASKED, headers=one).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        response = client.post("/v1/answers", json=ASKED, headers=one)
        assert 1 <= int(response.headers["retry-after"]) <= 60
        assert client.post("/v1/answers", json=ASKED, headers=other).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_nobody_is_let_in_from_outside_without_a_key(host: str) -> None:
    with pytest.raises(CiteboundError, match="CITEBOUND_AUTH"):
        create_app(Double(), load(auth="off", host=host))
    with TestClient(create_app(Double(), load(host=host)), base_url=HERE) as client:
        assert client.post("/v1/answers", json=ASKED).status_code == 401


def test_a_page_elsewhere_cannot_lend_its_name_to_loopback() -> None:
    with TestClient(create_app(Double(), load()), base_url="http://evil.example") as client:
        assert client.post("/v1/answers", json=ASKED).status_code == 403
        assert client.get("/v1/documents").status_code == 403


@pytest.mark.parametrize("headers", [{"Host": "["}, {"Host": "[::1"}, {"Origin": "http://["}])
def test_an_address_that_is_none_is_refused(headers: dict[str, str]) -> None:
    with TestClient(create_app(Double(), load()), base_url=HERE) as client:
        for path in ("/v1/answers", "/v1/chat/completions", "/mcp"):
            assert client.post(path, json=ASKED, headers=headers).status_code == 403


def test_a_key_file_that_is_none_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "portal.pem"
    with pytest.raises(CiteboundError, match="No such file"):
        create_app(Double(), load(token_key=file))
    file.write_text("secret")
    with pytest.raises(CiteboundError, match="holds no public key"):
        create_app(Double(), load(token_key=file))


@pytest.mark.parametrize("origin", ["*", "portal.example", "https://portal.example/", "https://a.example/path"])
def test_an_origin_is_exact(origin: str) -> None:
    with pytest.raises(CiteboundError, match="ORIGINS"):
        load(origins=(origin,))


def _calls(route: object) -> list[tuple[str, str]]:
    """What can be called; the routers included in the application are walked too."""
    if isinstance(route, APIRoute):
        return [(route.path, method) for method in sorted(route.methods or ())]
    inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", [])
    return [call for each in inner for call in _calls(each)]
