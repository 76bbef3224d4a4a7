"""Many askers in one thread: HTTP/1.1 by hand, because a client that costs more than the service measures itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter
from types import TracebackType
from typing import Self

QUIET = 0.05
"""Seconds between two looks at /livez."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One response; the names of its headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


class Connection:
    """One kept connection; only what uvicorn sends for a body of known length."""

    def __init__(self, port: int, key: str = "") -> None:
        self._port = port
        self._always = "Host: 127.0.0.1\r\nContent-Type: application/json\r\n"
        self._always += f"Authorization: Bearer {key}\r\n" if key else ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """At once."""
        if self._streams:
            self._streams[1].transport.abort()
            self._streams = None

    async def send(self, method: str, path: str, body: object = None) -> Reply:
        """The reply; OSError or EOFError where there is none."""
        began = perf_counter()
        self._streams = self._streams or await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\n{self._always}Content-Length: {len(content)}\r\n\r\n"
        writer.write(head.encode() + content)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        received = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.close()
        return Reply(int(first.split()[1]), headers, received, perf_counter() - began)


@dataclass
class Load:
    """What some askers saw: the times and ids of answers, the times of refusals, everything else; and what was sampled
    while they asked."""

    times: list[float] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    alive: list[float] = field(default_factory=list)
    sampled: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.ids) / self.seconds

    def take(self, reply: Reply) -> None:
        """Count one reply to a question."""
        if reply.status == 200:
            self.times.append(reply.seconds)
            self.ids.append(json.loads(reply.body)["id"])
        elif reply.status == 503 and "retry-after" in reply.headers:
            self.refused.append(reply.seconds)
        else:
            self.errors.append(f"{reply.status} {reply.body[:200]!r}")


@dataclass(frozen=True, slots=True)
class Target:
    """A service, a key for it, what to ask, and what to sample beside."""

    port: int
    key: str
    questions: Sequence[str]
    sample: Callable[[], float]


async def askers(number: int, seconds: float, target: Target, pause: float = 0.0) -> Load:
    """`number` askers for some seconds, each with one question after the other; somebody looks at /livez meanwhile.

    `pause` is waited after a refusal.
    """
    load, began = Load(), perf_counter()
    turns = cycle(target.questions)
    watch = asyncio.create_task(_watch(target, load))
    await asyncio.gather(*(_asker(load, began + seconds, target, turns, pause) for _ in range(number)))
    load.seconds = perf_counter() - began
    if watch.done():
        watch.result()
    watch.cancel()
    return load


async def _asker(load: Load, until: float, target: Target, turns: Iterator[str], pause: float) -> None:
    async with Connection(target.port, target.key) as connection:
        while perf_counter() < until:
            try:
                reply = await connection.send("POST", "/v1/answers", {"question": next(turns)})
            except (OSError, EOFError) as error:
                load.errors.append(repr(error))
                connection.close()
                continue
            load.take(reply)
            if reply.status == 503:
                await asyncio.sleep(pause)


async def _watch(target: Target, load: Load) -> None:
    async with Connection(target.port) as connection:
        while True:
            load.sampled.append(target.sample())
            load.alive.append((await connection.send("GET", "/livez")).seconds)
            await asyncio.sleep(QUIET)
