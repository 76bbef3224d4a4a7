import asyncio
import threading

import pytest
from starlette.testclient import TestClient

from assistant.ask import Assistant
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.pool import Busy, Pool
from tests.doubles import HERE, Double


def test_beyond_the_queue_it_is_busy_at_once() -> None:
    gate = threading.Event()

    async def scene() -> list[object]:
        pool = Pool(workers=1, queue=1)
        inside = [asyncio.create_task(pool.run(gate.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.run(gate.wait)
        gate.set()
        done = await asyncio.gather(*inside)
        done.append(await pool.run(gate.is_set))
        pool.close()
        return list(done)

    assert asyncio.run(scene()) == [True, True, True]


def test_a_failing_call_gives_its_place_back() -> None:
    async def scene() -> None:
        pool = Pool(workers=1, queue=0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await pool.run(lambda: 1 // 0)
        pool.close()

    asyncio.run(scene())


def test_busy_is_a_503_with_retry_after(assistant_double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self: Assistant, *_: object) -> None:
        raise Busy

    monkeypatch.setattr(Double, "ask", busy)
    with TestClient(create_app(assistant_double, load()), base_url=HERE) as client:
        response = client.post("/v1/answers", json={"question": "x"})
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.headers["content-type"] == "application/problem+json"
