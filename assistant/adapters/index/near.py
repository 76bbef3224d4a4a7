"""What every approximate vector search shares: it proposes rows, and the tables score them exactly."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np

from assistant.adapters.index.lexicon import Scores
from assistant.adapters.index.ranking import HybridIndex, Numbers, top
from assistant.adapters.index.tables import Tables, Terms
from assistant.ports import Embedder, Vectors

_NEIGHBOURS = 200


class NearIndex(HybridIndex):
    """A search proposes the nearest entries, the words propose as many passages; the scores are then exact."""

    def __init__(self, tables: Tables, embedder: Embedder, terms: Terms) -> None:
        super().__init__(tables, embedder, terms)
        owners = np.repeat(np.arange(len(tables.passages)), np.diff(tables.entry_starts, append=tables.entries))
        order = np.argsort(tables.entry_rows, kind="stable")
        self._owners = owners[order]
        self._owner_starts = np.searchsorted(tables.entry_rows[order], np.arange(len(tables.vectors) + 1))

    @abstractmethod
    def rows_near(self, vector: Vectors, count: int) -> Sequence[str]:
        """The numbers of the `count` rows of `tables.vectors` nearest to `vector`, or nearly; as text."""

    def propose(self, vector: Vectors, words: Scores, count: int) -> Numbers:
        """The owners of the nearest entries, and the passages whose words fit best."""
        wanted = min(max(_NEIGHBOURS, count), len(self.tables.vectors))
        found = [int(row) for row in self.rows_near(vector, wanted)]
        owners = [self._owners[self._owner_starts[row] : self._owner_starts[row + 1]] for row in found]
        return np.unique(np.concatenate([*owners, top(words, wanted)]))
