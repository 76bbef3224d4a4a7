"""A small Slack on loopback: the Web API, the response URLs and a Socket Mode server.

It keeps what Slack keeps, refuses blocks that Slack's own models or limits refuse, and fails, waits, cuts the line and
kills the bot as it is told to.
"""

import json
import os
import signal
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.models.blocks import Block
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests import slack_blocks

TEAM, BOT_USER, BOT_ID = "T1HOME", "U0BOT", "B0BOT"
TOKEN, APP_TOKEN, SECRET = "xoxb-loopback-only", "xapp-loopback-only", "signing-secret-of-the-tests"
Json = dict[str, Any]
LONGEST_MESSAGE = 13_000
MOST_RESPONSES = 5
"""At one response URL."""


@dataclass
class Trouble:
    """The next `times` calls of `method` (after the first `after`) end so."""

    method: str
    kind: str
    times: int = 1
    after: int = 0
    seconds: float = 0


class FakeSlack:
    def __init__(self) -> None:
        self.guard = threading.RLock()
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.ephemeral: list[Json] = []
        self.responses: list[Json] = []
        self.taken: Counter[str] = Counter()
        """Messages by response URL."""
        self.views: list[Json] = []
        self.prompts: list[Json] = []
        self.statuses: list[Json] = []
        self.calls: Counter[str] = Counter()
        self.said: list[str] = []
        self.troubles: list[Trouble] = []
        self.acknowledged: dict[str, float] = {}
        self.sent: dict[str, float] = {}
        self.deaf = False
        self.direct: Callable[[Json], bool] | None = None
        """Takes deliveries instead of the socket; whether they are acknowledged."""
        self._clock = 1_700_000_000
        self._lines: list[ServerConnection] = []
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._web.daemon_threads = True
        self._sockets: Server = serve(self._line, "127.0.0.1", 0)
        for server in (self._web, self._sockets):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_port}/api/"

    @property
    def response_url(self) -> str:
        """A new one for each thing that a user does."""
        return f"http://127.0.0.1:{self._web.server_port}/response/{self.tick()}"

    def close(self) -> None:
        self._sockets.shutdown()
        self._web.shutdown()
        self._web.server_close()

    def tick(self) -> str:
        with self.guard:
            self._clock += 1
            return f"{self._clock}.000100"

    def trouble(self, method: str, kind: str, **more: Any) -> None:
        self.troubles.append(Trouble(method, kind, **more))

    # What people do

    def say(self, text: str, *, channel: str = "C1", user: str = "U1", thread: str | None = None, **more: Any) -> Json:
        """A message is written; the body of the event that tells of it."""
        ts = self.tick()
        message = {"type": "message", "user": user, "text": text, "ts": ts, "team": TEAM}
        if thread:
            message["thread_ts"] = thread
        self.messages[channel].append(message)
        direct = channel.startswith("D")
        event = {**message, "channel": channel, "channel_type": "im" if direct else "channel", **more}
        event["type"] = "message" if direct else "app_mention"
        body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event_id": f"Ev{ts}", "event": event}
        return {**body, "is_ext_shared_channel": False}

    def command(self, text: str, user: str = "U1") -> Json:
        said = {"command": "/evidence", "text": text, "team_id": TEAM, "user_id": user, "channel_id": "C1"}
        return {**said, "response_url": self.response_url, "trigger_id": self.tick()}

    def shortcut(self, text: str, user: str = "U1") -> Json:
        said = {"type": "message_action", "callback_id": "check_claim", "team": {"id": TEAM}, "channel": {"id": "C1"}}
        message = {"type": "message", "user": "U2", "ts": self.tick(), "text": text}
        asker = {"id": user, "team_id": TEAM}
        return {
            **said,
            "user": asker,
            "message": message,
            "response_url": self.response_url,
            "trigger_id": self.tick(),
        }

    def press(self, element: Json, value: str, user: str = "U1", team: str = TEAM) -> Json:
        action = {"type": element["type"], "action_id": element["action_id"], "value": value, "block_id": "b"}
        said = {"type": "block_actions", "user": {"id": user, "team_id": team}, "team": {"id": TEAM}}
        where = {"channel": {"id": "C1"}, "container": {"type": "message", "channel_id": "C1"}}
        return {**said, **where, "actions": [action], "trigger_id": "t1", "response_url": self.response_url}

    # What is seen

    def answers(self, channel: str = "C1", thread: str | None = None) -> list[Json]:
        """The bot's messages, its lines left out."""
        with self.guard:
            mine = [m for m in self.messages[channel] if m["user"] == BOT_USER and m.get("blocks")]
            return [m for m in mine if thread is None or m.get("thread_ts") == thread]

    def lines(self, channel: str) -> list[str]:
        with self.guard:
            return [m["text"] for m in self.messages[channel] if m["user"] == BOT_USER and not m.get("blocks")]

    # Socket Mode

    def deliver(self, payload: Json, kind: str = "events_api", envelope: str | None = None, retry: int = 0) -> str:
        """Over the socket; the envelope's id."""
        envelope = envelope or f"env-{self.tick()}"
        if self.direct:
            self.sent[envelope] = time.perf_counter()
            if self.direct(payload):
                self.acknowledged[envelope] = time.perf_counter()
            return envelope
        said = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": False}
        if retry:
            said |= {"retry_attempt": retry, "retry_reason": "timeout"}
        self.sent.setdefault(envelope, time.perf_counter())
        until(lambda: self._lines)
        self._lines[-1].send(json.dumps(said))
        return envelope

    def drop(self) -> None:
        """Every socket is cut, without a word."""
        lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.socket.shutdown(2)

    def _line(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        self._lines.append(connection)
        with suppress(ConnectionClosed):
            for text in connection:
                said = json.loads(text)
                if "envelope_id" in said and not self.deaf:
                    self.acknowledged.setdefault(said["envelope_id"], time.perf_counter())
        if connection in self._lines:
            self._lines.remove(connection)

    # The Web API

    def call(self, method: str, token: str, said: Json) -> tuple[int, Json, dict[str, str]] | None:
        """Status, reply and headers; None: the line is cut after the work was done."""
        with self.guard:
            self.calls[method] += 1
            self.said.append(method)
            trouble = self._trouble(method)
        if trouble and trouble.kind == "ratelimited":
            return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(int(trouble.seconds))}
        if trouble and trouble.kind not in ("cut", "slow", "kill"):
            if trouble.kind == "message_not_in_streaming_state" and "ts" in said:
                self._find(said)["streaming"] = False
            return 200, {"ok": False, "error": trouble.kind}, {}
        if trouble and trouble.kind == "slow":
            time.sleep(trouble.seconds)
        if token not in (f"Bearer {TOKEN}", f"Bearer {APP_TOKEN}"):
            return 200, {"ok": False, "error": "invalid_auth"}, {}
        with self.guard:
            reply = getattr(self, "_" + method.replace(".", "_").lower())(said)
        if trouble and trouble.kind == "kill":
            os.kill(int(trouble.seconds), signal.SIGKILL)
        return None if trouble and trouble.kind in ("cut", "kill") else (200, {"ok": True, **reply}, {})

    def _trouble(self, method: str) -> Trouble | None:
        for trouble in self.troubles:
            if trouble.method == method and trouble.times:
                if trouble.after:
                    trouble.after -= 1
                    return None
                trouble.times -= 1
                return trouble
        return None

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "team": "Home", "user": "citebound"}

    def _apps_connections_open(self, _: Json) -> Json:
        return {"url": f"ws://127.0.0.1:{self._sockets.socket.getsockname()[1]}/link?ticket=1"}

    def _chat_postmessage(self, said: Json) -> Json:
        return self._post(said)

    def _chat_postephemeral(self, said: Json) -> Json:
        self.ephemeral.append(said)
        return {"message_ts": self.tick()}

    def _chat_startstream(self, said: Json) -> Json:
        assert said["thread_ts"], "a stream is a reply"
        assert said["recipient_user_id"]
        assert said["recipient_team_id"]
        return self._post({**said, "blocks": _of(said.get("chunks"))}, streaming=True)

    def _chat_appendstream(self, said: Json) -> Json:
        message = self._streaming(said)
        message["blocks"] += _checked(_of(said.get("chunks")))
        return {"ts": message["ts"]}

    def _chat_stopstream(self, said: Json) -> Json:
        message = self._streaming(said)
        message["blocks"] += _checked(_of(said.get("chunks")) + list(said.get("blocks") or []))
        message["streaming"] = False
        message["metadata"] = said.get("metadata")
        _whole(message["blocks"])
        return {"ts": message["ts"]}

    def _chat_update(self, said: Json) -> Json:
        message = self._find(said)
        if message.get("streaming"):
            raise Refusal("streaming_state_conflict")
        message["blocks"] = _checked(_listed(said.get("blocks")))
        _whole(message["blocks"])
        message["text"] = said.get("text", "")
        return {"ts": message["ts"]}

    def _conversations_replies(self, said: Json) -> Json:
        thread, oldest = said["ts"], said.get("oldest", "")
        found = [m for m in self.messages[said["channel"]] if thread in (m["ts"], m.get("thread_ts"))]
        return {"messages": [m for m in found if m["ts"] >= oldest], "has_more": False}

    def _views_open(self, said: Json) -> Json:
        view = said["view"] if isinstance(said["view"], dict) else json.loads(said["view"])
        _checked(view["blocks"])
        assert len(view["title"]["text"]) <= 24
        self.views.append(view)
        return {"view": view}

    def _assistant_threads_setstatus(self, said: Json) -> Json:
        self.statuses.append(said)
        return {}

    def _assistant_threads_setsuggestedprompts(self, said: Json) -> Json:
        self.prompts.append(said)
        return {}

    def _post(self, said: Json, streaming: bool = False) -> Json:
        ts = self.tick()
        blocks = _checked(_listed(said.get("blocks")))
        if not streaming:
            _whole(blocks)
        message = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": ts, "text": said.get("text", "")}
        message |= {"blocks": blocks, "metadata": _loaded(said.get("metadata")), "streaming": streaming}
        if said.get("thread_ts"):
            message["thread_ts"] = said["thread_ts"]
        self.messages[said["channel"]].append(message)
        return {"ts": ts, "channel": said["channel"], "message": message}

    def _find(self, said: Json) -> Json:
        found = next((m for m in self.messages[said["channel"]] if m["ts"] == said["ts"]), None)
        if found is None:
            raise Refusal("message_not_found")
        return found

    def _streaming(self, said: Json) -> Json:
        message = self._find(said)
        if not message.get("streaming"):
            raise Refusal("message_not_in_streaming_state")
        return message


class Refusal(Exception):
    pass


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _listed(value: Any) -> list[Json]:
    return list(_loaded(value) or [])


def _of(chunks: Any) -> list[Json]:
    return [block for chunk in _listed(chunks) for block in chunk["blocks"]]


def _checked(blocks: list[Json]) -> list[Json]:
    """What Slack's models and its documented limits say of these."""
    parsed = Block.parse_all(blocks)
    if len(parsed) != len(blocks):
        raise Refusal("invalid_blocks")
    for block in parsed:
        block.validate_json()
    if any(len(text) > 3000 for text in texts(blocks)):
        raise Refusal("invalid_blocks")
    return list(blocks)


def _whole(blocks: list[Json]) -> None:
    ids = [block["block_id"] for block in blocks]
    if len(blocks) > 50 or len(ids) != len(set(ids)):
        raise Refusal("invalid_blocks")
    if sum(len(json.dumps(block, ensure_ascii=False)) for block in blocks) > LONGEST_MESSAGE:
        raise Refusal("msg_blocks_too_long")


def texts(blocks: list[Json]) -> list[str]:
    """Every text of these blocks."""
    return list(slack_blocks.texts(blocks))


def _handler(fake: FakeSlack) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            json_body = "json" in (self.headers.get("Content-Type") or "")
            said = json.loads(body or "{}") if json_body else dict(parse_qsl(body))
            if self.path.startswith("/response/"):
                fake.taken[self.path] += 1
                if fake.taken[self.path] > MOST_RESPONSES:
                    self._reply(404, b'{"ok": false, "error": "used_url"}', {})
                    return
                _whole(_checked(_listed(said.get("blocks"))))
                fake.responses.append(said)
                self._reply(200, b"ok", {})
                return
            try:
                found = fake.call(self.path.removeprefix("/api/"), self.headers.get("Authorization") or "", said)
            except Refusal as refusal:
                found = 200, {"ok": False, "error": str(refusal)}, {}
            if found is None:
                self.close_connection = True
                self.connection.shutdown(2)
                return
            status, reply, headers = found
            self._reply(status, json.dumps(reply).encode(), headers)

        def do_GET(self) -> None:
            self.do_POST()

        def _reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def until(seen: Callable[[], object], seconds: float = 15) -> None:
    """Waits for it; AssertionError where it does not come."""
    deadline = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.01)


@contextmanager
def slack() -> Iterator[FakeSlack]:
    fake = FakeSlack()
    try:
        yield fake
    finally:
        fake.close()
