"""A library file written out as another system would export it: titles as MARC, the rest as CSV or XML; and read in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate
from pymarc import Record, record_to_xml_node
from sqlalchemy import select

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from crm.people.pins import give_pin
from library import seed
from library.imports import Source, import_catalogue, import_table
from library.imports.runs import Run, last_runs
from library.seed.dates import parse_day
from protocol import plain_yaml
from protocol.clock import Clock
from tests.support.import_files import BY, field, record
from tests.support.yaml_files import yaml_of

__all__ = ["Form", "bring_in"]

Form = Literal["csv", "xml"]
ZONE = ZoneInfo("Asia/Tehran")
LANGUAGES = {"fa": "per", "en": "eng"}
TABLES = ("patrons", "loans", "holds", "fines")


async def bring_in(store: Store, clock: Clock, folder: Path, file: Path, form: Form) -> list[Run]:
    """Load of a library file the library itself, and bring in all else from files; PINs are given at the desk.

    Nothing of the files may be left out. Give the imports.
    """
    raw = plain_yaml.load(file.read_text(encoding="utf-8"))
    today = clock.now().astimezone(ZONE).date()
    patrons, titles = raw.pop("patrons"), raw.pop("titles")
    house = folder / "house.yml"
    house.write_text(yaml_of({**raw, "patrons": [], "titles": []}), encoding="utf-8")
    await seed.load(store, house)
    outcome = (await import_catalogue(store, [_catalogue(folder, titles, today, form)], by=BY)).outcome
    assert outcome.problems == [] and not outcome.branches, outcome
    for kind in TABLES:
        rows = _ROWS[kind](patrons, today)
        path = folder / f"{kind}.{form}"
        path.write_bytes(_csv(rows) if form == "csv" else _xml(kind, rows))
        outcome = (await import_table(store, kind, Source.of(path), by=BY)).outcome  # type: ignore[arg-type]
        assert (outcome.problems, outcome.counts["added"]) == ([], len(rows)), (kind, outcome)
    pins = {store.card_hash(patron["card"]): patron["pin"] for patron in patrons}
    for public_id, key in await store.look(in_session(lambda session: session.execute(_CARDS).all())):
        await give_pin(store, public_id, pins[key], seen=None, by=BY)
    return await last_runs(store)


_CARDS = select(records.Patron.public_id, records.Patron.card_number_hash)


def _catalogue(folder: Path, titles: Sequence[Mapping[str, Any]], today: date, form: Form) -> Source:
    made = [_record(title, today) for title in titles]
    path = folder / ("catalogue.mrc" if form == "csv" else "catalogue.xml")
    if form == "csv":
        path.write_bytes(b"".join(one.as_marc() for one in made))
    else:
        from xml.etree.ElementTree import tostring

        nodes = b"".join(tostring(record_to_xml_node(one, namespace=True), encoding="utf-8") for one in made)
        path.write_bytes(b"<collection>" + nodes + b"</collection>")
    return Source.of(path)


def _record(title: Mapping[str, Any], today: date) -> Record:
    """Write a title as a cataloguer would."""
    is_film = title.get("kind") == "dvd"
    language = LANGUAGES[title["language"]]
    added = parse_day(title["added"], today) if "added" in title else None
    fixed = f"{added or date(2020, 3, 15):%y%m%d}s{title.get('year', '    ')}    ir    "
    fixed = fixed.ljust(22) + ("e" if title.get("audience") == "adults" else " ")
    fixed = fixed.ljust(33) + ("f" if title.get("form") == "novel" else "|") + f" {language} d"
    fields = [
        field("100", "1 ", a=title["author"]),
        field("245", "10", a=title["title"]),
        *(field("264", " 1", c=str(title["year"])) for _ in range("year" in title)),
        *(field("300", a=f"{title['pages']} p.") for _ in range("pages" in title)),
        *(field("520", a=title["summary"]) for _ in range("summary" in title)),
        *(field("521", a=f"Ages {title['age'][0]}") for _ in range("age" in title)),
        *(field("020", a=isbn) for isbn in title.get("isbn", ())),
        *(
            field("650", a=subject.strip())
            for subject in title.get("subjects", "").replace("؛", ";").split(";")
            if subject
        ),
        *(field("655", a=genre) for genre in title.get("genres", ())),
        *(_copy(copy, added) for copy in title["copies"]),
    ]
    return record(title["id"], *fields, fixed=fixed, leader=f"00000n{'g' if is_film else 'a'}m a2200000 a 4500")


def _copy(copy: Mapping[str, Any], added: date | None) -> Any:
    codes = {"p": copy["barcode"], "b": copy["branch"], "y": copy.get("type", "book")}
    codes |= {"c": copy["shelf"]} if "shelf" in copy else {}
    codes |= {"d": added.isoformat()} if added else {}
    codes |= {"_1": "1"} if copy.get("status") == "lost" else {}
    return field("952", **codes)


def _day(written: str | None, today: date) -> str:
    """Write a day as Iranian systems do."""
    if written is None:
        return ""
    return str(JalaliDate(parse_day(written, today)).strftime("%Y/%m/%d"))  # type: ignore[no-untyped-call]


def _patron_rows(patrons: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, str]]:
    return [
        {
            "شماره عضویت": patron["card"],
            "نام کامل": patron["name"],
            "گروه عضویت": patron["category"],
            "شعبه": patron.get("home", ""),
            "زبان": patron.get("language", ""),
            "تاریخ عضویت": _day(patron.get("registered"), today),
            "تاریخ انقضا": _day(patron["expires"], today),
            "ایمیل": patron.get("email", ""),
            "تلفن": patron.get("phone", ""),
            "محدود": "بله" if "restricted" in patron else "خیر",
            "دلیل": patron.get("restricted", {}).get("fa", ""),
        }
        for patron in patrons
    ]


def _loan_rows(patrons: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, str]]:
    return [
        {
            "شماره عضویت": patron["card"],
            "بارکد": loan["barcode"],
            "تاریخ امانت": _day(loan["loaned"], today),
            "مهلت": _day(loan["due"], today),
            "تاریخ برگشت": _day(loan.get("returned"), today),
            "تعداد تمدید": str(loan.get("renewals", 0)),
        }
        for patron in patrons
        for loan in patron.get("loans", ())
    ]


def _hold_rows(patrons: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, str]]:
    return [
        {
            "شماره عضویت": patron["card"],
            "شماره رکورد": hold["title"],
            "بارکد": hold.get("barcode", ""),
            "محل تحویل": hold["pickup"],
            "تاریخ رزرو": _day(hold["placed"], today),
            "وضعیت": {"ready": "آماده", "in_transit": "در راه"}.get(hold.get("status", ""), "در انتظار"),
            "مهلت تحویل": _day(hold.get("ready_until"), today),
            "نوبت": "" if "status" in hold else "1",
        }
        for patron in patrons
        for hold in patron.get("holds", ())
    ]


def _fine_rows(patrons: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, str]]:
    kinds = {"overdue": "دیرکرد", "lost": "گم شده", "fee": "حق عضویت"}
    return [
        {
            "شماره عضویت": patron["card"],
            "بارکد": fine.get("barcode", ""),
            "نوع بدهی": kinds[fine["kind"]],
            "مبلغ": str(fine["amount"]),
            "پرداخت شده": str(fine.get("paid", 0)),
            "تاریخ": _day(fine["assessed"], today),
        }
        for patron in patrons
        for fine in patron.get("fines", ())
    ]


_ROWS = {"patrons": _patron_rows, "loans": _loan_rows, "holds": _hold_rows, "fines": _fine_rows}


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xml(kind: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Write rows as elements; what is empty is left out, as systems do."""

    def cells(row: Mapping[str, str]) -> str:
        named = ((name.replace(" ", "_"), text) for name, text in row.items() if text)
        return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in named)

    lines = "\n".join(f"<row>{cells(row)}</row>" for row in rows)
    return f'<?xml version="1.0" encoding="utf-16"?>\n<{kind}>{lines}</{kind}>'.encode("utf-16")
