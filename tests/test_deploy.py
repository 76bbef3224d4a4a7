"""What deploy/ says against the code; without Docker, so its commands are read and not run."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import Settings, load
from assistant.surfaces.cli.app import app
from assistant.surfaces.http.serve import _IN_FLIGHT

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "citebound.service").read_text(encoding="utf-8")
BOT = (DEPLOY / "citebound-slack.service").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
COMMANDS = {each.name or (each.callback and each.callback.__name__) for each in app.registered_commands}


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"CITEBOUND_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= {f"CITEBOUND_{name}".upper() for name in Settings.model_fields}


def test_the_settings_of_compose_and_image_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    image = dict(re.findall(r"(CITEBOUND_\w+)=(\S+)", DOCKERFILE.rpartition("\nFROM ")[2]))
    for name, value in {**image, **SERVICES["citebound"]["environment"]}.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.chroma_url == "http://chroma:8000"
    assert settings.host == "0.0.0.0"
    assert settings.auth == "auto"


def test_the_dockerfile_copies_what_is_there_and_sent() -> None:
    sent = re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert copied == set(sent)
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_the_image_pins_what_the_project_pins() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [torch] = re.findall(r"torch==[\d.]+", DOCKERFILE)
    assert f'"{torch}"' in project
    pinned = (DEPLOY / "postgres.lock").read_text(encoding="utf-8")
    assert re.findall(r"^([\w-]+)==", pinned, re.MULTILINE) == ["psycopg", "psycopg-binary"]
    assert pinned.count("--hash=sha256:") >= 2
    for line in re.findall(r"^[\w-]+==\S+", pinned, re.MULTILINE):
        assert line in (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def test_the_image_runs_as_nobody_in_particular() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER citebound\n" in last
    assert "pip" not in last


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert not service.get("privileged")
    # Who listens is asked whether it is well; the bot does not, and the image's own question would go nowhere.
    assert service["healthcheck"].get("test") or (name == "slack" and service["healthcheck"] == {"disable": True})


def test_only_the_service_is_reached_from_outside_and_on_loopback() -> None:
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["citebound"]
    assert {name: service["networks"] for name, service in SERVICES.items()} == {
        "citebound": ["front", "back"],
        "slack": ["front", "back"],
        "chroma": ["back"],
        "postgres": ["back"],
    }
    assert SERVICES["citebound"]["ports"] == ["127.0.0.1:8000-8009:8000"]  # a range: two replicas find a port each


def test_no_secret_is_in_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert "deploy/*.env" in ignored
    for service in SERVICES.values():
        for file in service.get("env_file", ()):
            example = (DEPLOY / f"{file}.example").read_text(encoding="utf-8")
            secrets = re.findall(r"^(\w*(?:PASSWORD|TOKEN|SECRET))=(.*)$", example, re.MULTILINE)
            assert len(secrets) >= 1
            assert not [name for name, value in secrets if value]
    assert not re.search(r"://\w+:[^/\s]+@", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_what_compose_mounts_and_waits_for_is_declared() -> None:
    mounted = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert mounted == set(COMPOSE["volumes"])
    assert set(SERVICES["citebound"]["depends_on"]) <= set(SERVICES)
    [place] = [volume.partition(":")[2] for volume in SERVICES["chroma"]["volumes"]]
    assert place in SERVICES["chroma"]["command"]
    assert re.search(rf"install --directory --owner=citebound .*{place}\b", DOCKERFILE)


def fields_of(unit: str) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))


def test_the_unit_starts_a_command_that_is_there_and_lets_it_end() -> None:
    fields = fields_of(UNIT)
    program, command = shlex.split(fields["ExecStart"])
    assert Path(program).name == "citebound"
    assert command == "serve"
    assert int(fields["TimeoutStopSec"]) > _IN_FLIGHT
    assert fields["StateDirectory"] == "citebound"
    assert fields["StartLimitIntervalSec"] == "0"
    assert int(SERVICES["citebound"]["stop_grace_period"].removesuffix("s")) > _IN_FLIGHT


def test_the_bots_unit_is_as_confined_and_shares_user_and_ledger() -> None:
    service, bot = fields_of(UNIT), fields_of(BOT)
    own = {"Description", "After", "ExecStart", "RestartSec", "TimeoutStopSec"}
    assert {name: value for name, value in bot.items() if name not in own} == {
        name: value for name, value in service.items() if name not in own
    }
    assert service["User"] == "citebound"
    program, command = shlex.split(bot["ExecStart"])
    assert program == shlex.split(service["ExecStart"])[0]
    assert command in COMMANDS
    assert int(bot["RestartSec"]) >= int(service["RestartSec"])


def test_the_bot_of_compose_runs_when_asked_for_on_the_same_stores() -> None:
    bot, service = SERVICES["slack"], SERVICES["citebound"]
    assert [name for name, each in SERVICES.items() if each.get("profiles")] == ["slack"]
    assert bot["profiles"] == ["slack"]
    assert bot["image"] == service["image"]
    for name in ("environment", "env_file", "depends_on", "networks", "restart"):
        assert bot[name] == service[name]
    assert bot["command"][0] == "citebound"
    assert bot["command"][1] in COMMANDS
    example = (DEPLOY / "citebound.env.example").read_text(encoding="utf-8")
    assert {"CITEBOUND_SLACK_BOT_TOKEN", "CITEBOUND_SLACK_APP_TOKEN"} <= set(
        re.findall(r"^(\w+)=", example, re.MULTILINE)
    )
