"""What is read of tables, whatever their headings, delimiters, encodings and calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from library.errors import ImportRefused
from library.imports import Mapping, read_mapping
from library.imports.record import CatalogueRecord
from library.imports.sources import records_of
from library.imports.tables import day_in, sum_in
from tests.support.import_files import broken, text_file

PERSIAN = (
    "شماره رکورد;عنوان;نویسنده;مترجم;شابک;ناشر;سال نشر;تعداد صفحات;موضوع;زبان;گروه سنی;بارکد;شعبه;وضعیت\n"
    "10;بوف کور;هدایت، صادق;;964-00-0001-1;امیرکبیر;۱۳۱۵;۱۲۰ ص;داستان فارسی؛ رمان;فارسی;بزرگسال;b1;مرکزی;موجود\n"
    "10;بوف کور;هدایت، صادق;;964-00-0001-1;امیرکبیر;۱۳۱۵;۱۲۰ ص;داستان فارسی؛ رمان;فارسی;بزرگسال;b2;سعدی;گم شده\n"
    "11;شازده کوچولو;اگزوپری;احمد شاملو;;نگاه;۱۳۸۰;96;;فارسی;ب;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_persian_headings_are_known_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = (
        PERSIAN
        if encoding != "cp1256"
        else PERSIAN.replace("۱۳۱۵", "1315").replace("۱۲۰", "120").replace("۱۳۸۰", "1380").replace("ی", "ي")
    )
    first, second = records_of(text_file(tmp_path, text, encoding=encoding), Mapping())
    assert isinstance(first, CatalogueRecord) and isinstance(second, CatalogueRecord)
    assert (first.id, first.authors, first.year, first.pages) == (
        "10",
        text.split(";")[15].partition("، ")[2] + " هدا" + ("یت" if encoding != "cp1256" else "يت"),
        1315,
        120,
    )
    assert first.audience == "adults"
    assert first.copies is not None
    assert [(copy.barcode, copy.status) for copy in first.copies] == [("b1", "available"), ("b2", "lost")]
    assert second.audience == "children"
    assert second.copies is None
    # A translation: its year is Gregorian.
    assert (second.original_language, second.year) == (None, 2001)


@pytest.mark.parametrize("name", ["zip", "base64", "hex", "rot13", "uu", "idna", "undefined", "unicode_escape", "a\0b"])
def test_what_is_no_encoding_of_a_text_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        list(records_of(text_file(tmp_path, "title,author\nEmma,Austen\n"), Mapping(encoding=name)))
    assert refused.value.code == "table_unread"


def test_english_headings_and_a_mapping_of_columns(tmp_path: Path) -> None:
    source = text_file(tmp_path, 'biblionumber,Main title,Author,barcode,homebranch\n5,Emma,"Austen, Jane",x1,CPL\n')
    with pytest.raises(ImportRefused) as refused:
        list(records_of(source, Mapping()))
    assert refused.value.code == "columns_missing"
    (found,) = records_of(source, Mapping(columns={"title": "Main title"}, branches={"CPL": "main"}))
    assert isinstance(found, CatalogueRecord)
    assert (found.title, found.authors) == ("Emma", "Jane Austen")
    assert found.copies is not None and found.copies[0].branch == "main"
    for columns, code in (({"title": "No such"}, "no_such_column"), ({"colour": "Author"}, "no_such_field")):
        with pytest.raises(ImportRefused) as refused:
            list(records_of(source, Mapping(columns=columns)))
        assert refused.value.code == code


def test_rows_without_number_or_title_are_told_by_their_line(tmp_path: Path) -> None:
    source = text_file(tmp_path, "id,title\n,No number\n2,\n3,Good\n")
    assert broken(source) == [(2, "no_id"), (3, "no_title")]


def test_a_mapping_file_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "map.yml"
    path.write_text("branches: {1: main}\nstatuses: {قرض: on_loan}\n", encoding="utf-8")
    assert read_mapping(path).branch("1") == "main"
    path.write_text("branchs: {}\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_mapping(path)
    assert refused.value.code == "mapping_wrong"
    assert refused.value.values["place"] == "branchs"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_mapping(path)
    assert refused.value.code == "mapping_unread"


@pytest.mark.parametrize(
    "text",
    [
        "1405/09/10",
        "۱۴۰۵/۰۹/۱۰",
        "1405-9-10",
        "10/09/1405",
        "2026-12-01",
        "20261201",
        "2026-12-01 10:00:00",
        "2026-12-01T00:00",
    ],
)
def test_days_of_both_calendars(text: str) -> None:
    assert day_in(text) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["1405/13/01", "soon", "12-01", "1405/09/10/1"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_in(text)


def test_sums_are_read_in_minor_units() -> None:
    assert sum_in("۲۵٬۰۰۰") == 25000
    assert sum_in("2,500.00", 10) == 25000
    assert sum_in("") == 0
    with pytest.raises(ValueError, match=r"5$"):
        sum_in("2.5")
    assert day_in("") is None
    assert day_in("0000-00-00") is None
