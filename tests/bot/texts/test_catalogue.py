"""Texts by their keys: from compiled files and from those that are written, one and many, and what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.texts import MissingText, has_text, text
from bot.texts.catalogue import COMPILED, CatalogueDamaged, catalogue, languages, mark_of, sources
from bot.texts.files import compiled

HEAD = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEAD += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    for language, said in (("en", "Save"), ("fa", "ذخیره")):
        file = tmp_path / language / "LC_MESSAGES" / "console.po"
        file.parent.mkdir(parents=True)
        file.write_text(f'{HEAD.format(language=language)}msgid "save"\nmsgstr "{said}"\n', encoding="utf-8")
    return tmp_path


def compile_all(locale: Path) -> None:
    for language in languages(locale):
        files = sources(language, locale)
        (locale / language / "LC_MESSAGES" / COMPILED).write_bytes(compiled(files, mark_of(files)))


def read(language: str, locale: Path) -> str:
    catalogue.cache_clear()
    return catalogue(language, locale).gettext("save")


def test_a_text_is_found_compiled_or_not(locale: Path) -> None:
    assert [read(language, locale) for language in ("en", "fa")] == ["Save", "ذخیره"]
    compile_all(locale)
    assert [read(language, locale) for language in ("en", "fa")] == ["Save", "ذخیره"]


def test_what_was_compiled_before_a_change_is_not_read(locale: Path) -> None:
    compile_all(locale)
    file = locale / "fa" / "LC_MESSAGES" / "console.po"
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("ذخیره", "نگهدار"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read("fa", locale) == "نگهدار"


@pytest.mark.parametrize("content", [b"", b"\xde\x12\x04", b"\xde\x12\x04\x95" + bytes(40), b"nothing of the kind" * 9])
def test_a_compiled_file_that_is_damaged_is_not_read(locale: Path, content: bytes) -> None:
    (locale / "fa" / "LC_MESSAGES" / COMPILED).write_bytes(content)
    assert read("fa", locale) == "ذخیره"


def test_a_language_without_a_catalogue_is_said_in_english(locale: Path) -> None:
    assert read("ckb", locale) == "Save"


def test_no_texts_at_all_are_told(tmp_path: Path) -> None:
    catalogue.cache_clear()
    with pytest.raises(CatalogueDamaged, match="has no texts"):
        catalogue("en", tmp_path)


def test_numbers_choose_the_form() -> None:
    assert text("en", "list.total", 1, n="1") == "1 item"
    assert text("en", "list.total", 0, n="0") == "0 items"
    assert text("fa", "list.total", 1, n="۱") == "۱ مورد"
    assert text("fa", "list.total", 0, n="۰") == "۰ مورد"
    assert text("fa", "figures.times", 1, n="۱") == "یک بار"
    assert text("fa", "figures.times", 0, n="۰") == "۰ بار"
    assert text("en", "list.page_alone", 1, page="1") == "Page 1"


def test_a_key_that_there_is_not_is_an_error_here_and_a_warning_elsewhere() -> None:
    for key in ("no.such.key", ""):
        assert not has_text(key)
        with pytest.raises(MissingText, match="no catalogue has the text"):
            text("fa", key)
        with pytest.warns(MissingText):
            assert text("fa", key, 2, n="۲") == key
    assert has_text("save") and has_text("list.total")


def test_what_is_compiled_is_read_without_what_compiles(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_all(locale)
    monkeypatch.setitem(sys.modules, "bot.texts.files", None)
    assert [read(language, locale) for language in ("en", "fa")] == ["Save", "ذخیره"]


# What the console's pages need of Telegram is read without its library, which takes a tenth of a gateway's start.
STARTED = """
import sys, bot.cli, bot.app
print([name for name in ("babel", "bot.texts.files") if name in sys.modules])
from bot.console.frame.routes import console_routes
console_routes()
print([name for name in ("telegram",) if name in sys.modules])
"""


def test_neither_the_command_nor_the_gateway_brings_in_what_it_does_not_need() -> None:
    found = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout.split() == ["[]", "[]"]
