"""The documents say what the code has: every setting, every command, every make target."""

from __future__ import annotations

import re
import subprocess

import click

from bot.cli.main import COMMANDS, cli
from bot.console.frame.roles import PERMISSIONS
from bot.settings import OTHER_VARIABLES, ROOT, Settings
from library.settings_sources import secret_file_variables

DOCS = ROOT / "docs"


def test_every_setting_is_documented_with_its_default() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| `KETABYAR_{name.upper()}`")), None)
        assert row is not None, f"KETABYAR_{name.upper()} is not in docs/settings.md"
        assert str(field.description) in row, f"docs/settings.md says something else of KETABYAR_{name.upper()}"


def test_every_other_variable_is_documented_too() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"KETABYAR_[A-Z0-9_]+[A-Z]", text))
    settings = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields}
    assert named - secret_file_variables(Settings).keys() == settings | OTHER_VARIABLES
    used = set()
    for room in ("bot", "actions", "crm", "library", "language", "engine"):
        for path in (ROOT / room).rglob("*.py"):
            used |= set(re.findall(r"KETABYAR_[A-Z0-9_]+[A-Z]", path.read_text(encoding="utf-8")))
    assert used <= named | secret_file_variables(Settings).keys()


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    known = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields} | secret_file_variables(Settings).keys()
    for path in [*DOCS.rglob("*.md"), ROOT / "README.md"]:
        named = set(re.findall(r"KETABYAR_[A-Z0-9_]+[A-Z]", path.read_text(encoding="utf-8")))
        assert named <= known | OTHER_VARIABLES, path.name


def test_every_command_is_documented() -> None:
    text = (DOCS / "operating.md").read_text(encoding="utf-8")
    context = click.Context(cli)
    # Each is read when it is called, so that the group itself holds none.
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
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


def test_every_test_that_a_document_names_exists() -> None:
    missing = []
    for page in sorted(DOCS.rglob("*.md")):
        for path, name in set(re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", page.read_text(encoding="utf-8"))):
            file = ROOT / path
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            if not text or (name and not re.search(rf"^\s*(?:async )?def {name}\(", text, re.MULTILINE)):
                missing.append(f"{page.name}: {path} {name}")
    assert missing == []


def test_every_role_is_described_once() -> None:
    text = (DOCS / "console.md").read_text(encoding="utf-8")
    table = text[text.index("| role | may |") :].split("\n\n")[0]
    assert re.findall(r"^\| (\w+) \|", table, re.MULTILINE)[1:] == list(PERMISSIONS)


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
        if path.suffix in {".png", ".woff2", ".pdf", ".npz"}:
            continue
        assert not forbidden.search(path.read_text(encoding="utf-8")), name


def test_every_room_stands_in_the_architecture() -> None:
    """Top folders, and every package of the source down to the second floor."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    rooms = {file.split("/")[0] for file in files if "/" in file and not file.startswith(".")}
    for file in files:
        top, _, rest = file.partition("/")
        if top in ("actions", "bot", "crm", "engine", "language", "library") and rest.endswith(".py") and "/" in rest:
            rooms.add(f"{top}/{rest.split('/')[0]}")
        if top == "bot" and rest.startswith("channels/") and rest.count("/") > 1:
            rooms.add(f"{top}/channels/{rest.split('/')[1]}")
    assert [room for room in sorted(rooms) if f"`{room}/`" not in text] == []
