"""Search hits -> the contract's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.ask import SearchHit


def hits_json(hits: Iterable[SearchHit]) -> list[dict[str, Any]]:
    """Best first: document, offsets, text and score."""
    return [
        {
            "document": hit.passage.document,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": hit.passage.text,
            "score": hit.score,
        }
        for hit in hits
    ]
