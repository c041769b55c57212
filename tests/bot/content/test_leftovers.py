"""What processes that were killed have left of the content is gone when the next one starts."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from pathlib import Path

import pytest

from bot.content.leftovers import LEFT_SECONDS, PREFIX, sweep
from bot.content.project import Project
from tests.support.small_content import write_content

WORDS = "the words of a patron"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of temporary files, for this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def left(folder: Path, *, old: bool) -> Path:
    folder.mkdir(parents=True)
    (folder / "nlu.yml").write_text(WORDS, encoding="utf-8")
    if old:
        then = time.time() - LEFT_SECONDS - 60
        os.utime(folder, (then, then))
    return folder


def test_of_a_killed_edit_nothing_is_left(tmp_path: Path, temporary: Path) -> None:
    root = write_content(tmp_path / "root")
    project = Project(tmp_path / "home", root)
    with project.editing() as folder:
        rules = folder / "data" / "rules.yml"
        rules.write_text(rules.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    for name in (".merged", ".before.part", "data.part", ".base/data.part"):
        left(project.overlay / name, old=False)
    (project.overlay / ".shared.part").write_text("half", encoding="utf-8")
    sweep(tmp_path / "home")
    names = {path.name for path in project.overlay.iterdir()} | {path.name for path in project.overlay.glob(".base/*")}
    assert names == {"config.yml", "domain.yml", "data", ".base", ".lock"}
    assert "# edited" in (project.overlay / "data" / "rules.yml").read_text(encoding="utf-8")


def test_what_cannot_be_removed_keeps_nothing_from_starting(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_: Project) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(Project, "recovered", full)
    sweep(tmp_path / "home")
    assert "is still there" in caplog.text


def test_temporary_folders_go_that_are_old_and_ours(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, fresh = left(temporary / f"{PREFIX}old", old=True), left(temporary / f"{PREFIX}fresh", old=False)
    others, elsewhere = left(temporary / "another-old", old=True), left(tmp_path / "elsewhere", old=True)
    link = temporary / f"{PREFIX}link"
    link.symlink_to(elsewhere)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: old.stat().st_uid + 1)
        sweep(tmp_path / "home")
        assert old.is_dir(), "another user's"
    former = [left(temporary / f"ketabyar-{name}-old", old=True) for name in ("test", "tried")]
    sweep(tmp_path / "home")
    assert not any(path.exists() for path in former), "of the version before"
    assert [path.exists() for path in (old, fresh, others, elsewhere, link)] == [False, True, True, True, True]
