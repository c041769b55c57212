"""What a killed supervisor leaves running is ended by the next one, also what it had no time to note."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from bot.supervisor.alone import alone_in, is_held
from protocol.home import Home
from tests.support.waiting import until

SLEEPER = "import time; time.sleep(60)"


@contextmanager
def begun(folder: Path, home: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that looks like a service of a state folder and only sleeps."""
    (folder / "process.py").write_text(SLEEPER, encoding="utf-8")
    running = subprocess.Popen([sys.executable, *words], cwd=folder, env={**os.environ, "KETABYAR_HOME": str(home)})
    until(lambda: psutil.Process(running.pid).cmdline()[1:] == list(words))
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def test_a_service_that_nobody_noted_is_ended(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Home(home).logs.mkdir(parents=True)
    with begun(tmp_path, home, "-m", "process", "engine.serve", "--port", "1") as left, alone_in(home) as is_alone:
        assert is_alone
        assert not psutil.pid_exists(left.pid)
        assert is_held(home)


@pytest.mark.parametrize("words", [("-c", SLEEPER, "bot", "process"), ("-m", "process", "training")])
def test_what_is_no_service_is_left_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    home = tmp_path / "home"
    Home(home).logs.mkdir(parents=True)
    with begun(tmp_path, home, *words) as other, alone_in(home):
        assert other.poll() is None


def test_a_service_of_another_folder_is_left_alone_whatever_a_note_says(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    Home(home).logs.mkdir(parents=True)
    with begun(tmp_path, elsewhere, "-m", "process", "bot") as other:
        note = Home(home).logs / "gateway.pid"
        note.write_text(f"{other.pid}\n", encoding="ascii")
        with alone_in(home):
            assert other.poll() is None
            assert not note.exists()


def test_who_watches_one_service_leaves_the_others_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Home(home).logs.mkdir(parents=True)
    with (
        begun(tmp_path, home, "-m", "process", "bot") as gateway,
        begun(tmp_path, home, "-m", "process", "actions") as actions,
        alone_in(home, ("actions",)) as is_alone,
    ):
        assert is_alone
        assert is_held(home)
        assert gateway.poll() is None
        assert not psutil.pid_exists(actions.pid) or actions.poll() is not None


@pytest.mark.parametrize("service", ["engine", "actions", "gateway"])
def test_a_service_has_one_supervisor_and_all_together_have_none_beside_them(tmp_path: Path, service: str) -> None:
    with alone_in(tmp_path, (service,)) as is_alone:
        assert is_alone
        for asked in ([service], ["engine", "actions", "gateway"]):
            with alone_in(tmp_path, asked) as second:
                assert not second
        others = [each for each in ("engine", "actions", "gateway") if each != service]
        with alone_in(tmp_path, others) as third:
            assert third
    assert not is_held(tmp_path)
