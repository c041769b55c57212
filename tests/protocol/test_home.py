"""The state folder: where it is, and what lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.home import OURS, Home


def test_every_place_lies_in_the_folder_under_a_name_that_is_ours(tmp_path: Path) -> None:
    home = Home(tmp_path)
    places = {name: getattr(home, name) for name, value in vars(Home).items() if isinstance(value, property)}
    assert places.pop("store_url") == f"sqlite:///{tmp_path}/store.sqlite3"
    assert {place.relative_to(tmp_path).parts[0] for place in places.values()} == set(OURS)
    assert list(tmp_path.iterdir()) == [], "nothing is made by asking"


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETABYAR_HOME", f"{tmp_path}/a/../b")
    assert Home.of_environment() == Home(tmp_path / "b")
    monkeypatch.setenv("KETABYAR_HOME", "")
    monkeypatch.chdir(tmp_path)
    assert Home.of_environment() == Home(tmp_path.resolve() / "var")
