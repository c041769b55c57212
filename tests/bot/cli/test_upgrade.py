"""`ketabyar upgrade` and `ketabyar migrate --to`: what is told before a switch, and the way back."""

from __future__ import annotations

import json
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.models import building
from bot.settings import ROOT
from bot.supervisor.alone import alone_in
from crm.database import migrate
from protocol.home import Home
from tests.support.databases import begin_store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A state folder, with a cache of its own that holds no model."""
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Home(tmp_path / "home")


def called(*words: str) -> int:
    """Call ketabyar and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(words)
        raise SystemExit(0)
    return int(ended.value.code or 0)


def keep_model() -> None:
    """Put a file into the cache as the model that was trained from what the repository has."""
    folder, inputs = building.cache_folder(), building.inputs_hash()
    folder.mkdir(parents=True)
    (folder / f"{inputs}.tar.gz").write_bytes(b"a model")
    note = {"sha256": sha256(b"a model").hexdigest(), "seconds": 1.0}
    (folder / f"{inputs}.json").write_text(json.dumps(note), encoding="utf-8")


def test_the_version_is_told_with_the_stores_revision(capsys: pytest.CaptureFixture[str]) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert called("--version") == 0
    assert capsys.readouterr().out.strip() == f"ketabyar {version}, store revision {migrate.head()}"
    # What is to be done by hand for this version is told.
    assert (ROOT / "docs" / "releases" / f"{version}.md").is_file()


def test_a_check_tells_what_is_to_come_and_changes_nothing(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    begin_store(home.store_url, "0041")
    assert called("upgrade", "--check") == 1
    told = capsys.readouterr().out
    assert "revision 0041; the start takes" in told
    assert [f"{revision} {said}" in told for revision, said in migrate.steps("0041", migrate.head())].count(False) == 0
    assert "✗ model: has to be trained" in told
    keep_model()
    with alone_in(home.folder) as is_alone:
        assert is_alone
        assert called("upgrade", "--check") == 0
    told = capsys.readouterr().out
    assert "✓ model: trained already" in told
    assert "a ketabyar serves this folder" in told
    assert migrate.current(home.store_url) == "0041"
    assert not home.secret.exists()


def test_a_store_of_a_newer_version_is_no_upgrade(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_store(home.store_url)
    keep_model()
    monkeypatch.setattr(migrate, "_revisions", lambda: ("0001", "0002"))
    assert called("upgrade", "--check") == 1
    assert "is of a newer version" in capsys.readouterr().out


def test_the_way_back_and_forth(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    begin_store(home.store_url)
    with alone_in(home.folder, ("gateway",)):
        assert called("migrate", "--to", "0042", "--yes") == 1
    assert "stop it first" in capsys.readouterr().err
    assert called("migrate", "--to", "0099") == 1
    assert called("migrate", "--to", "0042", "--yes") == 0
    told = capsys.readouterr().out
    assert all(f"{revision} {said}" in told for revision, said in migrate.steps("0042", migrate.head()))
    assert migrate.current(home.store_url) == "0042"
    assert called("migrate") == 0
    assert migrate.current(home.store_url) == migrate.head()


def test_nothing_is_taken_back_without_a_yes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_store(home.store_url)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    assert called("migrate", "--to", "0042") == 130
    assert migrate.current(home.store_url) == migrate.head()
