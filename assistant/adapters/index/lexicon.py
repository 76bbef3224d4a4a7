"""BM25 as one sparse matrix: terms by units (passages, or whole documents)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_K1, _B = 1.2, 0.75

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The weight of each term in each unit; Lucene's BM25, which the tests compare with bm25s.

    Column by column: term `t` stands in `units[starts[t]:starts[t + 1]]` with `weights` at the same places.
    """

    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    units: NDArray[np.int32]
    weights: Scores
    size: int

    def score(self, query: Sequence[str]) -> Scores:
        """BM25 of every unit over what the query would score against itself; shape `(size,)`, about [0, 1].

        Against itself: a unit of average length with each of the query's terms once. A term that no unit holds counts
        below the line with the highest weight there is, so a question about something else scores low.
        """
        scores = np.zeros(self.size, dtype=np.float32)
        most = 0.0
        for term in sorted(set(query)):
            column = self.terms.get(term)
            start, end = (0, 0) if column is None else self.starts[column : column + 2].tolist()
            if end > start:
                scores[self.units[start:end]] += self.weights[start:end]
            most += _rarity_of(self.size, end - start) / (1 + _K1)
        return scores / np.float32(most) if most else scores


def lexicon(units: Sequence[Sequence[str]]) -> Lexicon:
    """Counts the terms of each unit; deterministic, columns in the order of the sorted terms."""
    names = sorted(set().union(*units)) if units else []
    columns = {term: column for column, term in enumerate(names)}
    counted = sorted(
        (columns[term], unit, count) for unit, found in enumerate(units) for term, count in Counter(found).items()
    )
    column, unit, count = np.array(counted, dtype=np.int64).reshape(-1, 3).T
    holders = np.bincount(column, minlength=len(names))
    lengths = np.array([len(found) for found in units], dtype=np.float64)
    relative = lengths / max(lengths.mean(), 1.0) if len(units) else lengths
    weights = _rarity(len(units), holders)[column] * count / (count + _K1 * (1 - _B + _B * relative[unit]))
    return Lexicon(
        terms=columns,
        starts=np.concatenate([[0], np.cumsum(holders)]).astype(np.int64),
        units=unit.astype(np.int32),
        weights=weights.astype(np.float32),
        size=len(units),
    )


@lru_cache(maxsize=4096)
def _rarity_of(size: int, holders: int) -> float:
    return float(_rarity(size, holders))


def _rarity(size: int, holders: NDArray[np.int64] | int) -> NDArray[np.float64]:
    """Lucene's inverse document frequency; above 0 for every count of holders."""
    return np.asarray(np.log1p((size - holders + 0.5) / (holders + 0.5)))
