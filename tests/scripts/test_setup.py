"""`scripts/setup.sh` on a small folder of its own, with a stand-in for uv that makes the environments in a moment."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

# Makes what uv would make as far as the script looks at it: an interpreter, and scripts that name it.
UV = """#!/bin/sh
case "$1" in
  --version) echo "uv 0" ;;
  venv)
    echo "$*" >> uv.log
    for folder; do :; done
    mkdir -p "$folder/bin"
    printf '#!/bin/sh\\n' > "$folder/bin/python"
    chmod +x "$folder/bin/python" ;;
  pip)
    echo "$*" >> uv.log
    for name in pytest rasa ketabyar; do
      printf '#!%s/%s/bin/python\\n' "$PWD" "$VIRTUAL_ENV" > "$VIRTUAL_ENV/bin/$name.new"
      mv "$VIRTUAL_ENV/bin/$name.new" "$VIRTUAL_ENV/bin/$name"
    done ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout as far as the script looks at it."""
    folder = tmp_path / "here"
    for place in ("scripts", "requirements", "bot/pages/static/vendor", ".cache/uv/bin"):
        (folder / place).mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    for name in ("app", "dev", "engine", "engine-dev"):
        (folder / "requirements" / f"{name}.txt").write_text(f"{name}\n", encoding="ascii")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="ascii")
    for name in ("package-lock.json", "bot/pages/static/vendor/.locked"):
        (folder / name).write_text("{}", encoding="ascii")
    uv = folder / ".cache" / "uv" / "bin" / "uv"
    uv.write_text(UV, encoding="ascii")
    uv.chmod(uv.stat().st_mode | stat.S_IXUSR)
    return folder


def setup(folder: Path, *words: str) -> str:
    """Run the script with that uv alone, and give what it says."""
    done = subprocess.run(
        ["bash", str(folder / "scripts" / "setup.sh"), *words], cwd=folder, text=True, capture_output=True, check=False,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def asked(folder: Path) -> list[str]:
    """What uv was asked to install since the last look."""
    log = folder / "uv.log"
    lines = log.read_text(encoding="ascii").splitlines() if log.is_file() else []
    log.unlink(missing_ok=True)
    return lines


def test_the_second_time_nothing_is_done(folder: Path) -> None:
    assert "preparing the application" in setup(folder)
    assert sorted(line.split()[0] for line in asked(folder)) == ["pip"] * 3 + ["venv"] * 2
    assert setup(folder) == ""
    assert asked(folder) == []


@pytest.mark.parametrize("noted", [True, False])
def test_a_folder_that_was_moved_is_set_up_anew_and_it_is_said(folder: Path, noted: bool) -> None:
    setup(folder)
    if not noted:
        for environment in (".venv", ".venv-engine"):
            (folder / environment / ".made-in").unlink()
    there = folder.rename(folder.with_name("there"))
    said = setup(there)
    for environment in (".venv", ".venv-engine"):
        assert f"was moved or copied from {folder}: {environment} is made anew" in said
    assert (there / ".venv" / "bin" / "ketabyar").read_text(encoding="ascii").startswith(f"#!{there}/")
    assert setup(there) == ""


def test_a_copy_beside_the_first_is_noticed_too(folder: Path) -> None:
    setup(folder)
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    assert f"copied from {folder}" in setup(copy)
    assert setup(folder) == ""


def test_a_way_to_the_folder_by_a_link_is_no_other_folder(folder: Path) -> None:
    setup(folder)
    link = folder.with_name("link")
    link.symlink_to(folder)
    assert setup(link) == ""


def test_a_new_package_of_ours_is_installed_without_a_new_environment(folder: Path) -> None:
    setup(folder, "dev")
    asked(folder)
    (folder / "pyproject.toml").write_text("[project]\n# another package\n", encoding="ascii")
    assert setup(folder, "dev") == ""
    assert [line.split()[-1] for line in asked(folder)] == ["."]


@pytest.mark.parametrize(
    ("took", "chosen"),
    [((100, 60), "python3.13"), ((100, 90), "python3.12"), ((60, 100), "python3.12"), (("", 60), "python3.13")],
)
def test_the_application_has_the_interpreter_that_needs_least(
    folder: Path, took: tuple[object, ...], chosen: str
) -> None:
    # Microseconds that no interpreter of this machine comes near; one that says none does not run.
    for version, micros in zip(("3.12", "3.13"), took, strict=True):
        programs = folder / ".pyenv" / "versions" / f"{version}.0" / "bin"
        programs.mkdir(parents=True)
        program = programs / f"python{version}"
        program.write_text(f"#!/bin/sh\necho {micros}\n" if micros else "#!/bin/sh\nexit 1\n", encoding="ascii")
        program.chmod(0o755)
    setup(folder)
    made = next(line for line in asked(folder) if line.startswith("venv")).split()
    assert made[made.index("--python") + 1].endswith(f"/{chosen}")


def test_a_release_beside_another_takes_its_environments_over_and_leaves_them_as_they_are(folder: Path) -> None:
    setup(folder)
    site = folder / ".venv-engine" / "lib" / "python3.10" / "site-packages"
    site.mkdir(parents=True)
    (site / "large.py").write_text("1\n", encoding="ascii")
    (site / "ours.pth").write_text(f"{folder}/engine/stand_ins\n", encoding="ascii")
    beside = folder.parent / "next"
    shutil.copytree(folder, beside, ignore=shutil.ignore_patterns(".venv*", "uv.log"))
    assert f"as in {folder}" in setup(beside)
    assert [line.split()[0] for line in asked(beside)] == ["pip"] * 3
    theirs = beside / ".venv-engine" / "lib" / "python3.10" / "site-packages"
    assert (theirs / "large.py").samefile(site / "large.py")
    assert (theirs / "ours.pth").read_text(encoding="ascii") == f"{beside}/engine/stand_ins\n"
    assert (beside / ".venv-engine" / ".made-in").read_text(encoding="ascii") == f"{beside}\n"
    # Of the one that was there nothing has changed, and both are content with what they have.
    assert (site / "ours.pth").read_text(encoding="ascii") == f"{folder}/engine/stand_ins\n"
    assert (folder / ".venv" / ".made-in").read_text(encoding="ascii") == f"{folder}\n"
    assert setup(folder) == setup(beside) == ""


def test_an_environment_of_other_packages_is_not_taken_over(folder: Path) -> None:
    setup(folder)
    beside = folder.parent / "next"
    shutil.copytree(folder, beside, ignore=shutil.ignore_patterns(".venv*", "uv.log"))
    (beside / "requirements" / "engine.txt").write_text("another\n", encoding="ascii")
    assert setup(beside).count("as in") == 1
    assert [line.split()[0] for line in asked(beside)].count("venv") == 1
