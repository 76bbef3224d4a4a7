"""Training the reader of abstracts: what it is shown, and that it learns from it."""

from typing import Any

import pytest
import torch

from evals import abstract_reader, lowrank
from evals.support_cases import WRITTEN, invented, read_cases

FILES = ("build", "answers", "learned", "learned2", "held", "held_answers", "held_told")


def items() -> list[dict[str, Any]]:
    """Every item that somebody wrote for, with an abstract of its own."""
    ids = dict.fromkeys(case["id"] for name in FILES for case in read_cases(WRITTEN / f"{name}.yaml"))
    return [
        {
            "id": id_,
            "contexts": [f"Of {id_} patients with asthma, half improved.", "The drug was well tolerated."],
            "long_answer": f"Half of the {id_} patients with asthma improved with the drug.",
            "meshes": ["Asthma"],
        }
        for id_ in ids
    ]


def test_it_is_trained_on_the_build_half_but_for_what_is_kept_back() -> None:
    given = items()
    allowed = {tuple(i["contexts"]) for i in given if int(i["id"]) % 2 == 0 and int(i["id"]) % 20}
    shown = [row for row in abstract_reader.sampled(given) if len(row.quotes) > 1]
    made_up = {group[0].quotes for at, group in enumerate(invented("build")) if at % 20}
    assert {row.quotes for row in shown} == allowed | made_up
    assert made_up.isdisjoint(group[0].quotes for group in invented("held"))
    assert 0.4 < sum(row.grounded for row in shown) / len(shown) < 0.7


def test_it_learns_what_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lowrank, "_WARMUP", 1)
    torch.manual_seed(1)
    model = abstract_reader.Trainee()
    texts, shown, wanted = (
        ["It helped.", "It harmed."],
        ["The drug helped.", "The drug helped."],
        torch.tensor([1.0, 0]),
    )

    def loss_of(rows: Any) -> torch.Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(model(texts, shown), wanted)

    lowrank.fit(model.changed, model.head, lambda _: [[0, 1]] * 12, loss_of, 1)
    carried, not_carried = model(texts, shown)
    assert carried > not_carried + 0.1
