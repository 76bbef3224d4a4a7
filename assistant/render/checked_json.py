"""What `check` found, as JSON values and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the MCP surface says its first words before the check is loaded
    from assistant.check import Checked


def checked_json(checked: Checked) -> dict[str, Any]:
    """The fields of the contract, in its order."""
    return {
        "verdict": checked.verdict,
        "limit": checked.limit,
        "support": checked.support,
        "reasons": list(checked.reasons),
    }


def checked_text(checked: Checked) -> str:
    """The verdict, the limit and the support on one line, then the reasons."""
    head = [checked.verdict, f"limit: {checked.limit}" if checked.limit else ""]
    head.append(f"quotes: {checked.support}" if checked.support else "")
    return "\n".join([" · ".join(filter(None, head)), *(f"  {reason}" for reason in checked.reasons)])
