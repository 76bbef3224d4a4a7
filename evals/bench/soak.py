"""Half an hour's requests of every kind, compressed: `python -m evals.bench.soak FOLDER [REQUESTS]`.

Questions that nobody asked before, follow-ups, streams, checks, feedback, erasures, callers that leave, requests that
are wrong. What is printed: MB resident at each tenth, and the growth over the later half by least squares, a thousand
requests and half an hour.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from evals.bench.load import Connection
from evals.bench.served import Served, command
from evals.bench.service import SETTINGS, questions
from evals.bench.worker import Reading

RATE = 5.0
"""Requests a second that half an hour is reckoned with; ten clinicians who never rest."""
_HALF_AN_HOUR = 1800
_ASKERS = 4
_TENTHS = 10
_SAMPLES = 200
_SECONDS = 30.0
_STREAM = "text/event-stream"


class Caller:
    """One of those who ask; does one thing after the other."""

    def __init__(self, port: int, key: str, asked: list[str], number: int, done: Counter[str]) -> None:
        self._port, self._key, self._asked, self._done = port, key, asked, done
        self._random = random.Random(number)  # noqa: S311 - no secret
        self._connection = Connection(port, key)
        self._history: list[dict[str, str]] = []
        self._last = ""
        self._things: dict[str, tuple[int, Callable[[], Awaitable[None]]]] = {
            "asked": (30, self._ask),
            "followed_up": (15, self._follow_up),
            "streamed": (15, self._streamed),
            "left": (8, self._leave),
            "checked": (12, self._check),
            "rated": (8, self._rate),
            "read_again": (4, self._read),
            "erased": (2, self._erase),
            "refused": (4, self._wrong),
            "watched": (2, self._watch),
        }

    async def one(self) -> None:
        """Anything, by its share."""
        weights = [share for share, _ in self._things.values()]
        [name] = self._random.choices(list(self._things), weights)
        async with asyncio.timeout(_SECONDS):
            await self._things[name][1]()
        self._done[name] += 1

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    async def _send(self, method: str, path: str, body: object = None, *, status: int = 200) -> bytes:
        reply = await self._connection.send(method, path, body)
        if reply.status != status:
            raise RuntimeError(f"{method} {path}: {reply.status} {reply.body[:200]!r}")
        return reply.body

    def _question(self) -> str:
        """One that was not asked before, so that no memory of earlier ones helps; a long number would be redacted."""
        age, edss, week = self._random.randint(18, 90), self._random.randint(0, 99) / 10, self._random.randint(1, 52)
        return f"{self._random.choice(self._asked)} (patient of {age} years, EDSS {edss}, week {week})"

    async def _ask(self) -> None:
        question = self._question()
        answer = json.loads(await self._send("POST", "/v1/answers", {"question": question}))
        self._last = answer["id"]
        self._history = [{"role": "user", "text": question}, {"role": "assistant", "text": answer["text"]}]

    async def _follow_up(self) -> None:
        body = {"question": "And in progressive disease?", "history": self._history, "detail": "full"}
        answer = json.loads(await self._send("POST", "/v1/answers", body))
        self._history += [{"role": "user", "text": "And?"}, {"role": "assistant", "text": answer["text"]}]
        self._history = self._history[-8:]

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        body = json.dumps({"question": self._question()}).encode()
        head = f"POST /v1/answers HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self._key}\r\n"
        head += f"Accept: {_STREAM}\r\nContent-Type: application/json\r\nConnection: close\r\n"
        head += f"Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        return reader, writer

    async def _streamed(self) -> None:
        reader, writer = await self._opened()
        said = await reader.read(-1)
        writer.close()
        if b"event: answer" not in said:
            raise RuntimeError(f"a stream without an answer: {said[:200]!r}")

    async def _leave(self) -> None:
        _, writer = await self._opened()
        await asyncio.sleep(self._random.uniform(0, 0.03))
        writer.transport.abort()

    async def _check(self) -> None:
        text = f"IVIG helps {self._random.getrandbits(40)} patients in secondary progressive MS."
        await self._send("POST", "/v1/check", {"text": text, "quotes": [text]})

    async def _rate(self) -> None:
        if self._last:
            said = {"answer": self._last, "helpful": True, "text": f"Good for {self._random.getrandbits(40)}."}
            await self._send("POST", "/v1/feedback", said, status=201)

    async def _read(self) -> None:
        if self._last:
            await self._send("GET", f"/v1/answers/{self._last}")

    async def _erase(self) -> None:
        if self._last:
            await self._send("DELETE", f"/v1/answers/{self._last}", status=204)
            self._last = ""

    async def _wrong(self) -> None:
        await self._send("POST", "/v1/answers", {"question": "", "more": self._random.getrandbits(40)}, status=422)
        await self._send("GET", f"/v1/answers/{self._random.getrandbits(40)}", status=404)

    async def _watch(self) -> None:
        for path in ("/readyz", "/metrics", "/v1/documents"):
            await self._send("GET", path)


def soak(data: Path, requests: int) -> Reading:
    """MB by tenths of the requests, and the slope of the later half."""
    command(data, "index")
    keys = [command(data, "keys", "make", "soak").strip() for _ in range(_ASKERS)]
    served = Served(data, data / "soak.log", **SETTINGS)
    try:
        samples, done = asyncio.run(_all(served, keys, requests))
    finally:
        served.stop()
    tenths = {f"mb_at_{10 * tenth}_%": _near(samples, tenth / _TENTHS) for tenth in range(_TENTHS + 1)}
    slope = growth([each for each in samples if each[0] >= requests / 2])
    grown = {
        "mb_a_thousand_requests": 1000 * slope,
        "mb_in_half_an_hour_at_5_a_second": RATE * _HALF_AN_HOUR * slope,
    }
    return {**tenths, **grown, **done}


async def _all(served: Served, keys: list[str], requests: int) -> tuple[list[tuple[int, float]], Counter[str]]:
    port, done, asked = served.port(), Counter[str](), questions()
    samples = [(0, served.memory())]
    callers = [Caller(port, key, asked, number, done) for number, key in enumerate(keys)]

    async def on(caller: Caller) -> None:
        while done.total() < requests:
            await caller.one()
            if done.total() * _SAMPLES // requests >= len(samples):
                samples.append((done.total(), served.memory()))
        caller.close()

    await asyncio.gather(*map(on, callers))
    return samples, done


def growth(samples: list[tuple[int, float]]) -> float:
    """MB a request, by least squares."""
    middle = sum(at for at, _ in samples) / len(samples)
    mean = sum(each for _, each in samples) / len(samples)
    spread = sum((at - middle) ** 2 for at, _ in samples) or 1.0
    return sum((at - middle) * (each - mean) for at, each in samples) / spread


def _near(samples: list[tuple[int, float]], share: float) -> float:
    return samples[round(share * (len(samples) - 1))][1]


if __name__ == "__main__":
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else int(RATE * _HALF_AN_HOUR)
    sys.stdout.write(json.dumps(soak(Path(sys.argv[1]), requests)) + "\n")
