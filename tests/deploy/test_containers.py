"""The Containerfile, what it leaves out, and the Compose file: what its schema and Compose itself say of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.cli.main import COMMANDS
from bot.settings import OTHER_VARIABLES, ROOT, Settings
from tests.support.programs import program

CONTAINERS = ROOT / "deploy" / "containers"
# Of the project compose-spec (Apache-2.0), as it is there.
SCHEMA = Path(__file__).parent / "compose-spec.json"
OURS = ("gateway", "actions", "engine")
COMPOSE = program("docker-compose")

needs_compose = pytest.mark.skipif(COMPOSE is None, reason="there is no Compose here (scripts/programs.sh)")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found = yaml.safe_load((CONTAINERS / "compose.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def stages() -> dict[str, list[str]]:
    """The instructions of each stage of the Containerfile, each in one line."""
    text = (CONTAINERS / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if begun := re.fullmatch(r"FROM \S+ AS (\S+)", line):
            found[begun[1]] = []
        elif found:
            list(found.values())[-1].append(line)
    return found


def test_compose_is_as_its_schema_says(compose: dict[str, Any]) -> None:
    # Its `$schema` is written in a way that is not the draft's own name.
    schema = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in schema.iter_errors(compose)] == []
    assert not schema.is_valid({**compose, "service": {}})


def read(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Let Compose read our file, with nothing in the environment but these variables."""
    return subprocess.run(
        [str(COMPOSE), "--file", str(CONTAINERS / "compose.yml"), "config", *words],
        capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", **variables},
    )  # fmt: skip


@needs_compose
def test_compose_takes_it_and_asks_for_the_address() -> None:
    missing = read("--quiet")
    assert missing.returncode != 0
    assert "set ADDRESS in .env" in missing.stderr
    done = read("--format", "json", ADDRESS="ask.library.example")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert made["services"].keys() == {"database", "caddy", *OURS}
    for name in OURS:
        service = made["services"][name]
        assert service["environment"]["KETABYAR_PUBLIC_URL"] == "https://ask.library.example"
        assert service["volumes"][0]["target"] == "/var/lib/ketabyar"
        assert [each["target"] for each in service["secrets"]] == ["/run/secrets/database_url"]
        if build := service.get("build"):
            assert Path(build["context"]) == ROOT
            assert (ROOT / build["dockerfile"]).is_file()
    # Who is started before whom, and that Caddy is given a file that is there.
    waits = {name: set(service.get("depends_on", {})) for name, service in made["services"].items()}
    assert waits == {
        "database": set(), "gateway": {"database"}, "actions": {"gateway"}, "engine": {"gateway"}, "caddy": {"gateway"},
    }  # fmt: skip
    bound = [each["source"] for each in made["services"]["caddy"]["volumes"] if each["type"] == "bind"]
    assert [Path(source) for source in bound] == [ROOT / "deploy" / "Caddyfile"]
    # What is secret lies where git looks past it.
    for secret in made["secrets"].values():
        assert Path(secret["file"]).parent == CONTAINERS / "secrets"
    assert (CONTAINERS / "secrets" / ".gitignore").read_text(encoding="utf-8").splitlines() == ["*", "!.gitignore"]


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_has_no_rights_that_it_does_not_need(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["user"] == "10001:10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert "ports" not in service
    command, subcommand = service["command"]
    assert (command, subcommand in COMMANDS) == ("ketabyar", True)
    known = {f"KETABYAR_{field.upper()}" for field in Settings.model_fields} | OTHER_VARIABLES
    assert set(service["environment"]) <= known


def test_only_the_web_server_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services, networks = compose["services"], compose["networks"]
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    # Engine and action server listen on the loopback address alone, which is the gateway's.
    assert {services[name].get("network_mode") for name in ("actions", "engine")} == {"service:gateway"}
    # It meets the gateway in one network, whose addresses are those that the gateway trusts.
    assert set(services["caddy"]["networks"]) & set(services["gateway"]["networks"]) == {"front"}
    trusted = services["gateway"]["environment"]["KETABYAR_TRUSTED_PROXIES"]
    assert networks["front"]["ipam"]["config"] == [{"subnet": trusted}]
    assert networks["front"]["internal"]
    assert networks["back"]["internal"]
    assert (CONTAINERS / "../Caddyfile").resolve().is_file()
    assert "{$GATEWAY:" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def test_the_images_run_as_an_ordinary_user(stages: dict[str, list[str]], compose: dict[str, Any]) -> None:
    assert {"application", "engine"} <= stages.keys()
    for name in ("application", "engine"):
        users = [line.split()[1] for line in stages[name] if line.startswith("USER ")]
        assert users[-1] == "10001:10001"
        started = next(line for line in stages[name] if line.startswith("CMD "))
        command, subcommand = json.loads(started.removeprefix("CMD "))
        assert (command, subcommand in COMMANDS) == ("ketabyar", True)
    assert {compose["services"][name]["build"]["target"] for name in ("gateway", "actions")} == {
        "application",
        "engine",
    }


def test_what_runs_after_the_path_was_set_is_called_by_its_place(stages: dict[str, list[str]]) -> None:
    # The engine's stage goes on from the application's, whose PATH leads to no folder of the administrator's.
    lines = stages["application"] + stages["engine"]
    path = next(number for number, line in enumerate(lines) if line.startswith("ENV PATH="))
    assert "sbin" not in lines[path].split()[1]
    called = [line.split()[1] for line in lines[path:] if line.startswith("RUN ")]
    assert called
    assert [command for command in called if not command.startswith("/")] == []


def test_nothing_but_bases_and_packages_comes_into_the_images(stages: dict[str, list[str]]) -> None:
    text = (CONTAINERS / "Containerfile").read_text(encoding="utf-8")
    # Bases have their usual names, and no address of a registry is written anywhere.
    assert re.findall(r"^ARG \w+=(\S+)$", text, re.MULTILINE) == ["python:3.12-slim-trixie", "python:3.10-slim-trixie"]
    assert "://" not in text
    assert not re.search(r"\b(curl|wget|ADD)\b", text)
    # Of two programs that build images, each reads a name of its own.
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert left_out == (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert {".git", "var", ".venv", "deploy/containers/secrets"} <= set(left_out.splitlines())
    # What set-up and the products need is not left out by mistake.
    needed = ["scripts", "requirements", "package-lock.json", "pyproject.toml", "locale", "data", "domain.yml", "docs"]
    assert not set(needed) & set(left_out.splitlines())
