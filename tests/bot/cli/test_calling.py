"""What commands are named with: the variables that they need, by the name under which they are found, no secret."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli.client import ChatClient, ChatError
from bot.cli.run import _welcome
from bot.console.setup.machine import machine_of
from bot.settings import Settings
from bot.watching import calling
from tests.support.commands import Command
from tests.support.system import free_ports


@pytest.fixture
def not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that does not find the command by its name."""
    monkeypatch.setattr(calling.shutil, "which", lambda _name: None)


def lines(out: str, word: str) -> str:
    return next(line for line in out.splitlines() if word in line)


@pytest.mark.usefixtures("not_found")
def test_up_says_with_which_variables_its_commands_are_called(
    home: Path, ketabyar: Command, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ketabyar("migrate").code == 0
    given = {"KETABYAR_HOME": str(home), "KETABYAR_PORT": "8830", "KETABYAR_ENGINE_PORT": "8831",
             "KETABYAR_TELEGRAM_TOKEN": "1:secret"}  # fmt: skip
    asyncio.run(_welcome(calling.set_here(given), Settings.load()))
    out = capfd.readouterr().out
    # The same for each of them: what one needs not, it leaves alone.
    begun = f"  KETABYAR_ENGINE_PORT=8831 KETABYAR_HOME={home} KETABYAR_PORT=8830 .venv/bin/ketabyar"
    for words in ("chat --lang en", "doctor"):
        assert lines(out, f"ketabyar {words}").endswith(f"{begun} {words}")
    assert "KETABYAR_TELEGRAM_TOKEN" in out and "1:secret" not in out
    assert "KETABYAR_PORT=8830" in lines(out, "staff add USERNAME")


@pytest.mark.usefixtures("not_found")
def test_without_variables_the_plain_commands_are_named(
    home: Path, ketabyar: Command, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ketabyar("migrate").code == 0
    asyncio.run(_welcome({}, Settings.load()))
    out = capfd.readouterr().out
    assert lines(out, " chat --lang en").split()[-4:] == [".venv/bin/ketabyar", "chat", "--lang", "en"]
    assert "KETABYAR_PORT" not in out


def test_what_is_set_for_our_own_processes_is_named_to_nobody(tmp_path: Path) -> None:
    given = {
        "KETABYAR_PORT": "8830", "KETABYAR_ENGINE_SECRET": "x", "KETABYAR_SETTINGS_TAKEN": "none",
        "KETABYAR_SECRETS_FOLDER": str(tmp_path), "KETABYAR_DATABASE_URL_FILE": f"{tmp_path}/database_url", "PATH": "/",
    }  # fmt: skip
    assert calling.set_here(given) == {"KETABYAR_PORT": "8830", "KETABYAR_SECRETS_FOLDER": str(tmp_path)}
    spaced = calling.with_variables("doctor", {"KETABYAR_HOME": "/srv/my library", "KETABYAR_DATABASE_URL": "x://y"})
    assert spaced.startswith("KETABYAR_HOME='/srv/my library' ") and "x://y" not in spaced
    assert calling.unsaid({"KETABYAR_DATABASE_URL": "x", "KETABYAR_SMTP_PASSWORD": "x", "KETABYAR_PORT": "1"}) == [
        "KETABYAR_DATABASE_URL", "KETABYAR_SMTP_PASSWORD",
    ]  # fmt: skip


@pytest.mark.parametrize(("is_found", "name"), [(True, "ketabyar"), (False, ".venv/bin/ketabyar")])
def test_the_set_up_page_names_a_command_that_is_found(
    is_found: bool, name: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling.shutil, "which", lambda _name: "/usr/local/bin/ketabyar" if is_found else None)
    machine = asyncio.run(machine_of(Settings().completed(secret="")))
    assert [part.command.rpartition(" ")[0] for part in machine.parts] == [f"{name} init --only"] * len(machine.parts)


def test_a_chat_with_nobody_says_how_another_port_is_named() -> None:
    client = ChatClient(f"http://127.0.0.1:{free_ports(1)[0]}", "en")
    with pytest.raises(ChatError, match="KETABYAR_PORT") as told, client:
        pass
    assert "--url" in str(told.value)


def test_a_backup_names_the_folder_and_the_user(home: Path, ketabyar: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ketabyar("migrate").code == 0
    missing = home.parent / "x"
    said = ketabyar("backup", str(missing / "kept.tar.gz"))
    assert said.code == 1 and f"{missing} is not there" in said.err and ".ketabyar-backup-" not in said.err
    # As for a user who may not write there, which root always may.
    monkeypatch.chdir(home.parent)
    monkeypatch.setattr("bot.cli.backup.os.access", lambda *_: False)
    monkeypatch.setattr("bot.cli.backup.pwd.getpwuid", lambda _: type("User", (), {"pw_name": "ketabyar"}))
    said = ketabyar("backup")
    assert said.code == 1
    assert f"the user ketabyar may not write in the folder {home.parent}" in said.err and "name a FILE" in said.err
