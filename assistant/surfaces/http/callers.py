"""Who asks: anybody on loopback, the holder of an API key, or a portal's user with a signed token. Never a cookie."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import CiteboundError
from assistant.ports import KeyStore
from assistant.settings import Settings
from assistant.surfaces.http.tokens import BadToken, Tokens

LOCAL = "local"
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="citebound"'}
_KEY = "cb_"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; `owner` is opaque, and what is kept is kept under it."""

    owner: str
    kind: Literal["local", "key", "token"]


class Refused(Exception):
    """Not let in."""

    def __init__(self, status: Literal[401, 403], detail: str, remedy: str, kind: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.remedy = remedy
        self.kind = kind
        self.headers = _CHALLENGE if status == 401 else {}


class Door:
    """Lets callers in, or raises Refused. A dependency of every route that tells or keeps something."""

    def __init__(self, settings: Settings, keys: KeyStore | None) -> None:
        """CiteboundError where the settings would let anybody in from outside."""
        self.open = _opened(settings)
        self._host = settings.host
        self._origins = frozenset(settings.origins)
        self._keys = keys
        self._tokens = Tokens(settings.token_key, settings.token_audience) if settings.token_key else None

    @property
    def takes_tokens(self) -> bool:
        """Whether a portal's tokens are taken beside API keys."""
        return self._tokens is not None

    async def __call__(self, request: Request) -> Caller:
        """Who sends this request. A key is looked up in a thread; a token is read here, in less time than a thread's
        turn takes."""
        origin = request.headers.get("origin")
        if origin and origin not in self._origins and _split(origin).netloc != request.headers.get("host"):
            raise Refused(403, "Pages of this origin may not ask.", "Add it to CITEBOUND_ORIGINS.", "origin")
        if self.open:
            return self._from_here(request)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise Refused(401, "No key or token was given.", "Send Authorization: Bearer ....", "unauthenticated")
        secret = secret.strip()
        return await run_in_threadpool(self._key, secret) if secret.startswith(_KEY) else self._token(secret, origin)

    def _from_here(self, request: Request) -> Caller:
        """A page elsewhere can have its own name lead to this address, but not send this one's name."""
        name = _split(f"//{request.headers.get('host', '')}").hostname or ""
        if not _loopback(name) and name != self._host:
            raise Refused(403, "This address is not asked by that name.", "Ask http://127.0.0.1.", "host")
        return Caller(LOCAL, "local")

    def _key(self, secret: str) -> Caller:
        key = self._keys.check(secret) if self._keys else None
        if key is None:
            raise Refused(401, "The API key is unknown or revoked.", "Make one: citebound keys make NAME", "key")
        return Caller(f"key:{key.id}", "key")

    def _token(self, secret: str, origin: str | None) -> Caller:
        if self._tokens is None:
            raise Refused(401, "Tokens are not taken here.", "Set CITEBOUND_TOKEN_KEY, or use an API key.", "token")
        try:
            claims = self._tokens.read(secret)
        except BadToken as error:
            raise Refused(401, str(error), "Fetch a new token from the portal.", "token") from None
        if claims.origin not in self._origins or (origin and origin != claims.origin):
            raise Refused(403, "The token is for pages of another origin.", "See CITEBOUND_ORIGINS.", "origin")
        return Caller(claims.owner, "token")


async def caller(request: Request) -> Caller:
    """Who sends this request, by the door of its application."""
    door: Door = request.app.state.door
    return await door(request)


Asking = Annotated[Caller, Depends(caller)]
"""The parameter of a route that has to know who asks."""


def _opened(settings: Settings) -> bool:
    """Whether nobody has to say who they are."""
    if settings.auth == "required":
        return False
    if _loopback(settings.host):
        return True
    if settings.auth == "off":
        what = f"CITEBOUND_AUTH=off would let anybody who reaches {settings.host} ask and read."
        raise CiteboundError(what, "Listen on 127.0.0.1, or set CITEBOUND_AUTH=required.")
    return False


def _split(address: str) -> SplitResult:
    """Its parts; of what is no address, as `http://[`, none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
