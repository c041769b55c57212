"""The check of texts finds each kind of fault, and none in ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from bot.texts.catalogue import CatalogueDamaged, catalogue
from bot.texts.check import faults, file_faults, use_faults
from bot.texts.files import compiled, written
from bot.texts.update import updated
from bot.texts.uses import read_uses

Said = str | tuple[str, str]
ENGLISH: Mapping[str, Said] = {
    "save": "Save",
    "cases.title": "Cases",
    "cases.found": ("1 case of {year}", "{n} cases of {year}"),
    "cases.status.open": "open",
    "cases.status.done": "done",
}
PERSIAN: Mapping[str, Said] = {
    "save": "ذخیره",
    "cases.title": "پرونده‌ها",
    "cases.found": ("یک پرونده از {year}", "{n} پرونده از {year}"),
    "cases.status.open": "باز",
    "cases.status.done": "انجام‌شده",
}


def put(locale: Path, language: str, domain: str, texts: Mapping[str, Said]) -> Path:
    messages = [Message(key if isinstance(said, str) else (key, key), said) for key, said in texts.items()]
    file = locale / language / "LC_MESSAGES" / f"{domain}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(domain, language, messages), encoding="utf-8")
    return file


def settle(locale: Path, *new: str) -> None:
    """Do as `make texts`."""
    for file, content in list(updated(locale, new)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    put(tmp_path, "en", "console", ENGLISH)
    put(tmp_path, "fa", "console", PERSIAN)
    settle(tmp_path)
    return tmp_path


def test_ours_have_none() -> None:
    assert faults() == []


def test_sound_files_have_none(locale: Path) -> None:
    assert list(file_faults(locale)) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"cases.title": ""}, "fa/console.po: cases.title has no text"),
        ({"cases.found": ("یک پرونده از {year}", "")}, "fa/console.po: cases.found has no text"),
        (
            {"cases.title": "پرونده‌های {year}"},
            "fa/console.po: cases.title has other placeholders than the English text",
        ),
        ({"cases.found": ("یک پرونده", "{n} پرونده از {year}")}, "cases.found has other placeholders"),
        ({"cases.found": ("یک پرونده از {year}", "پرونده‌های {year}")}, "cases.found has other placeholders"),
        ({"cases.found": "{n} پرونده از {year}"}, "cases.found has not the plural forms that it should have"),
        ({"cases.title": "پرونده‌ها {"}, "cases.title has braces that are no placeholder"),
        ({"cases.extra": "زیادی"}, "fa/console.po: cases.extra is not in en"),
    ],
)
def test_a_fault_of_a_translation_is_found(locale: Path, changed: Mapping[str, Said], fault: str) -> None:
    put(locale, "fa", "console", {**PERSIAN, **changed})
    found = list(file_faults(locale))
    assert any(fault in line for line in found), found


def test_a_text_that_is_left_out_is_found(locale: Path) -> None:
    put(locale, "fa", "console", {key: said for key, said in PERSIAN.items() if key != "save"})
    assert "en/console.po: save has no text" not in (found := list(file_faults(locale)))
    assert any(line.endswith("save has no text") for line in found)


def test_a_text_that_somebody_was_not_sure_of_is_found(locale: Path) -> None:
    file = locale / "fa" / "LC_MESSAGES" / "console.po"
    file.write_text(
        file.read_text(encoding="utf-8").replace('msgid "save"', '#, fuzzy\nmsgid "save"'), encoding="utf-8"
    )
    assert any("save is marked as not sure" in line for line in file_faults(locale))


def test_another_form_and_an_old_english_text_beside_a_translation_are_found(locale: Path) -> None:
    put(locale, "en", "console", {**ENGLISH, "save": "Keep"})
    assert list(file_faults(locale)) == ["fa/LC_MESSAGES/console.po: not in the form that `make texts` writes"]
    settle(locale)
    assert list(file_faults(locale)) == []
    assert "#. English: Keep\n" in (locale / "fa" / "LC_MESSAGES" / "console.po").read_text(encoding="utf-8")


def test_a_key_that_stands_twice_is_found(locale: Path) -> None:
    put(locale, "en", "pages", {"save": "Save"})
    with pytest.raises(CatalogueDamaged, match=r"en/pages\.po: save is in console\.po too"):
        list(file_faults(locale))
    with pytest.raises(CatalogueDamaged, match=r"pages\.po: save stands in another file too"):
        compiled(sorted((locale / "en" / "LC_MESSAGES").glob("*.po")), "mark")


def test_a_key_in_a_file_where_nobody_looks_for_it_is_found(locale: Path) -> None:
    put(locale, "en", "pages", {"cases.lost": "Lost"})
    put(locale, "fa", "pages", {"cases.lost": "گم‌شده"})
    assert any("cases.lost belongs to console.po" in line for line in file_faults(locale))


def test_a_key_that_stands_twice_in_one_file_is_found(locale: Path) -> None:
    file = locale / "fa" / "LC_MESSAGES" / "console.po"
    file.write_text(file.read_text(encoding="utf-8") + '\nmsgid "save"\nmsgstr "نگهدار"\n', encoding="utf-8")
    with pytest.raises(CatalogueDamaged, match=r"fa/console\.po: save stands twice"):
        list(file_faults(locale))


def test_a_file_that_is_none_is_told_by_its_name(locale: Path) -> None:
    (locale / "fa" / "LC_MESSAGES" / "console.po").write_text('<<<<<<< ours\nmsgid "save"\n', encoding="utf-8")
    with pytest.raises(CatalogueDamaged, match=r"console\.po"):
        list(file_faults(locale))


def test_a_third_language_is_a_folder_and_may_lack_texts(locale: Path) -> None:
    settle(locale, "ckb")
    catalogue.cache_clear()
    assert list(file_faults(locale)) == []
    new = locale / "ckb" / "LC_MESSAGES" / "console.po"
    assert '#. English: Save\nmsgid "save"\nmsgstr ""\n' in new.read_text(encoding="utf-8")
    new.write_text(
        new.read_text(encoding="utf-8").replace('msgid "save"\nmsgstr ""', 'msgid "save"\nmsgstr "هەڵگرتن"'),
        encoding="utf-8",
    )
    settle(locale)
    texts = catalogue("ckb", locale)
    assert texts.gettext("save") == "هەڵگرتن"
    assert texts.gettext("cases.title") == "Cases"
    assert texts.ngettext("cases.found", "cases.found", 2) == "{n} cases of {year}"


Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put_file(name: str, source: str) -> None:
        (tmp_path / name).write_text(source, encoding="utf-8")

    # All that the other texts need.
    put_file(
        "rest.html",
        '{{ t("save") }} {{ t("cases.title") }} {{ t("cases.found", n=2) }} {{ options("cases.status.", states) }}',
    )
    put_file("rest.py", 'STATES = ("open", "done")')
    return put_file


def faults_of(folder: Path, words: Iterable[str] = ()) -> list[str]:
    keys = dict.fromkeys(ENGLISH, "console")
    return [line.removeprefix(f"{folder.name}/") for line in use_faults(keys, read_uses([folder]), words)]


def test_texts_that_are_all_asked_for_have_no_fault(write: Write, tmp_path: Path) -> None:
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "source", "key"),
    [
        ("new.py", 'say(locale, "cases.lost")', "cases.lost"),
        ("new.py", 'say(locale, "cases.title" if one else "cases.lost", n=1)', "cases.lost"),
        ("new.py", 'text(language, "cases.lost")', "cases.lost"),
        ("new.py", 'go_to(f"/console/{number}", "cases.lost")', "cases.lost"),
        ("new.py", 'errors = {"page": "cases.lost"}', "cases.lost"),
        ("new.py", 'HomeCard("lost", "/console")', "home.lost"),
        ("new.py", 'key = f"cases.lost.{name}"', "cases.lost.*"),
        ("new.html", '{{ t("cases.lost") }}', "cases.lost"),
        ("new.html", '{{ t("cases.lost" if one else "cases.title") }}', "cases.lost"),
        ("new.html", '{{ t("cases.lost." ~ name) }}', "cases.lost.*"),
        ("new.html", '{{ options("cases.lost.", names) }}', "cases.lost.*"),
    ],
)
def test_a_key_that_is_asked_for_in_vain_is_found(
    name: str, source: str, key: str, write: Write, tmp_path: Path
) -> None:
    write(name, source)
    assert faults_of(tmp_path) == [f"{name}: there is no text {key}"]


def test_names_of_files_and_audited_actions_are_no_keys(write: Write, tmp_path: Path) -> None:
    write("new.py", 'page("cases.html"); audited("cases.read")')
    keys = dict.fromkeys([*ENGLISH, "did.cases.read"], "console")
    assert list(use_faults(keys, read_uses([tmp_path]))) == ["console.po: nobody asks for did.cases.read"]
    write("more.html", '{{ named("did.", action) }}')
    assert list(use_faults(keys, read_uses([tmp_path]))) == []


def test_a_text_that_nobody_asks_for_is_found(write: Write, tmp_path: Path) -> None:
    write("rest.html", '{{ t("save") }} {{ t("cases.found", n=2) }} {{ t("cases.status." ~ state) }}')
    assert faults_of(tmp_path) == ["console.po: nobody asks for cases.title"]
    write("new.py", 'TITLE = "cases.title"')
    assert faults_of(tmp_path) == []


def test_a_name_that_nothing_knows_makes_no_use_of_a_key(write: Write, tmp_path: Path) -> None:
    write("rest.py", 'STATES = ("open",)')
    assert faults_of(tmp_path) == ["console.po: nobody asks for cases.status.done"]
    assert faults_of(tmp_path, words=["done"]) == []
