"""The documents say what the code has: every setting, every command, every make target."""

from __future__ import annotations

import re
import subprocess

import click

from bot.cli.main import cli
from bot.settings import ROOT, Settings

DOCS = ROOT / "docs"


def test_every_setting_is_documented_with_its_default() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = next((line for line in text.splitlines() if f"`KETABYAR_{name.upper()}`" in line), None)
        assert row is not None, f"KETABYAR_{name.upper()} is not in docs/settings.md"
        assert str(field.description) in row, f"docs/settings.md says something else of KETABYAR_{name.upper()}"


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    known = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields}
    inner = {"KETABYAR_ACTIONS_URL", "KETABYAR_TRACKER_URL", "KETABYAR_NOW_SINCE"}
    inner |= {"KETABYAR_ENGINE_SECRET", "KETABYAR_ACTIONS_SECRET", "KETABYAR_STORE_KEY"}
    for path in [*DOCS.rglob("*.md"), ROOT / "README.md"]:
        named = set(re.findall(r"KETABYAR_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8")))
        assert named <= known | inner, path.name


def test_every_command_is_documented() -> None:
    text = (DOCS / "operating.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"`ketabyar {name}" in text, name
        assert command.get_short_help_str()
        if isinstance(command, click.Group):
            for inner in command.commands:
                assert f"`ketabyar {name} {inner}" in text, f"{name} {inner}"


def test_the_readme_names_the_two_commands_and_they_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("up", "test"):
        assert f"make {target}" in text
        assert f"make {target}" in listed


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in link and not link.startswith("mailto:"):
                assert (path.parent / link).exists(), f"{path.name} links to {link}"


def test_no_committed_file_names_a_registry_or_a_home_folder() -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    # Put together here, so that this file does not name them either.
    hosts = [
        ".".join(parts) for parts in (("pythonhosted", "org"), ("pypi", "org"), ("npmjs", "org"), ("debian", "org"))
    ]
    homes = ["/" + "root/", "/" + "home/[a-z]"]
    forbidden = re.compile("|".join([*map(re.escape, hosts), *homes]))
    for name in filter(None, files):
        path = ROOT / name
        if path.suffix in {".png", ".woff2"}:
            continue
        assert not forbidden.search(path.read_text(encoding="utf-8")), name
