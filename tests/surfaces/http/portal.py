"""A portal that signs tokens for its users, and a service that takes them, with keys and a ledger on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.testclient import TestClient

from assistant.adapters.ledger import Store, open_store
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from tests.doubles import HERE, Double

ORIGIN = "https://portal.example"
AUDIENCE = "citebound"


@dataclass
class Portal:
    """Mints tokens."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def public(self, folder: Path) -> Path:
        file = folder / "portal.pem"
        file.write_bytes(self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return file

    def token(self, user: str = "u1", **changed: Any) -> str:
        """A good token; a keyword changes a claim, and None leaves it out."""
        now = int(time())
        claims: dict[str, Any] = {"aud": AUDIENCE, "iss": "portal", "sub": user, "jti": uuid4().hex, "origin": ORIGIN}
        claims |= {"iat": now, "exp": now + 300, **changed}
        return jwt.encode({name: value for name, value in claims.items() if value is not None}, self.key, "EdDSA")


def bearer(secret: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}", **more}


@contextmanager
def service(folder: Path, portal: Portal, **given: Any) -> Iterator[tuple[TestClient, Store]]:
    """The service behind a door, over the double."""
    settings = load(
        auth="required", token_key=portal.public(folder), token_audience=AUDIENCE, origins=(ORIGIN,), **given
    )
    with open_store(f"sqlite:///{folder / 'ledger.sqlite3'}") as store:
        app = create_app(Double(), settings, store.ledger, store.keys)
        with TestClient(app, base_url=HERE) as client:
            yield client, store
