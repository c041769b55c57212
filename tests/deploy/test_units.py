"""The units of systemd: what its own tools say of them, and that what they start exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.settings import ROOT

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
COMMAND = "/opt/ketabyar/current/.venv/bin/ketabyar"
# What `systemd-analyze security` may say of a service of ours, of 10; a service without any of it has 9 and more.
MOST_EXPOSED = 1.5

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


def values(unit: str | Path, name: str) -> list[str]:
    """Give all values of a setting of a unit, as they stand; a setting may be written several times."""
    text = (UNITS / unit).read_text(encoding="utf-8")
    return [value for found, value in re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE) if found == name]


@pytest.fixture
def placed(tmp_path: Path) -> Path:
    """The units in a folder of their own, with a program that is there in place of the one that is installed."""
    for path in [*SERVICES, *UNITS.glob("*.target"), *UNITS.glob("*.timer")]:
        text = path.read_text(encoding="utf-8").replace(COMMAND, shutil.which("env") or "/usr/bin/env")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


@needs_systemd
def test_systemd_finds_nothing_to_say_of_them(placed: Path) -> None:
    units = sorted(map(str, placed.iterdir()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True, text=True, env={"SYSTEMD_UNIT_PATH": f"{placed}:", "PATH": "/usr/bin:/bin"}, check=False,
    )  # fmt: skip
    # It reads the machine's own units as well, of which it may say what it will.
    assert [line for line in done.stderr.splitlines() if "ketabyar" in line] == []
    assert done.returncode == 0


@needs_systemd
@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_a_service_has_no_rights_that_it_does_not_need(service: Path, placed: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(placed / service.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    level = re.search(r"Overall exposure level for .*: ([\d.]+)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= MOST_EXPOSED


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_what_it_starts_is_a_command_with_a_bound_on_its_memory(service: Path) -> None:
    started = [line for name in ("ExecStartPre", "ExecStart") for line in values(service, name) if COMMAND in line]
    assert started
    for line in started:
        assert line.partition(f"{COMMAND} ")[2].split()[0] in COMMANDS
    assert values(service, "MemoryMax")
    assert values(service, "User") == ["ketabyar"]
    # Nothing that is secret stands in a file that everybody may read.
    assert not re.search(r"KETABYAR_\w*(?:SECRET|TOKEN|PASSWORD|DATABASE_URL)=", service.read_text(encoding="utf-8"))


def test_one_supervisor_and_three_services_exclude_each_other() -> None:
    three = {"ketabyar-gateway.service", "ketabyar-actions.service", "ketabyar-engine.service"}
    assert set(" ".join(values("ketabyar.service", "Conflicts")).split()) == three
    assert set(" ".join(values("ketabyar.target", "Wants")).split()) == three
    for name in three:
        assert values(name, "Conflicts") == ["ketabyar.service"]
        assert values(name, "PartOf") == ["ketabyar.target"]
        # Or `stop` returns while the gateway still waits for the others, and a `start` right after it leaves that
        # gateway running: the old one, over a store that nobody has migrated.
        assert "ketabyar.target" in values(name, "After")[0].split()


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_a_service_without_its_file_of_settings_is_no_demonstration(service: Path) -> None:
    # What the file says goes before, wherever the two stand (systemd.exec).
    assert "KETABYAR_ENVIRONMENT=production" in " ".join(values(service, "Environment")).split()


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="there is no systemd here")
def test_user_and_folders_can_be_made() -> None:
    made = subprocess.run(
        ["systemd-sysusers", "--dry-run", str(UNITS / "ketabyar.sysusers.conf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    # Every folder that a unit or the command counts on is made for its user, or for its group to read.
    lines = [line.split() for line in (UNITS / "ketabyar.tmpfiles.conf").read_text(encoding="utf-8").splitlines()]
    made_folders = {line[1]: line[2:5] for line in lines if line and line[0] == "d"}
    assert made_folders["/etc/ketabyar/secrets"] == ["0750", "root", "ketabyar"]
    assert made_folders["/var/lib/ketabyar"] == made_folders["/var/cache/ketabyar"] == ["0700", "ketabyar", "ketabyar"]


def test_the_command_hands_on_what_the_services_have(tmp_path: Path) -> None:
    """With another user's name for ours, and a program in place of ketabyar's that tells what it was given."""
    release, settings = tmp_path / "release", tmp_path / "settings.env"
    (release / ".venv" / "bin").mkdir(parents=True)
    program = release / ".venv" / "bin" / "ketabyar"
    program.write_text('#!/bin/sh\necho "$KETABYAR_HOME|$KETABYAR_SITES|$*"\n', encoding="utf-8")
    program.chmod(0o755)
    settings.write_text("# ours\nKETABYAR_SITES='https://a.example,https://b.example'\n", encoding="utf-8")
    me = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    script = tmp_path / "ketabyar"
    text = (UNITS / "ketabyar").read_text(encoding="utf-8")
    script.write_text(
        text.replace("!= ketabyar ]", f"!= {me} ]").replace("/etc/ketabyar", str(tmp_path)),
        encoding="utf-8",
    )
    done = subprocess.run(
        ["sh", str(script), "staff", "add", "sara karimi"],
        capture_output=True, text=True, check=True, env={"RELEASE": str(release), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.strip() == "/var/lib/ketabyar|https://a.example,https://b.example|staff add sara karimi"


def test_the_command_takes_another_folder_of_settings_and_what_is_written_there_goes_first(tmp_path: Path) -> None:
    release, other = tmp_path / "release", tmp_path / "other"
    (release / ".venv" / "bin").mkdir(parents=True)
    program = release / ".venv" / "bin" / "ketabyar"
    program.write_text('#!/bin/sh\necho "$KETABYAR_HOME|$KETABYAR_PORT|$KETABYAR_SECRETS_FOLDER"\n', encoding="utf-8")
    program.chmod(0o755)
    other.mkdir()
    (other / "settings.env").write_text("KETABYAR_HOME='/var/lib/other'\nKETABYAR_PORT='8100'\n", encoding="utf-8")
    me = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    script = tmp_path / "ketabyar"
    script.write_text(
        (UNITS / "ketabyar").read_text(encoding="utf-8").replace("!= ketabyar ]", f"!= {me} ]"), encoding="utf-8"
    )
    done = subprocess.run(
        ["sh", str(script), "doctor"], capture_output=True, text=True, check=True,
        env={"RELEASE": str(release), "SETTINGS": str(other), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.strip() == f"/var/lib/other|8100|{other}/secrets"


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command with another user's name for ours, and a program that tells what it was given."""
    program = tmp_path / "release" / ".venv" / "bin" / "ketabyar"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$KETABYAR_ENVIRONMENT"\n', encoding="utf-8")
    program.chmod(0o755)
    me = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    text = (UNITS / "ketabyar").read_text(encoding="utf-8").replace("!= ketabyar ]", f"!= {me} ]")

    def run(unreadable: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        # Root may read everything: what another user may not is told to the shell in its place.
        script = tmp_path / "command"
        script.write_text(text.replace(unreadable, "true") if unreadable else text, encoding="utf-8")
        return subprocess.run(
            ["sh", str(script), "doctor"], capture_output=True, text=True, check=False,
            env={"RELEASE": str(tmp_path / "release"), "PATH": "/usr/bin:/bin", **more},
        )  # fmt: skip

    return run


def test_the_command_works_in_production_unless_the_settings_say_otherwise(
    tmp_path: Path, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert command(SETTINGS=str(tmp_path)).stdout == "production\n"
    (tmp_path / "settings.env").write_text("KETABYAR_ENVIRONMENT=demo\n", encoding="utf-8")
    assert command(SETTINGS=str(tmp_path)).stdout == "demo\n"


def test_the_command_complains_of_settings_that_it_may_not_read(
    tmp_path: Path, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "settings.env").write_text("KETABYAR_ENVIRONMENT=demo\n", encoding="utf-8")
    for unreadable in ('[ ! -r "$settings/settings.env" ]', '[ ! -x "$settings" ]'):
        done = command(unreadable, SETTINGS=str(tmp_path))
        assert (done.returncode, done.stdout) == (2, "")
        assert str(tmp_path) in done.stderr and "chgrp ketabyar" in done.stderr
    done = command(SETTINGS=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path / "nowhere") in done.stderr
