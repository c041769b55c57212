"""What the administrator's page says, where it can be tried without a machine of its own (`make administrator`)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

PAGES = [ROOT / "docs" / "installing.md", ROOT / "docs" / "fa" / "installing.md"]


def block(page: Path, name: str) -> str:
    """Give the lines of a block by its name."""
    found = re.search(rf"^```sh {name}\b[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@library.example")
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("is_tagged", [True, False], ids=["with tags", "without"])
@pytest.mark.parametrize(("name", "version"), [("release", "0.2.0"), ("next", "0.3.0")])
def test_a_release_is_taken_from_a_checkout(name: str, version: str, is_tagged: bool, tmp_path: Path) -> None:
    source, target = tmp_path / "src", tmp_path / "opt"
    source.mkdir()
    target.mkdir()
    git(source, "init", "--quiet")
    for text in ("tagged", "later"):
        (source / "file").write_text(text, encoding="utf-8")
        git(source, "add", "file")
        git(source, "commit", "--quiet", "--message", text)
        if is_tagged and text == "tagged":
            git(source, "tag", f"v{version}")
    lines = block(PAGES[0], name).replace("/usr/src/ketabyar", str(source)).replace("/opt/ketabyar", str(target))
    taken = "\n".join(line for line in lines.splitlines() if line.startswith(("mkdir", "cd", "git")))
    subprocess.run(["bash", "-euo", "pipefail", "-c", taken], check=True)
    assert (target / version / "file").read_text(encoding="utf-8") == ("tagged" if is_tagged else "later")


@pytest.mark.parametrize("page", PAGES, ids=["en", "fa"])
def test_the_second_file_of_settings_is_told_of_and_carried_over(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    table = text.partition("/var/cache/ketabyar")[0]
    assert "`/var/lib/ketabyar/settings.env`" in table
    assert "/var/lib/ketabyar/settings.env" in block(page, "restore")
    # A trial beside the running library writes to nobody, whatever either file says.
    for name in ("TELEGRAM_TOKEN", "BALE_TOKEN", "SMTP_HOST", "SMS_HOOK_URL"):
        assert f"KETABYAR_{name}=''\n" in block(page, "restore")
