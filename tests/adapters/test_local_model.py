"""SmolLM2 over the real service: a poor writer, and nothing that it writes leaves unverified."""

from collections.abc import Iterator

import pytest

from assistant.adapters import local_model
from assistant.adapters.local_model import LocalModel, missing
from assistant.errors import ModelError
from assistant.settings import load
from evals.hostile_report import Tally
from tests.writing import QUESTIONS, written

SECONDS = 15.0


@pytest.fixture(scope="module")
def model() -> Iterator[LocalModel]:
    running = LocalModel(SECONDS)
    yield running
    running.close()


pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
needs_model = [
    pytest.mark.local_model,
    pytest.mark.skipif(missing() is not None, reason=f"{missing()} {local_model.REMEDY}"),
    pytest.mark.filterwarnings("default"),
]


class TestRunning:
    """With the model there."""

    pytestmark = needs_model

    def test_it_listens_on_loopback_alone(self, model: LocalModel) -> None:
        assert model.address.startswith("http://127.0.0.1:")

    def test_nothing_it_writes_leaves_unverified(self, model: LocalModel) -> None:
        answering, tally = written(model, SECONDS), Tally()
        for question in QUESTIONS[:4]:
            answer = answering.ask(question)
            if answer.basis.composer != "verbatim/1":
                tally.add(answering, answer, set())
        assert tally.answers == 4
        assert (tally.violations, tally.unverified) == ([], [])

    def test_it_stops(self) -> None:
        running = LocalModel(5.0)
        running.close()
        with pytest.raises(ModelError, match="unreachable"):
            running.complete("s", "u", timeout=5)


def test_without_the_weights_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_model, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="local-model") as caught:
        LocalModel(5.0)
    assert "pip install" in caught.value.remedy


def test_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_MODEL", "local")
    assert load().model == local_model.NAME
