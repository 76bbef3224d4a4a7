"""Who may ask: members of the app's own workspace, and of those that the settings name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from assistant.surfaces.slack.incoming import Payload
from assistant.surfaces.slack.lines import OUTSIDE, SHARED


class Access:
    """The rules of the settings."""

    def __init__(self, teams: Collection[str], shared: bool) -> None:
        self._teams, self._shared = frozenset(teams), shared

    def refusal(self, body: Payload, own: str, *, private: bool) -> str | None:
        """Why this is not answered, in one line; None where it is. `private`: only the asker reads the answer."""
        if not _teams(body) <= self._teams | {own}:
            return OUTSIDE
        if body.get("is_ext_shared_channel") and not private and not self._shared:
            return SHARED
        return None


def _teams(body: Payload) -> frozenset[str]:
    """Every workspace that a delivery names as its asker's."""
    event, user = _part(body, "event"), _part(body, "user")
    named = [event.get(name) for name in ("team", "user_team", "source_team")]
    named += [user.get("team_id")] if user else []
    named += [body.get("team_id")] if not user.get("team_id") else []
    return frozenset(team for team in named if isinstance(team, str) and team)


def _part(body: Payload, name: str) -> dict[str, Any]:
    value = body.get(name)
    return value if isinstance(value, dict) else {}
