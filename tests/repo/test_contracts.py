"""Every contract between the packages fails when it is broken: a wrong import is planted in a copy for each of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = [contract["name"] for contract in LINTER["contracts"]]
# The module that is planted, in a folder that is there.
PLANTED = "planted_for_the_contracts"


@dataclass(frozen=True)
class Wrong:
    """An import that a contract forbids: from a new module of a package."""

    package: str
    imported: str

    @property
    def importer(self) -> str:
        return f"{self.package}.{PLANTED}"


WRONG = {
    "the packages stand in floors; gateway and action server do not know each other": [
        Wrong("language", "crm.errors"),
        Wrong("crm", "library.values"),
        Wrong("actions", "bot.settings"),
    ],
    "the rooms of the store stand in floors": [Wrong("crm.records", "crm.cases.opening")],
    "the rooms of the gateway stand in floors": [Wrong("bot.web", "bot.pages.site")],
    "only crm and library know the database": [Wrong("bot.jobs", "sqlalchemy"), Wrong("actions.facts", "sqlalchemy")],
    "no feature of the console imports another": [Wrong("bot.console.cases", "bot.console.profile.pages")],
    "the frame of the console finds the features, and imports none": [
        Wrong("bot.console.frame", "bot.console.profile.pages")
    ],
}


def lint(tree: Path) -> dict[str, str]:
    """Say of every contract what the linter writes of it: KEPT, or the section that tells what breaks it."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False, env={"COLUMNS": "1000"})
    lines = done.stdout.splitlines()
    states = {
        found[1]: found[2]
        for line in lines
        if (found := re.match(r"(.+) (KEPT|BROKEN)(?: \(\d+ ignored imports?\))?$", line))
    }
    assert list(states) == CONTRACTS, done.stdout + done.stderr
    assert done.returncode == ("BROKEN" in states.values())
    section, told = "", dict[str, str]()
    for line in done.stdout.partition("Broken contracts")[2].splitlines():
        section = line if line in states else section
        told[section] = f"{told.get(section, '')}{line}\n"
    return {name: state if state == "KEPT" else told[name] for name, state in states.items()}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of every package that the contracts speak of, to plant in."""
    made = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", made)
    for package in LINTER["root_packages"]:
        shutil.copytree(
            ROOT / package,
            made / package,
            ignore=lambda folder, names: {n for n in names if "." in n and not n.endswith(".py")} | {"__pycache__"},
        )
    return made


def test_a_wrong_import_is_known_for_every_contract() -> None:
    assert sorted(WRONG) == sorted(CONTRACTS)


def test_a_wrong_import_breaks_its_contract_and_no_other(tree: Path) -> None:
    """All are planted at once, for to read every module takes seconds; each contract must tell of its own alone."""
    assert set(lint(tree).values()) == {"KEPT"}
    for wrong in (one for several in WRONG.values() for one in several):
        folder = tree.joinpath(*wrong.package.split("."))
        assert folder.is_dir(), f"{wrong.package} is gone: plant elsewhere"
        (folder / f"{PLANTED}.py").write_text(f"import {wrong.imported}\n", encoding="utf-8")
    room = tree / "crm" / "a_room_without_a_floor"
    room.mkdir()
    (room / "__init__.py").touch()
    told = lint(tree)
    assert room.name in told["the rooms of the store stand in floors"]
    for name, several in WRONG.items():
        found = set(re.findall(r"([\w.]+) -> ([\w.]+)", told[name]))
        assert found == {(wrong.importer, wrong.imported) for wrong in several}, name
