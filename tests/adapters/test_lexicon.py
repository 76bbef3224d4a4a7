import bm25s  # type: ignore[import-untyped]
import numpy as np
import pytest

from assistant.adapters.index.lexicon import Scores, lexicon

UNITS: list[list[str]] = [
    ["ivig", "relapse", "rate", "relapse"],
    ["ocrelizumab", "relapse"],
    ["dose", "ivig", "gram", "month", "dose", "dose"],
    [],
]


def reference(query: list[str]) -> Scores:
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index(UNITS, show_progress=False)
    scores: Scores = model.get_scores(query)
    return scores


@pytest.mark.parametrize("query", [["relapse"], ["ivig", "dose"], ["dose", "dose", "relapse"], ["ivig", "month"]])
def test_the_scores_are_those_of_bm25s_up_to_the_common_divisor(query: list[str]) -> None:
    ours, theirs = lexicon(UNITS).score(query), reference(list(dict.fromkeys(query)))
    held = theirs > 0
    assert (ours > 0).tolist() == held.tolist()
    assert np.ptp(ours[held] / theirs[held]) == pytest.approx(0, abs=1e-5)


def test_a_unit_of_average_length_with_the_querys_terms_scores_one() -> None:
    even = lexicon([["a", "b"], ["c", "d"], ["e", "f"]])
    assert even.score(["a", "b"]).tolist() == pytest.approx([1, 0, 0])


def test_unknown_words_lower_the_score() -> None:
    known = lexicon(UNITS)
    assert known.score(["ivig", "helicopter"])[0] < known.score(["ivig"])[0] / 2


@pytest.mark.parametrize(("units", "query"), [([], ["a"]), ([[], []], ["a"]), (UNITS, [])])
def test_nothing_to_count_scores_zero(units: list[list[str]], query: list[str]) -> None:
    assert lexicon(units).score(query).tolist() == [0.0] * len(units)
