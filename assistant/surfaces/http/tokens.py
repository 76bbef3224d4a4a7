"""Short-lived signed tokens that a portal's own server mints for its user: asymmetric, for this service alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from assistant.errors import CiteboundError

LONGEST = 600
"""Seconds that a token may live; five minutes with as much again for clocks that differ."""

_LEEWAY = 10
_REQUIRED = ["aud", "exp", "iat", "jti", "origin", "sub"]
_SHORTEST_RSA = 2048
Key = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey


class BadToken(Exception):
    """A token that opens nothing; the message is for whoever presents it and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a good token says; `owner` stands for the user and does not tell who it is."""

    owner: str
    origin: str


class Tokens:
    """Reads tokens signed with the key that belongs to a public one."""

    def __init__(self, key_file: Path, audience: str) -> None:
        """CiteboundError where the file holds no public key that can be used."""
        self._key, self._algorithm = _public(key_file)
        self._audience = audience

    def read(self, token: str) -> Claims:
        """What the token says; BadToken with the reason."""
        try:
            said = jwt.decode(
                token,
                self._key,
                algorithms=[self._algorithm],
                audience=self._audience,
                leeway=_LEEWAY,
                options={"require": _REQUIRED, "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise BadToken("The token has expired.") from None
        except jwt.PyJWTError as error:
            raise BadToken(_WORDS.get(type(error), "The token is not one that this service takes.")) from None
        if not all(isinstance(said[name], int | float) for name in ("exp", "iat")):
            raise BadToken("The token's exp and iat must be numbers.")
        if said["exp"] - said["iat"] > LONGEST:
            raise BadToken(f"The token lives for more than {LONGEST} seconds.")
        if not all(isinstance(said[name], str) and said[name] for name in ("sub", "origin", "jti")):
            raise BadToken("The token's sub, origin and jti must be text.")
        try:
            user = f"{said.get('iss', '')}\n{said['sub']}".encode()
        except UnicodeEncodeError:
            raise BadToken("The token's iss and sub must be valid Unicode.") from None
        return Claims(hashlib.sha256(user).hexdigest()[:32], said["origin"])


_WORDS: dict[type[Exception], str] = {
    jwt.InvalidAudienceError: "The token is for another audience.",
    jwt.InvalidSignatureError: "The token's signature is not that of the portal's key.",
    jwt.MissingRequiredClaimError: f"The token lacks one of {', '.join(_REQUIRED)}.",
    jwt.ImmatureSignatureError: "The token is not valid yet; compare the clocks.",
}


def _public(file: Path) -> tuple[Key, str]:
    remedy = "Give the public half, in PEM: Ed25519, ECDSA P-256 or RSA of 2048 bits or more."
    try:
        key = load_pem_public_key(file.read_bytes())
    except OSError as error:
        raise CiteboundError(f"{file}: {error.strerror}.", remedy) from None
    except ValueError:
        raise CiteboundError(f"{file} holds no public key.", remedy) from None
    if isinstance(key, Ed25519PublicKey):
        return key, "EdDSA"
    if isinstance(key, EllipticCurvePublicKey) and key.curve.name == "secp256r1":
        return key, "ES256"
    if isinstance(key, RSAPublicKey) and key.key_size >= _SHORTEST_RSA:
        return key, "RS256"
    raise CiteboundError(f"{file} holds a key of a kind that is not taken.", remedy)
