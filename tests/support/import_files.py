"""Records and files that imports are tested with."""

from __future__ import annotations

from pathlib import Path

from pymarc import Field, Indicators, Leader, Record, Subfield

from crm.actor import Actor
from library.imports import Mapping, Source
from library.imports.record import BrokenRecord, CatalogueRecord
from library.imports.sources import records_of

BY = Actor("system", "test")
FIXED = "200315s1398    ir            000 1 per d"


def field(tag: str, indicators: str = "  ", /, **subfields: str) -> Field:
    """Make a field; a code that is a digit or stands twice is written `_6`, `a_2`."""
    parts = [Subfield(name.strip("_").split("_")[0], value) for name, value in subfields.items()]
    return Field(tag, Indicators(indicators[0], indicators[1]), parts)


def record(
    number: str, *fields: Field, fixed: str = FIXED, leader: str = "00000nam a2200000 a 4500", **more: str
) -> Record:
    """Make a record; more are control fields: `f003`, `f005`, `f007`."""
    made = Record(leader=leader, force_utf8=True)
    made.leader = Leader(leader)
    made.add_field(Field("001", data=number))
    for name, data in more.items():
        made.add_field(Field(name[1:], data=data))
    made.add_field(Field("008", data=fixed.ljust(40)))
    made.add_field(*fields)
    return made


def book(number: str, title: str, *copies: tuple[str, str], **more: str) -> Record:
    """Make a record of a book with copies: barcode and branch of each."""
    holdings = [field("952", p=barcode, b=branch, y="book") for barcode, branch in copies]
    return record(
        number,
        field("100", "1 ", a="هدایت، صادق،", d="۱۲۸۱-۱۳۳۰"),
        field("245", "10", a=f"{title} /"),
        *holdings,
        **more,
    )


def file_of(folder: Path, *records: Record, name: str = "file.mrc") -> Source:
    """Write a file of records."""
    path = folder / name
    path.write_bytes(b"".join(one.as_marc() for one in records))
    return Source.of(path)


def text_file(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Source:
    """Write a table."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return Source.of(path)


def read_one(folder: Path, made: Record, mapping: Mapping | None = None) -> CatalogueRecord:
    """Read the one record of a file."""
    (found,) = records_of(file_of(folder, made), mapping or Mapping())
    assert isinstance(found, CatalogueRecord), found
    return found


def broken(source: Source, mapping: Mapping | None = None) -> list[tuple[int, str]]:
    """Give what could not be read: numbers and codes."""
    return [
        (one.number, one.problem.code)
        for one in records_of(source, mapping or Mapping())
        if isinstance(one, BrokenRecord)
    ]


PATRONS = (
    "شماره عضویت,نام,نام خانوادگی,گروه,شعبه,تاریخ عضویت,اعتبار تا,موبایل,ایمیل,تاریخ تولد\n"
    "۵۰۰۰۱,مریم,احمدی,member,main,۱۴۰۴/۰۲/۰۳,۱۴۰۶/۰۲/۰۳,۰۹۱۲۳۴۵۶۷۸۹,m@example.ir,۱۳۷۰/۰۱/۰۱\n"
    "50002,علی,رضایی,student,saadi,1404-02-03,1406-02-03,,,\n"
)
LOANS = (
    "card number,barcode,issue date,due date,renewals\n"
    "50001,b1,1405/08/20,1405/09/20,1\n50002,b2,2026-11-01,2026-12-01,0\n"
)
