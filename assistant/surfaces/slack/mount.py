"""HTTP: Slack's deliveries under the service's own address, each with Slack's signature."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.concurrency import run_in_threadpool

from assistant import bootstrap
from assistant.ask import Assistant
from assistant.ports import Ledger
from assistant.settings import Settings
from assistant.surfaces.slack import api
from assistant.surfaces.slack.bot import Bot, Count

EVENTS = "/slack/events"


def slack_routes(assistant: Assistant, settings: Settings, ledger: Ledger, count: Count) -> APIRouter:
    """The one address for events, commands and buttons; CiteboundError where the bot token is missing."""
    api.client(settings)
    secret = settings.slack_signing_secret
    verifier = SignatureVerifier(secret.get_secret_value() if secret else "")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        inbox = await run_in_threadpool(bootstrap.inbox, settings)
        bot = app.state.slack = Bot(assistant, settings, ledger, inbox, count=count)
        bot.open()
        yield
        await run_in_threadpool(bot.close)
        inbox.close()

    routes = APIRouter(lifespan=lifespan)

    @routes.post(EVENTS, include_in_schema=False)
    async def events(request: Request) -> Response:
        """Slack's deliveries; the signature is checked before anything of them is read."""
        body = await request.body()
        if not _signed(verifier, body, request):
            return Response(status_code=401)
        try:
            delivery = to_bolt_request(request, body)
        except Exception:  # signed, and still nothing that Bolt can read
            return Response(status_code=400)
        bot: Bot = request.app.state.slack
        # Bolt waits for the disk: not on the event loop.
        return to_starlette_response(await run_in_threadpool(bot.app.dispatch, delivery))

    return routes


def _signed(verifier: SignatureVerifier, body: bytes, request: Request) -> bool:
    """Whether Slack signed it in the last five minutes."""
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except ValueError:  # a time that is none, or no UTF-8
        return False
