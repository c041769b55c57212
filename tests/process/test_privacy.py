"""What this user alone may read, and what is left as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from process import privacy
from protocol.home import OURS


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder as an earlier version left it, with something beside that is not ours."""
    home = tmp_path / "home"
    for folder in ("logs/models", "models", "engines", "mine"):
        (home / folder).mkdir(parents=True)
    for name in (
        "store.sqlite3",
        "store.sqlite3-wal",
        "tracker.sqlite3",
        "logs/models/1.log",
        "models/a.tar.gz",
        "mine/x",
    ):
        (home / name).write_text("", encoding="ascii")
        (home / name).chmod(0o644)
    home.chmod(0o755)
    return home


def test_a_state_folder_that_others_may_read_is_closed(home: Path) -> None:
    assert privacy.mend(home, OURS) == []
    assert mode(home) == 0o700
    for name in ("store.sqlite3", "store.sqlite3-wal", "tracker.sqlite3", "logs/models/1.log", "models/a.tar.gz"):
        assert mode(home / name) == 0o600, name
    for name in ("logs", "logs/models", "models"):
        assert mode(home / name) == 0o700, name
    assert mode(home / "mine" / "x") == 0o644, "what is not ours is not touched"


def test_links_are_not_followed(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("", encoding="ascii")
    other.chmod(0o644)
    (home / "logs" / "link").symlink_to(other)
    privacy.mend(home, OURS)
    assert mode(other) == 0o644


def test_a_folder_that_all_users_share_is_not_closed_and_named(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    assert privacy.mend(shared, OURS) == [str(shared)]
    assert mode(shared) == 0o1777


def test_new_files_are_private(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        privacy.keep_private()
        (tmp_path / "new").write_text("", encoding="ascii")
        assert mode(tmp_path / "new") == 0o600
    finally:
        os.umask(before)
