"""What `check` found, as JSON values."""

from __future__ import annotations

from typing import Any

from assistant.check import Checked


def checked_json(checked: Checked) -> dict[str, Any]:
    """The fields of the contract, in its order."""
    return {
        "verdict": checked.verdict,
        "limit": checked.limit,
        "support": checked.support,
        "reasons": list(checked.reasons),
    }
