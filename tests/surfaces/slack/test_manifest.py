"""The app manifest against the code that answers it."""

import json
from pathlib import Path
from typing import Any

from assistant.surfaces.slack.bot import CHECK, COMMAND
from assistant.surfaces.slack.mount import EVENTS

ROOT = Path(__file__).parents[3]
MANIFEST: dict[str, Any] = json.loads((ROOT / "deploy" / "slack-manifest.json").read_text(encoding="utf-8"))


def test_the_command_and_the_shortcut_are_those_that_are_heard() -> None:
    features = MANIFEST["features"]
    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]
    assert [shortcut["callback_id"] for shortcut in features["shortcuts"]] == [CHECK]
    assert "agent_view" in features
    assert features["app_home"]["messages_tab_enabled"]


def test_the_events_and_the_scopes_are_those_that_are_used() -> None:
    settings = MANIFEST["settings"]
    assert settings["socket_mode_enabled"]
    assert settings["event_subscriptions"]["bot_events"] == ["app_home_opened", "app_mention", "message.im"]
    needed = {"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", "channels:history"}
    assert needed <= set(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_texts_are_as_short_as_slack_wants_them() -> None:
    assert len(MANIFEST["display_information"]["description"]) <= 140
    assert len(MANIFEST["features"]["agent_view"]["agent_description"]) <= 300
    assert all(len(shortcut["name"]) <= 24 for shortcut in MANIFEST["features"]["shortcuts"])


def test_the_readme_names_the_address() -> None:
    assert f"`https://...{EVENTS}`" in (ROOT / "README.md").read_text(encoding="utf-8")
