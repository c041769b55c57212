"""A small content of its own, and what is needed to train and test it for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.support.small_content import (
    edited_content,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder with a small content of staff's own in it."""
    home = tmp_path / "home"
    home.mkdir()
    edited_content(home)
    return home


@pytest.fixture
def settings(home: Path) -> Settings:
    """Settings of that folder."""
    return Settings(home=home, secret="a secret of these tests, long enough")
