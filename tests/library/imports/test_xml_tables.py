"""Rows in XML: as library systems and databases write them, in every encoding, and what is hostile or broken."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm import records
from crm.database.store import Store
from library import Library
from library.errors import ImportRefused
from library.imports import Mapping, Source, detected, import_catalogue, import_table, undo_last
from library.imports.headings import CIRCULATION, PATRONS
from library.imports.record import BrokenRecord, CatalogueRecord
from library.imports.sources import records_of
from library.imports.tables import Row, open_table
from tests.support.import_files import BY, book, file_of, text_file
from tests.support.store_rows import rows

NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<library xmlns="urn:example"><exported>2026-11-27</exported>
<members>
  <member id="17"><name><first>مریم</first><last>احمدی</last></name><card><number>۵۰۰۰۱</number></card>
    <branch><code>main</code><name>کتابخانهٔ مرکزی</name></branch>
    <contact><phone type="mobile">۰۹۱۲۳۴۵۶۷۸۹</phone><phone>02112345678</phone><email>m@example.ir</email></contact>
    <guarantor><name>بهرام ضامن</name><card>99999</card></guarantor></member>
  <member id="18"><name><first>علی</first><last>رضایی</last></name><card><number>50002</number></card></member>
</members></library>"""
PERSIAN = (
    "<اعضا><عضو><شماره_عضویت>50001</شماره_عضویت><نام>مریم</نام><نام‌خانوادگی>احمدی</نام‌خانوادگی>"
    "<اعتبار_تا>1406/02/03</اعتبار_تا></عضو>"
    "<عضو><شماره_عضویت>50002</شماره_عضویت><نام>علی</نام><نام‌خانوادگی>رضایی</نام‌خانوادگی></عضو></اعضا>"
)
DATA_SET = """<NewDataSet><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" id="d"><xs:element name="Table"
type="xs:string"/><xs:element name="name" type="xs:string"/><xs:element name="card" type="xs:string"/></xs:schema>
<Table><شماره_x0020_عضویت>50001</شماره_x0020_عضویت><نام_x0020_کامل>مریم احمدی</نام_x0020_کامل></Table>
<Table><شماره_x0020_عضویت>50002</شماره_x0020_عضویت><نام_x0020_کامل>علی رضایی</نام_x0020_کامل></Table></NewDataSet>"""
RECORDSET = """<xml xmlns:s="uuid:BDC6E3F0-6DA3-11d1-A2A3-00AA00C14882" xmlns:rs="urn:rowset" xmlns:z="#RowsetSchema">
<s:Schema id="RowsetSchema"><s:ElementType name="row"><s:AttributeType name="card"/></s:ElementType></s:Schema>
<rs:data><z:row card="50001" FullName="مریم احمدی" z:hidden="1"/>
<z:row card="50002" FullName="علی رضایی"/></rs:data></xml>"""
DUMP = """<resultset statement="SELECT * FROM borrowers" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><row>
<field name="cardnumber">50001</field><field name="surname">احمدی</field><field name="firstname">مریم</field></row>
<row><field name="cardnumber">50002</field><field name="surname">رضایی</field><field name="firstname">علی</field>
<field name="email" xsi:nil="true"/></row></resultset>"""
BOTH = ["50001", "50002"]
LAUGHS = (
    '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<m><p card="&c;" name="&c;"/></m>'
)


def of(folder: Path, text: str, known: dict[str, str] = PATRONS, mapping: Mapping | None = None) -> list[Row]:
    """Read the rows of a file, none of which is broken."""
    found = list(open_table(text_file(folder, text, "rows.xml").path, "rows.xml", known, mapping or Mapping()).rows())
    assert all(isinstance(row, Row) for row in found), found
    return [row for row in found if isinstance(row, Row)]


def wrong(folder: Path, text: str, mapping: Mapping | None = None) -> str:
    """Give why a file is refused."""
    with pytest.raises(ImportRefused) as refused:
        of(folder, text, mapping=mapping)
    return refused.value.code


@pytest.mark.parametrize("text", [NESTED, PERSIAN, DATA_SET, RECORDSET, DUMP])
def test_rows_are_found_in_what_systems_write(tmp_path: Path, text: str) -> None:
    found = of(tmp_path, text)
    assert [row["card"].translate(str.maketrans("۰۱۵", "015")) for row in found] == BOTH
    assert [row.number for row in found] == [1, 2]
    whole = [row["name"] or f"{row['first_name']} {row['last_name']}" for row in found]
    assert whole == ["مریم احمدی", "علی رضایی"]


def test_what_stands_in_others_of_a_row_is_theirs(tmp_path: Path) -> None:
    first, second = of(tmp_path, NESTED)
    # A guarantor is somebody else, and a branch has a name, too.
    assert (first["name"], first["branch"], first["id"], first["email"]) == ("", "main", "17", "m@example.ir")
    # Of several telephones the first counts; what a row lacks is empty, as in a table.
    assert first["phone"] == "۰۹۱۲۳۴۵۶۷۸۹" and second["phone"] == second["branch"] == ""
    assert "branch" in second.cells and "restricted" not in second.cells


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16", "utf-16-le", "utf-32", "iso-8859-6", "cp1256"])
def test_every_encoding_that_is_declared_is_read(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<m><p card="5001" name="علي كريم"/></m>'
    path = tmp_path / "rows.xml"
    path.write_bytes(text.encode(encoding))
    [row] = open_table(path, "rows.xml", PATRONS, Mapping()).rows()
    assert isinstance(row, Row) and row["name"] == "علي كريم"


def test_a_wrong_encoding_keeps_back_the_rows_that_it_spoils(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-8"?><m><p card="5001" name="Ali"/><p card="5002" name="علي"/></m>'
    path = tmp_path / "rows.xml"
    path.write_bytes(text.encode("cp1256"))
    first, second = open_table(path, "rows.xml", PATRONS, Mapping()).rows()
    assert isinstance(first, Row) and isinstance(second, BrokenRecord)
    assert (second.number, second.problem.code) == (2, "encoding")
    _, mended = open_table(path, "rows.xml", PATRONS, Mapping(encoding="cp1256")).rows()
    assert isinstance(mended, Row) and mended["name"] == "علي"
    for name in ("rot13", "zip", "punycode", "unicode-escape", "no-such", "utf-16"):
        assert wrong(tmp_path, f'<?xml version="1.0" encoding="{name}"?><m><p card="1"/></m>') == "table_unread", name


def test_the_mapping_names_columns_and_rows(tmp_path: Path) -> None:
    text = "<x><all><p><no>5001</no><called><as>Ali</as></called></p><p><no>5002</no></p></all><p><no>7</no></p></x>"
    columns = {"card": "no", "name": "called/as"}
    found = of(tmp_path, text, mapping=Mapping(columns=columns, rows="all/p"))
    assert [(row["card"], row["name"]) for row in found] == [("5001", "Ali"), ("5002", "")]
    assert [row["card"] for row in of(tmp_path, text, mapping=Mapping(columns={"card": "no"}, rows="x/p"))] == ["7"]
    assert wrong(tmp_path, text, Mapping(rows="member")) == "xml_no_rows"
    assert wrong(tmp_path, text, Mapping(columns={"colour": "no"})) == "no_such_field"
    # What nobody has today is left out by many systems.
    table = open_table(text_file(tmp_path, text).path, "a", PATRONS, Mapping(columns={**columns, "restricted": "bar"}))
    assert table.empty == {"restricted": "bar"}
    assert [row["restricted"] for row in table.rows() if isinstance(row, Row)] == [""] * 2


def test_one_file_may_hold_tables_of_several_kinds(tmp_path: Path) -> None:
    text = (
        "<export><members><member><card>5001</card><name>Ali</name></member></members><loans>"
        "<loan><member><card>5001</card></member><book><barcode>b1</barcode></book><due>1405/09/20</due></loan>"
        "<loan><member><card>5001</card></member><book><barcode>b2</barcode></book><due>1405/09/21</due></loan></loans>"
        '<fines><fine card="5001" amount="2500"/></fines></export>'
    )
    assert [row["card"] for row in of(tmp_path, text)] == ["5001"]
    loans = of(tmp_path, text, CIRCULATION["loans"])
    assert [(row["card"], row["barcode"]) for row in loans] == [("5001", "b1"), ("5001", "b2")]
    assert [row["amount"] for row in of(tmp_path, text, CIRCULATION["fines"])] == ["2500"]


def test_marc_is_told_from_rows(tmp_path: Path) -> None:
    marc = (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>'
        '<controlfield tag="001">5</controlfield><datafield tag="245" ind1="1" ind2="0"><subfield code="a">Emma'
        "</subfield></datafield></record></collection>"
    )
    titles = (
        "<books><book><id>10</id><title>بوف کور</title><author>هدایت</author><author>دیگری</author>"
        "<copies><copy><barcode>b1</barcode><branch>main</branch></copy><copy><barcode>b2</barcode></copy></copies>"
        "<subject>رمان</subject></book></books>"
    )
    for text, form in ((marc, "marcxml"), (titles, "xml"), ("id,title\n1,a<b\n", "csv")):
        source = text_file(tmp_path, text, "file.xml")
        assert detected(source) == form
    path = tmp_path / "wide.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="utf-16"?>{titles}'.encode("utf-16"))
    for source in (text_file(tmp_path, titles, "file.xml"), Source.of(path)):
        [found] = records_of(source, Mapping())
        assert isinstance(found, CatalogueRecord)
        assert (found.id, found.title, found.authors) == ("10", "بوف کور", "هدایت؛ دیگری")
        assert [(copy.barcode, copy.branch) for copy in found.copies or ()] == [("b1", "main"), ("b2", "")]
        assert found.subjects == "رمان"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "xml_declares"),
        ('<!DOCTYPE m SYSTEM "file:///etc/passwd"><m><p card="1" name="a"/></m>', "xml_declares"),
        (
            '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m><p card="1"><name>&x;</name></p></m>',
            "xml_declares",
        ),
        ("<!DOCTYPE m><m><p card='1' name='a'/></m>", "xml_declares"),
        ("<a>" * 100 + "</a>" * 100, "xml_too_much"),
        ("<m>" + "".join(f"<p{number}/>" for number in range(1100)) + "</m>", "xml_too_much"),
        ("<p " + " ".join(f'a{number}="1"' for number in range(1100)) + "/>", "xml_too_much"),
        ("<m/>", "nothing_read"),
        ("<m", "nothing_read"),
        ("< m", "table_unread"),
        ("<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet/></Workbook>", "xml_workbook"),
    ],
)
def test_what_is_hostile_or_no_table_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert wrong(tmp_path, text) == code


@pytest.mark.parametrize(
    "ending", ["<p card='5003'><name>&unknown;</name></p></m>", "<p card='5003'></m>", "<p card='50"]
)
def test_rows_before_a_break_are_read_and_the_break_is_told(tmp_path: Path, ending: str) -> None:
    text = "<m><p card='5001' name='a'/>\n<p card='5002' name='b'/>\n" + ending
    *good, last = open_table(text_file(tmp_path, text).path, "rows", PATRONS, Mapping()).rows()
    assert [row["card"] for row in good if isinstance(row, Row)] == ["5001", "5002"]
    assert isinstance(last, BrokenRecord)
    assert (last.number, last.problem.code, last.problem.values["line"]) == (3, "xml", "3")


def test_a_cell_without_end_keeps_back_its_row_alone(tmp_path: Path) -> None:
    text = f"<m><p card='5001'><name>{'x' * 200_000}</name></p><p card='5002'><name>b</name></p></m>"
    first, second = open_table(text_file(tmp_path, text).path, "rows", PATRONS, Mapping()).rows()
    assert isinstance(first, BrokenRecord) and (first.number, first.problem.code) == (1, "cell_long")
    assert isinstance(second, Row) and second["name"] == "b"


def _many(path: Path, number: int) -> None:
    def lines() -> Iterator[str]:
        yield "<members>\n"
        for one in range(number):
            yield (
                f"<member><card>{one + 10_000}</card><name><first>نام{one}</first><last>خانوادگی</last></name>"
                f"<expires>1406/01/01</expires><email>p{one}@example.org</email></member>\n"
            )
        yield "</members>\n"

    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines())


def test_a_long_file_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.xml"
    peaks = []
    for number in (2_000, 20_000):
        _many(path, number)
        tracemalloc.start()
        table = open_table(path, "many.xml", PATRONS, Mapping())
        assert table.total == number == sum(1 for _ in table.rows())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # Ten times the rows: only what remembers texts that come back has grown, and it has a bound.
    assert peaks[1] < peaks[0] + 25_000_000


async def test_members_loans_and_fines_in_xml_are_tried_imported_and_taken_back(
    store: Store, library: Library, tmp_path: Path
) -> None:
    async def imported(kind: str, table: type[records.Patron | records.Loan]) -> list[Any]:
        kept = {row.row_id for row in await rows(store, records.ImportedRecord) if row.kind == kind}
        return [row for row in await rows(store, table) if row.id in kept]

    await import_catalogue(store, [file_of(tmp_path, book("1", "کتاب", ("b1", "main")))], by=BY)
    members = NESTED.replace("</members>", "<member id='19'><card><number/></card></member></members>")
    source = text_file(tmp_path, members, "patrons.xml")
    tried = await import_table(store, "patrons", source, dry_run=True, by=BY)
    assert (tried.outcome.counts["added"], tried.outcome.counts["broken"]) == (2, 1)
    assert await imported("patrons", records.Patron) == []
    done = await import_table(store, "patrons", source, by=BY)
    assert [(found.number, found.problem.code) for found in done.outcome.problems] == [(3, "card_missing")]
    names = {row.display_name for row in await imported("patrons", records.Patron)}
    assert names == {"مریم احمدی", "علی رضایی"}
    again = await import_table(store, "patrons", source, by=BY)
    assert (again.outcome.counts["unchanged"], again.outcome.counts["changed"]) == (2, 0)
    lent = "<loans><loan card='50001' barcode='b1' due='1405/09/20'/><loan card='50009' barcode='b1' due='x'/></loans>"
    loans = await import_table(store, "loans", text_file(tmp_path, lent, "loans.xml"), by=BY)
    assert (loans.outcome.counts["added"], loans.outcome.counts["broken"]) == (1, 1)
    # A file that breaks off ends nothing, whatever it lacks.
    broken_off = text_file(tmp_path, "<loans><loan card='1' barcode='b9' due='1405/09/20'/><loan", "cut.xml")
    cut = await import_table(store, "loans", broken_off, full=True, by=BY)
    assert cut.outcome.counts["withheld"] == 1
    [loan] = await imported("loans", records.Loan)
    assert loan.returned_at is None
    await undo_last(store, kind="loans", by=BY)
    assert await imported("loans", records.Loan) == []
