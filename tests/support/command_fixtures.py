"""The command line as a user calls it, in a state folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.commands import Command, Said
from tests.support.databases import stores_begun_as_copies
from tests.support.system import free_ports


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder that is not there yet, named by the environment."""
    for name in list(os.environ):
        if name.startswith("KETABYAR_"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("KETABYAR_HOME", str(home))
    # Another ketabyar may run on this machine, on the ports that are usual.
    for name, port in zip(("PORT", "ENGINE_PORT", "ACTIONS_PORT"), free_ports(3), strict=True):
        monkeypatch.setenv(f"KETABYAR_{name}", str(port))
    return home


@pytest.fixture
def ketabyar(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process, with more variables: the same code from the arguments to the exit code."""
    # Every run of tests has this fixture: only who asks for it imports the commands.
    from bot.cli.main import main

    def run(*words: str, **variables: str) -> Said:
        with monkeypatch.context() as patch, stores_begun_as_copies():
            for name, value in variables.items():
                patch.setenv(name, value)
            capfd.readouterr()
            code = 0
            try:
                main(words)
            except SystemExit as error:
                code = int(error.code or 0)
            out, err = capfd.readouterr()
        return Said(code, out, err)

    return run
