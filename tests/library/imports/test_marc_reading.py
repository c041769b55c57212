"""What is read of MARC 21, UNIMARC and MARCXML records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pymarc import record_to_xml

from library.imports import Mapping, Source
from library.imports.mapping import Holdings
from library.imports.record import CatalogueRecord
from library.imports.sources import detected, records_of
from library.imports.texts import ages, page_count, person, year_of
from tests.support.import_files import FIXED, book, broken, field, file_of, read_one, record

XML = '<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>'


def test_a_persian_book_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    found = read_one(
        tmp_path,
        record(
            "1001",
            field("020", a="978-964-341-123-7 (جلد نرم)"),
            field("020", a="9789643411238", z="9789643411244"),
            field("041", "0 ", a="per"),
            field("100", "1 ", a="دانشور، سیمین،", d="۱۳۰۰-۱۳۹۰"),
            field("245", "10", a="سووشون :", b="رمان /", c="سيمين دانشور"),
            field("260", a="تهران :", b="خوارزمی،", c="۱۳۹۸."),
            field("300", a="۳۰۴ ص. ;", c="۲۱ س‌م."),
            field("490", a="ادبیات معاصر ؛", v="۱۲"),
            field("520", a="زندگی زری در شیراز."),
            field("521", "1 ", a="۱۵ تا ۱۸ سال"),
            field("650", " 4", a="داستان‌های فارسی", y="قرن ۱۴"),
            field("655", " 4", a="رمان تاریخی"),
            field("952", p="30001", a="m", b="MAIN", o="PIR8023", y="BK", d="2021-03-04"),
            f003="IR",
            f005="20210401101010.0",
        ),
        Mapping(branches={"main": "central"}, types={"BK": "book"}),
    )
    assert found.id == "IR-1001"
    assert found.title == "سووشون: رمان"
    assert found.authors == "سیمین دانشور"
    assert (found.language, found.original_language) == ("fa", "fa")
    assert found.year == 1398
    assert found.pages == 304
    assert (found.series, found.series_number) == ("ادبیات معاصر", 12)
    assert found.summary == "زندگی زری در شیراز"
    assert (found.age_from, found.age_to) == (15, 18)
    assert found.isbns == ("9789643411237",)
    assert found.publisher == "خوارزمی"
    assert found.subjects == "داستان‌های فارسی -- قرن ۱۴؛ رمان تاریخی"
    assert found.form == "novel"
    assert "historical" in found.genres
    assert found.added == date(2021, 3, 4)
    assert found.copies is not None
    copy = found.copies[0]
    assert (copy.barcode, copy.branch, copy.item_type, copy.call_number) == ("30001", "central", "book", "PIR8023")
    # As it stands on the title page, Arabic yeh and all.
    assert "سيمين دانشور" in found.also


def test_linked_fields_give_the_title_in_its_own_script(tmp_path: Path) -> None:
    found = read_one(
        tmp_path,
        record(
            "7",
            field("100", "1 ", _6="880-02", a="Hidāyat, Ṣādiq,", d="1903-1951"),
            field("245", "10", _6="880-01", a="Būf-i kūr /", c="Ṣādiq Hidāyat"),
            field("880", "10", _6="245-01/(3/r", a="بوف کور /", c="صادق هدایت"),
            field("880", "1 ", _6="100-02/(3/r", a="هدایت، صادق،", d="۱۲۸۱-۱۳۳۰"),
        ),
    )
    assert found.title == "بوف کور"
    assert found.authors == "صادق هدایت"
    assert {"Būf-i kūr", "Ṣādiq Hidāyat"} <= set(found.also)


def test_translators_stand_apart_and_a_translation_is_of_no_unknown_language(tmp_path: Path) -> None:
    found = read_one(
        tmp_path,
        record(
            "8",
            field("041", "1 ", a="per", h="eng"),
            field("100", "1 ", a="اورول، جورج"),
            field("245", "10", a="قلعه حیوانات /", c="جورج اورول؛ ترجمهٔ امیر امیرشاهی"),
            field("260", c="۱۳۸۹"),
            field("700", "1 ", a="امیرشاهی، امیر", _4="trl"),
            field("710", "2 ", a="بنیاد اهداکنندگان"),
        ),
    )
    assert found.authors == "جورج اورول؛ ترجمهٔ امیر امیرشاهی"
    assert (found.language, found.original_language) == ("fa", "en")
    # Of what was not written in Persian the year is Gregorian, as everywhere in the store.
    assert found.year == 2010
    unknown = read_one(tmp_path, record("9", field("245", "10", a="گزیده", c="ترجمهٔ م. آزاد")))
    assert unknown.original_language is None


@pytest.mark.parametrize(
    ("leader", "fixed", "more", "kind"),
    [
        ("00000nam a2200000 a 4500", FIXED, {}, "book"),
        ("00000nam a2200000 a 4500", FIXED[:23] + "d" + FIXED[24:], {}, "large_print"),
        ("00000nam a2200000 a 4500", FIXED[:23] + "f" + FIXED[24:], {}, "braille"),
        ("00000nam a2200000 a 4500", FIXED[:23] + "o" + FIXED[24:], {}, "ebook"),
        ("00000nim a2200000 a 4500", FIXED, {"f007": "sd fsngnnmmned"}, "audiobook"),
        ("00000njm a2200000 a 4500", FIXED, {}, "music"),
        ("00000ngm a2200000 a 4500", FIXED, {"f007": "vd cvaizq"}, "dvd"),
        ("00000nas a2200000 a 4500", FIXED, {}, "journal"),
    ],
)
def test_the_kind_is_read_from_the_coded_fields(
    tmp_path: Path, leader: str, fixed: str, more: dict[str, str], kind: str
) -> None:
    made = record("1", field("245", "10", a="عنوان"), leader=leader, fixed=fixed, **more)
    assert read_one(tmp_path, made).kind == kind


def test_readers_and_form_are_read_from_008_and_headings(tmp_path: Path) -> None:
    child = FIXED[:22] + "j" + FIXED[23:]
    found = read_one(tmp_path, record("1", field("245", "10", a="خرس کوچولو"), field("300", a="24 p."), fixed=child))
    assert found.audience == "children"
    poems = read_one(tmp_path, record("2", field("245", "10", a="شعرها"), fixed=FIXED[:33] + "p" + FIXED[34:]))
    assert poems.form == "poetry"


def test_copies_are_found_in_the_fields_of_several_systems(tmp_path: Path) -> None:
    evergreen = record("1", field("245", a="A title"), field("852", b="BR1", j="FIC ORW", p="e1", c="Stacks"))
    sirsi = record("2", field("245", a="A title"), field("949", a="PR 1", i="s1", m="MAIN", t="BOOKS", l="STACKS"))
    own = record("3", field("245", a="A title"), field("991", x="o1", y="main", z="on loan"))
    mapping = Mapping(holdings=[Holdings(field="991", barcode="x", branch="y", status="z")])
    for made, reading, expected in (
        (evergreen, Mapping(), ("e1", "BR1", "FIC ORW", "available")),
        (sirsi, Mapping(), ("s1", "MAIN", "PR 1", "available")),
        (own, mapping, ("o1", "main", None, "on_loan")),
    ):
        copies = read_one(tmp_path, made, reading).copies
        assert copies is not None
        assert [(one.barcode, one.branch, one.call_number, one.status) for one in copies] == [expected]


def test_koha_says_what_is_lost_withdrawn_out_or_not_lent(tmp_path: Path) -> None:
    made = record(
        "1",
        field("245", a="A title"),
        field("952", p="1", b="m", _1="1"),
        field("952", p="2", b="m", _0="1"),
        field("952", p="3", b="m", q="2026-12-01"),
        field("952", p="4", b="m", _7="1", y="BK"),
        field("952", b="m"),
    )
    found = read_one(tmp_path, made)
    assert found.copies is not None
    assert [one.status for one in found.copies] == ["lost", "withdrawn", "on_loan", "available"]
    assert found.copies[3].item_type == "reference"
    assert [problem.code for problem in found.problems] == ["no_barcode"]


def test_unimarc_is_known_by_its_fields(tmp_path: Path) -> None:
    made = record(
        "55",
        field("010", a="964-341-123-4"),
        field("100", a="20200102d1398    m  y0pery50      ba"),
        field("101", "0 ", a="per"),
        field("200", "1 ", a="چشم‌هایش", e="رمان", f="بزرگ علوی"),
        field("210", a="تهران", c="نگاه", d="۱۳۹۸"),
        field("215", a="۲۷۱ ص."),
        field("225", a="رمان ایرانی", v="3"),
        field("330", a="داستان یک تابلو."),
        field("606", a="داستان‌های فارسی", z="قرن ۱۴"),
        field("700", " 1", a="علوی", b="بزرگ"),
        field("702", " 1", a="نامی", b="کسی", _4="730"),
        field("995", f="u1", b="main", k="PIR"),
    )
    found = read_one(tmp_path, made)
    assert (found.title, found.authors) == ("چشم‌هایش: رمان", "بزرگ علوی؛ ترجمهٔ کسی نامی")
    assert (found.publisher, found.year, found.pages, found.language) == ("نگاه", 1398, 271, "fa")
    assert (found.series, found.series_number, found.summary) == ("رمان ایرانی", 3, "داستان یک تابلو")
    assert found.subjects == "داستان‌های فارسی -- قرن ۱۴"
    assert found.added == date(2020, 1, 2)
    assert found.copies is not None and found.copies[0].barcode == "u1"


# IranMARC is UNIMARC as Iranian libraries write it; this record is made up.
IRANMARC = [
    field("010", a="978-964-03-5555-8", d="450000 ریال"),
    field("100", a="13981012d1397    em y0pery50      ba"),
    field("101", "1 ", a="per", c="eng"),
    field("200", "1 ", a="کتابخانه در شب", f="نویسنده ناموجود نامی", g="مترجم کسی دیگری"),
    field("210", a="تهران:", c="نشر نمونه،", d="۱۳۹۷."),
    field("215", a="۳۱۲ص.:", c="مصور"),
    field("606", a="کتابخانه‌ها", x="تاریخ"),
    field("676", a="027"),
    field("700", " 1", a="نامی،", b="ناموجود،", f="۱۳۰۰-"),
    field("702", " 1", a="دیگری،", b="کسی،", f="۱۳۲۰-", _4="مترجم"),
    field("995", f="ir-1", b="main"),
]


def test_iranmarc_is_read_with_its_jalali_days_and_its_words_for_who_did_what(tmp_path: Path) -> None:
    found = read_one(tmp_path, record("ir1", *IRANMARC))
    assert (found.title, found.authors) == ("کتابخانه در شب", "ناموجود نامی؛ ترجمهٔ کسی دیگری")
    assert (found.publisher, found.pages, found.call_number) == ("نشر نمونه", 312, "027")
    # A translation: its year is kept by the other calendar, and its first language is the original's.
    assert (found.year, found.language, found.original_language) == (2018, "fa", "en")
    assert found.added == date(2020, 1, 2)
    assert found.isbns == ("9789640355558",)
    assert found.subjects == "کتابخانه‌ها -- تاریخ"
    assert found.copies is not None and (found.copies[0].barcode, found.copies[0].branch) == ("ir-1", "main")


def test_iranmarc_in_the_letters_of_windows_is_read_when_they_are_named(tmp_path: Path) -> None:
    def in_windows(text: str) -> str:
        # What is written byte by byte below: the letters of a code page that has no «ی» and no Persian digits.
        return text.replace("ی", "ي").encode("cp1256").decode("latin-1")

    made = record(
        "ir2",
        field("100", a="13981012d1397    em y0pery50      ba"),
        field("101", "0 ", a="per"),
        field("200", "1 ", a=in_windows("گچ‌پژ"), f=in_windows("کسی")),
        field("210", d="1397"),
        leader="00000nam  2200000   4500",
    )
    made.force_utf8 = made.to_unicode = False
    path = tmp_path / "windows.mrc"
    path.write_bytes(made.as_marc())
    (found,) = records_of(Source.of(path), Mapping(encoding="cp1256"))
    assert isinstance(found, CatalogueRecord)
    assert (found.title, found.year, found.added) == ("گچ‌پژ", 1397, date(2020, 1, 2))


def test_marcxml_is_read_like_the_same_in_binary(tmp_path: Path) -> None:
    made = book("1", "بوف کور", ("30001", "main"))
    path = tmp_path / "file.xml"
    path.write_text(XML.format(record_to_xml(made).decode()), encoding="utf-8")
    source = Source.of(path)
    assert detected(source) == "marcxml"
    (found,) = records_of(source, Mapping())
    assert found == read_one(tmp_path, made)


def test_xml_that_breaks_off_or_declares_entities_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file.xml"
    whole = record_to_xml(book("1", "بوف کور")).decode()
    path.write_text(XML.format(whole + "<record><leader>")[:-14], encoding="utf-8")
    assert broken(Source.of(path)) == [(2, "xml")]
    path.write_text(f'<!DOCTYPE x [<!ENTITY a "b">]>{XML.format(whole)}', encoding="utf-8")
    assert broken(Source.of(path)) == [(1, "xml")]


def test_damage_is_told_by_number_and_stops_nothing(tmp_path: Path) -> None:
    good = [book(str(number), f"کتاب {number}").as_marc() for number in range(4)]
    bad_length = b"99x99" + good[1][5:]
    bad_directory = good[2][:30] + b"\x92" + good[2][31:]
    path = tmp_path / "file.mrc"
    path.write_bytes(good[0] + bad_length + b"\r\n" + bad_directory + good[3] + good[0][:60])
    assert broken(Source.of(path)) == [(2, "damaged"), (3, "damaged"), (5, "cut_off")]
    assert [one.id for one in records_of(Source.of(path), Mapping()) if isinstance(one, CatalogueRecord)] == ["0", "3"]


def test_records_without_number_or_title_are_told(tmp_path: Path) -> None:
    source = file_of(tmp_path, record("", field("245", a="A title")), record("2"))
    assert broken(source) == [(1, "no_id"), (2, "no_title")]
    by_biblionumber = record("", field("245", a="A title"), field("999", c="42"))
    assert read_one(tmp_path, by_biblionumber, Mapping(id=["999c"])).id == "42"


def test_utf8_under_a_leader_of_marc8_is_read_as_utf8(tmp_path: Path) -> None:
    raw = bytearray(book("1", "بوف کور").as_marc())
    raw[9:10] = b" "
    path = tmp_path / "file.mrc"
    path.write_bytes(bytes(raw))
    (found,) = records_of(Source.of(path), Mapping())
    assert isinstance(found, CatalogueRecord)
    assert found.title == "بوف کور"


def test_what_is_not_utf8_under_such_a_leader_is_told_and_read_when_named(tmp_path: Path) -> None:
    persian = "بوف".encode("cp1256")
    raw = record("1", field("245", a="xxx")).as_marc().replace(b"xxx", persian)
    path = tmp_path / "file.mrc"
    path.write_bytes(raw)
    assert broken(Source.of(path)) == [(1, "encoding")]
    (found,) = records_of(Source.of(path), Mapping(encoding="cp1256"))
    assert isinstance(found, CatalogueRecord)
    assert found.title == "بوف"


def test_marc8_with_accents_is_read(tmp_path: Path) -> None:
    raw = bytearray(record("1", field("245", a="Les miseerables")).as_marc().replace(b"ee", b"\xe2e"))
    raw[9:10] = b" "
    path = tmp_path / "file.mrc"
    path.write_bytes(bytes(raw))
    (found,) = records_of(Source.of(path), Mapping())
    assert isinstance(found, CatalogueRecord)
    assert found.title == "Les misérables"


def test_names_years_pages_and_ages_as_cards_write_them() -> None:
    assert person("Woolf, Virginia, 1882-1941.") == "Virginia Woolf"
    assert person("مولوی، جلال‌الدین محمد، ۶۰۴-۶۷۲ق.") == "جلال‌الدین محمد مولوی"
    assert person("Hafez") == "Hafez"
    assert year_of("[۱۳۸۵]", written_in_persian=True) == 1385
    assert year_of("c1998.", written_in_persian=False) == 1998
    assert year_of("1385 [2006]", written_in_persian=False) == 2006
    assert year_of("۱۳۲۰ق.", written_in_persian=False) == 1903
    assert year_of("بی‌تا", written_in_persian=True) is None
    assert page_count("xii, 384 p. ; 24 cm") == 384
    assert page_count("2 v. in 1. (384 p.)") == 384
    assert page_count("1 videodisc") is None
    assert ages("008-012") == (8, 12)
    assert ages("Ages 4 to 8.") == (4, 8)
