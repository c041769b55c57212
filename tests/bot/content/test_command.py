"""`ketabyar content`: the same on the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import content as command
from bot.cli.content import content
from bot.content.project import Project, copy_content
from bot.settings import ROOT
from bot.start_errors import StartError
from protocol.shared_secret import make_secret
from tests.support.databases import begin_store


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A state folder with a store, and a repository that may be written to."""
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path / "home"))
    make_secret(tmp_path / "home")
    begin_store(f"sqlite:///{tmp_path / 'home' / 'store.sqlite3'}")
    copy_content(ROOT, tmp_path / "root")
    made = Project(tmp_path / "home", tmp_path / "root")
    monkeypatch.setattr(command, "Project", lambda home: Project(home, tmp_path / "root"))
    return made


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(content, words, input=typed)


def test_status_export_merge_and_discard(project: Project, tmp_path: Path) -> None:
    assert "no edits in the console" in run("status").output
    assert "nothing to export" in run("export").output
    project.add_examples("en", "hours", ["open on the feast of sacrifice"])
    told = run("status").output
    assert "data/nlu/en/place.yml: edited by staff\n" in told and "+ en hours: open on the feast of sacrifice" in told
    packed = tmp_path / "content.zip"
    run("export", "--zip", str(packed))
    assert b"feast of sacrifice" in zipfile.ZipFile(packed).read("data/nlu/en/place.yml")
    file = project.root / "data" / "nlu" / "en" / "social.yml"
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\n    - a line of the repository\n", "utf-8")
    refused = run("export")
    assert isinstance(refused.exception, StartError) and "content merge" in str(refused.exception)
    assert "data/nlu/en/social.yml" in run("merge").output
    assert "data/nlu/en/place.yml" in run("export").output
    assert "feast of sacrifice" in (project.root / "data/nlu/en/place.yml").read_text("utf-8")
    project.add_examples("en", "hours", ["open during the eclipse of the moon"])
    assert run("discard", typed="n\n").exit_code == 1 and project.is_edited
    assert run("discard", "--yes").exit_code == 0 and not project.is_edited
