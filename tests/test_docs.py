"""README and the other documents against the code."""

import re
from pathlib import Path
from typing import cast, get_args

import pytest
import typer
from fastapi.routing import APIRoute

from assistant.pack import FrontMatter
from assistant.ports import Ledger
from assistant.render.words import OUTCOMES
from assistant.settings import Settings, load
from assistant.surfaces.cli.app import app as commands
from assistant.surfaces.http import pages
from assistant.surfaces.http.app import create_app
from assistant.surfaces.mcp.tools import OFFERED
from assistant.values import Outcome
from tests.doubles import Double

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
GROUPS = typer.main.get_command(commands).commands  # type: ignore[attr-defined]
OPTIONS = {
    option: name
    for name, group in GROUPS.items()
    for command in getattr(group, "commands", {"": group}).values()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("-")
}

FOREIGN = {"--index-url", "--workers", "--citebound-suite", "--citebound-target"}
"""Options of pip, uvicorn and pytest that the documents name."""


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_is_dead(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file) if file else path
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked.read_text(encoding="utf-8")), target


def test_every_command_is_described_and_exists() -> None:
    named = set(re.findall(r"(?:`|\$ )citebound ([a-z]+)", README))
    assert named == set(GROUPS)
    of_groups = {f"{name} {each}" for name, group in GROUPS.items() for each in getattr(group, "commands", ())}
    assert set(re.findall(r"`citebound ((?:ledger|keys) [a-z]+)", README)) == of_groups


def test_every_option_that_is_named_exists() -> None:
    ours = re.sub(r"`python -m [^`]+`", "", README)
    named = set(re.findall(r"(?<=[` ])(-k|--[a-z-]+)", ours)) - FOREIGN
    assert named <= {*OPTIONS, "--help"}
    assert set(OPTIONS) - {"--help"} <= named


def test_every_setting_is_described() -> None:
    rows = dict(re.findall(r"^\| `(CITEBOUND_\w+)` \| .* \| (.*) \|$", README, re.MULTILINE))
    assert rows == {f"CITEBOUND_{name.upper()}": field.description for name, field in Settings.model_fields.items()}


def test_the_defaults_are_right() -> None:
    for name, default in re.findall(r"^\| `CITEBOUND_(\w+)` \| `([\w.]+)` \|", README, re.MULTILINE):
        assert str(Settings.model_fields[name.lower()].default).lower() == default


def test_every_route_is_described() -> None:
    paths = create_app(Double(), load(), cast(Ledger, object())).openapi()["paths"]
    served = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    served |= {f"GET {route.path}" for route in pages.router.routes if isinstance(route, APIRoute)}
    assert set(re.findall(r"^\| `((?:GET|POST|DELETE) [^`]+)` \|", README, re.MULTILINE)) == served


def test_every_tool_is_described() -> None:
    section = README.partition("\n## MCP\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| ", section, re.MULTILINE))
    assert set(rows) == set(OFFERED)
    for name, takes in rows.items():
        schema = OFFERED[name].tool.input_schema
        named = dict(re.findall(r"`(\w+)(\??)`", takes))
        assert named == {each: "" if each in schema["required"] else "?" for each in schema["properties"]}


def test_every_outcome_is_described() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| ([^|`]+) \| [^|]+ \|$", README, re.MULTILINE))
    assert rows == OUTCOMES
    assert set(rows) == set(get_args(Outcome))


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)|^\$ make ([a-z-]+)", README, re.MULTILINE)) >= {("", "run"), ("", "test")}
    named = set(re.findall(r"(?:`|^\$ )make\s+([a-z-]+)", README, re.MULTILINE))
    assert named <= targets
    assert targets <= named


def test_the_front_matter_shown_is_the_one_that_is_read() -> None:
    shown = re.search(r"```yaml\n---\n(.*?)---\n```", README, re.DOTALL)
    assert shown
    named = set(re.findall(r"^(\w+):", shown.group(1), re.MULTILINE))
    assert named == set(FrontMatter.model_fields) - {"flags"}


def test_the_shown_architecture_names_real_files() -> None:
    layers = re.search(r"```\nserver.py.*?```", README, re.DOTALL)
    assert layers
    for path in re.findall(r"[\w/]+\.py|assistant/\w+/", layers.group()):
        assert (ROOT / path).exists() or (ROOT / "assistant" / path).exists(), path
