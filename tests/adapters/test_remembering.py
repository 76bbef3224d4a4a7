"""Remembered vectors are the embedder's own, and it is asked once."""

from collections.abc import Sequence

import numpy as np

from assistant.adapters.remembering import KEPT, RememberingEmbedder
from assistant.ports import Vectors
from assistant.testing import HashingEmbedder


class Counting(HashingEmbedder):
    """Counts the texts it is asked for."""

    asked = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return super().embed(texts)


def test_the_same_rows_for_less() -> None:
    inner = Counting()
    outer = RememberingEmbedder(inner)
    first = outer.embed(["one", "two", "one"])
    again = outer.embed(["two", "three"])
    assert inner.asked == 3
    assert np.array_equal(first, HashingEmbedder().embed(["one", "two", "one"]))
    assert np.array_equal(again, HashingEmbedder().embed(["two", "three"]))
    assert outer.name == inner.name


def test_old_texts_are_forgotten_and_large_batches_pass_through() -> None:
    inner = Counting()
    outer = RememberingEmbedder(inner)
    outer.embed(["first"])
    for number in range(KEPT):
        outer.embed([str(number)])
    outer.embed(["first"])
    assert inner.asked == KEPT + 2
    many = [f"text {number}" for number in range(KEPT + 1)]
    assert np.array_equal(outer.embed(many), HashingEmbedder().embed(many))
    assert outer.embed([]).shape[0] == 0
