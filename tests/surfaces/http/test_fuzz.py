"""Whatever is sent: no 5xx, no answer that the OpenAPI document does not know, and every one in the shape it says."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.adapters.ledger import open_store
from assistant.ask import Assistant, Told
from assistant.compose import Detail
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.values import Answer, Turn
from tests.doubles import Double
from tests.material import assistant, shipped

HERE = {"Host": "127.0.0.1"}
JSON = "application/json"
REVIEW = "ivig-ms-review"
Case = schemathesis.Case[Any]
FUZZ = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
FOLDER = tempfile.TemporaryDirectory(prefix="citebound-fuzz-")
STORE = open_store(f"sqlite:///{Path(FOLDER.name) / 'ledger.sqlite3'}")


def described(answering: Assistant) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(answering, load(), STORE.ledger, STORE.keys))


class Shown(Double):
    """The double beside the shipped documents."""

    def __init__(self) -> None:
        super().__init__()
        self.corpus = shipped()


class Product(Shown):
    """The whole product, built when the first question comes and not when the tests are listed."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        return assistant().ask(question, history, detail, told)

    def redacted(self, text: str) -> str:
        return assistant().redacted(text)


# A schema does not say that a text of blanks is none; that it is refused then is right.
def send(case: Case) -> schemathesis.Response:
    return case.call_and_validate(headers=HERE, excluded_checks=[positive_data_acceptance])


surface = described(Shown())
product = described(Product()).include(method="POST")


@surface.parametrize()
@settings(FUZZ, max_examples=60)
def test_the_surface(case: Case) -> None:
    send(case)


@product.parametrize()
@settings(FUZZ, max_examples=10)
def test_the_product(case: Case) -> None:
    send(case)


def test_what_is_there_has_its_shape() -> None:
    """Ids that exist are found by no fuzzing."""
    answer = send(surface["/v1/answers"]["POST"].Case(body={"question": "Does IVIG work?"}, media_type=JSON)).json()
    said = {"answer": answer["id"], "helpful": True}
    assert send(surface["/v1/feedback"]["POST"].Case(body=said, media_type=JSON)).status_code == 201
    document = surface["/v1/documents/{document_id}"]["GET"].Case(path_parameters={"document_id": REVIEW})
    assert send(document).status_code == 200
    for method, status in (("GET", 200), ("DELETE", 204), ("GET", 404), ("DELETE", 404)):
        case = surface["/v1/answers/{answer_id}"][method].Case(path_parameters={"answer_id": answer["id"]})
        assert send(case).status_code == status
