"""The whole product with its ledger, served on loopback; the official client before it."""

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from openai import AsyncOpenAI, OpenAI

from assistant.adapters.ledger import Store, open_store
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.serve import listen
from tests.material import assistant


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('openai') / 'ledger.sqlite3'}") as store:
        yield store


@pytest.fixture(scope="package")
def address(store: Store) -> Iterator[str]:
    """A service that lets in nobody without a key."""
    app = create_app(assistant(), load(auth="required", rate=0, at_once=0), store.ledger, store.keys)
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="package")
def key(store: Store) -> str:
    return store.keys.make("open webui").secret


@pytest.fixture
def official(address: str, key: str) -> Iterator[OpenAI]:
    with OpenAI(api_key=key, base_url=f"{address}/v1", max_retries=0) as client:
        yield client


@pytest.fixture
def waiting(address: str, key: str) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=key, base_url=f"{address}/v1", max_retries=0)
