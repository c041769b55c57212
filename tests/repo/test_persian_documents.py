"""The pages in Persian: what they name exists, their links lead somewhere, and they are written with care."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli.main import cli
from bot.settings import OTHER_VARIABLES, ROOT, Settings
from bot.texts.catalogue import sources
from bot.texts.files import forms_of, read
from library.settings_sources import secret_file_variables

PAGES = sorted((ROOT / "docs" / "fa").glob("*.md"))
IMAGES = ROOT / "docs" / "images"
PERSIAN = "آ-یءئؤأۀةپچژگک"


def unfenced(document: Path) -> str:
    """A page without its fenced blocks, which are the English page’s (tests/deploy/test_administrator.py)."""
    return re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def prose(document: Path) -> str:
    """What a page says in sentences: without what is set apart as code, and without addresses."""
    text = unfenced(document)
    text = re.sub(r"^    .*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"`[^`]*`", "", text)
    return re.sub(r"\]\([^)]*\)|</?div[^>]*>", "", text)


def test_there_are_the_five_and_readme_leads_to_them() -> None:
    assert [page.name for page in PAGES] == ["README.md", "first-day.md", "installing.md", "librarian.md", "privacy.md"]
    whole = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"](docs/fa/{page.name})" in whole for page in PAGES)
    own = (ROOT / "docs" / "fa" / "README.md").read_text(encoding="utf-8")
    assert all(f"]({page.name})" in own for page in PAGES if page.name != "README.md")


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert "://" in link or (document.parent / link).is_file(), link


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_settings_and_commands_exist(document: Path) -> None:
    text = unfenced(document)
    settings = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields}
    known = settings | secret_file_variables(Settings).keys() | OTHER_VARIABLES
    assert set(re.findall(r"KETABYAR_[A-Z0-9_]+", text)) <= known
    for words in re.findall(r"(?:^|[`/ ])ketabyar ([a-z-]+(?: [a-z-]+)*)", text, re.MULTILINE):
        command: click.Command | None = cli
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(click.Context(command), word)
            assert command is not None, words
    # Names of roles, and of make's targets.
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE)) <= set(targets)


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_what_is_to_be_pressed_is_written_as_it_stands_in_the_console(document: Path) -> None:
    texts = {form for file in sources("fa") for message in read(file) for form in forms_of(message)}
    labels = re.findall(r"\*\*«([^»]+)»\*\*", document.read_text(encoding="utf-8"))
    assert [label for label in labels if label not in texts] == []


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_the_persian_is_written_with_care(document: Path) -> None:
    text = prose(document)
    # Persian letters and digits, Persian marks, half-spaces where they belong.
    assert not re.search("[يكىة٠-٩]", text), "Arabic letters or digits"
    assert not re.search(rf"[{PERSIAN}][?,;]", text), "marks of another script"
    assert not re.search(r"(?:^|\s)(?:می|نمی) [آ-ی]", text), "a space in the place of a half-space"
    ending = r"[آ-ی] (?:ها|های|هایی|هایش|ترین)(?:[\s.،؛:)]|$)"
    assert not re.search(ending, text, re.MULTILINE), "a space in the place of a half-space"
    numbered = re.sub(r"^\d+\.", "", text, flags=re.MULTILINE)
    assert not re.search(r"(?<![\w/.\-])[0-9]+(?![\w.\-])", numbered), "digits of another script"
    assert "ه‌ی " not in text
    # One spelling of a word.
    assert not re.search("وبگاه|وب گاه|گفتگو|گفت و گو|سرپرست سامانه", text)
    assert not set("\"'") & set(text)


def test_every_picture_of_the_guide_is_shown_with_words() -> None:
    text = (ROOT / "docs" / "fa" / "librarian.md").read_text(encoding="utf-8")
    shown = {name: words for words, name in re.findall(r"!\[([^\]]*)\]\(\.\./images/([^)]+)\)", text)}
    assert set(shown) == {path.name for path in IMAGES.glob("guide-fa-*.png")}
    assert all(shown.values())
    assert len(shown) >= 7
