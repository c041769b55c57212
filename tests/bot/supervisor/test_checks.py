"""What keeps ketabyar from starting: each said in one clear line, with what to do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import interpreters
from bot.cli.main import main
from bot.models import building
from bot.settings import ROOT, Settings
from bot.start_errors import StartError
from bot.supervisor import checks

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def busy_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def ketabyar(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    return subprocess.run(
        [str(ROOT / ".venv" / "bin" / "ketabyar"), *words],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_port_in_use_is_named_with_its_holder_and_the_setting_that_moves_ours(busy_port: int, tmp_path: Path) -> None:
    done = ketabyar("up", KETABYAR_PORT=str(busy_port), KETABYAR_HOME=str(tmp_path))
    assert done.returncode == 1
    [line] = done.stderr.strip().splitlines()
    assert f"port {busy_port} is in use" in line
    assert f"process {os.getpid()}" in line
    assert "KETABYAR_PORT" in line


def test_a_full_disk_is_said_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10, 10, 5 * 2**20))
    with pytest.raises(StartError, match="only 5 MB are free"):
        checks.check_disk(Settings(home=tmp_path))


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="ascii")
    with pytest.raises(StartError, match="set KETABYAR_HOME"):
        checks.check_disk(Settings(home=file / "home"))


def test_a_missing_engine_environment_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "ENGINE_PYTHON", tmp_path / "python")
    with pytest.raises(StartError, match="make setup"):
        checks.check_interpreters()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"KETABYAR_PORT": "70000"}, "KETABYAR_PORT"),
        ({"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": "http://x.example"}, "https://"),
        ({"KETABYAR_ENVIRONMENT": "production", "KETABYAR_NOW": "2026-01-01T00:00:00Z"}, "KETABYAR_NOW"),
        ({"KETABYAR_ENGINE_PORT": "8000"}, "must differ"),
    ],
)
def test_an_unsafe_setting_is_one_line_and_no_traceback(
    variables: dict[str, str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in {"KETABYAR_HOME": str(tmp_path), **variables}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main(["migrate"])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "secret",
    ["changeme", "changeme" * 4, "CHANGE_ME_" * 4, "please-change-this-secret-before-production", "a" * 40, "ab" * 20],
)
def test_a_placeholder_secret_is_refused_in_production(secret: str) -> None:
    with pytest.raises(ValidationError, match="placeholder"):
        Settings(environment="production", public_url="https://x.example", secret=secret)


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    first, second = Settings.load(), Settings.load()
    assert first.secret == second.secret
    assert len(first.secret) >= 32
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_changed_model_file_is_not_taken_for_the_recorded_one(tmp_path: Path) -> None:
    path = tmp_path / "abc.tar.gz"
    path.write_bytes(b"a model")
    (tmp_path / "abc.json").write_text(
        f'{{"sha256": "{building.file_sha256(path)}", "seconds": 1, "inputs": "abc"}}', encoding="utf-8"
    )
    assert building.recorded(tmp_path, "abc") is not None
    path.write_bytes(b"another")
    assert building.recorded(tmp_path, "abc") is None


def test_the_hash_of_the_inputs_changes_with_one_byte(tmp_path: Path) -> None:
    for name in building.INPUTS:
        place = tmp_path / name
        if "." in place.name:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("a", encoding="ascii")
        else:
            place.mkdir(parents=True)
    before = building.inputs_hash(tmp_path)
    (tmp_path / "data" / "x.yml").write_text("b", encoding="ascii")
    after = building.inputs_hash(tmp_path)
    assert before != after
    assert after == building.inputs_hash(tmp_path)
