"""Lists as addresses, and as files that a spreadsheet takes for no formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.frame import lists
from bot.console.frame.lists import MOST_ROWS, ListQuery, csv_response
from bot.console.frame.locale import Locale
from bot.console.frame.session import Reader
from crm.actor import Actor
from crm.audit import trail
from protocol.clock import FixedClock
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import NOW, Desk
from tests.support.html import page_of
from tests.support.texts import occurrences, phrase

READER = Reader(1, "sara", "Sara", "admin", "fa", "jalali", frozenset(), "token", 1)


async def told(header: list[str], rows: object) -> str:
    return "".join([part async for part in lists._lines(header, rows, "fa")])  # type: ignore[arg-type]


def query(**changes: object) -> ListQuery:
    values: dict[str, object] = {
        "path": "/console/staff", "page": 1, "size": 25, "sort": "name", "descending": False, "q": "", "filters": {},
        "days": {}, "numbers": {}, "ignored": (), "wants_csv": False, "_default": "name", "_typed": {},
    }  # fmt: skip
    return ListQuery(**{**values, **changes})  # type: ignore[arg-type]


def test_addresses_hold_only_what_is_not_usual() -> None:
    assert query().url() == "/console/staff"
    assert query(page=3).page_url(1) == "/console/staff"
    assert query(page=3).url() == "/console/staff?page=3"
    asked = query(q="زهره", filters={"role": "editor"}, _typed={"role": "editor"}, size=50, page=2)
    assert parse_qs(urlsplit(asked.sort_url("role")).query) == {
        "q": ["زهره"], "role": ["editor"], "size": ["50"], "sort": ["role"]
    }  # fmt: skip
    assert parse_qs(urlsplit(asked.csv_url()).query) == {"q": ["زهره"], "role": ["editor"], "format": ["csv"]}
    assert query().sort_url("name") == "/console/staff?sort=-name"
    assert query(descending=True).sort_url("name") == "/console/staff"
    assert query().pages(0) == 1
    assert query().pages(26) == 2


def test_what_cannot_be_read_is_ignored_and_told(console: Desk) -> None:
    client = console.client("admin")
    page = page_of(client.get("/console/staff?role=king&sort=shoe&page=0&size=9999&active=maybe"))
    for typed in ("king", "shoe", "0", "9999", "maybe"):
        assert phrase("list.ignored", name=typed) in page.text
    assert len(page.rows()) == 6
    assert not occurrences("list.ignored", client.get("/console/staff?role=&sort=&page=&unknown=1").text)
    wrong = client.get("/console/audit?from=1405/13/01&to=yesterday")
    assert occurrences("list.ignored", wrong.text) == 2
    # What was typed stays where it was typed.
    fields = page_of(wrong).fields("main input")
    assert (fields["from"], fields["to"]) == ("1405/13/01", "yesterday")


def test_filters_search_order_and_pages(console: Desk) -> None:
    client = console.client("admin")

    def names(path: str) -> list[str]:
        return page_of(client.get(path)).texts("td code")

    assert names("/console/staff?sort=-username") == sorted(
        ["librarian", "supervisor", "editor", "manager", "admin", "auditor"], reverse=True
    )
    assert names("/console/staff?role=editor") == ["editor"]
    assert names("/console/staff?q=زهره") == ["librarian"]
    assert names("/console/staff?q=AVA") == ["auditor"]
    assert names("/console/staff?q=%25") == names("/console/staff")
    assert names("/console/staff?size=2&page=2") == ["editor", "librarian"]
    assert names("/console/staff?active=no") == []
    assert phrase("staff.none") in client.get("/console/staff?active=no").text
    second = page_of(client.get("/console/staff?size=2&page=2"))
    assert phrase("list.page", page=2, pages=3) in second.text
    assert second.links(css="a[rel=prev]") == ["/console/staff?size=2"]
    assert second.links(css="a[rel=next]") == ["/console/staff?size=2&page=3"]


def test_the_list_as_a_file(console: Desk) -> None:
    client = console.client("auditor")
    answer = client.get("/console/staff?format=csv&role=editor")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="staff.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == phrase("staff.username")
    assert [row[0] for row in rows[1:]] == ["editor"]
    assert "staff.exported" in client.get("/console/audit").text


def test_a_long_trail_as_a_file(console: Desk) -> None:
    def fill(connection: object) -> None:
        for number in range(2300):
            what = trail.Subject("test", str(number))
            trail.append(connection, console.store, Actor("system", "test"), "test.done", what)  # type: ignore[arg-type]

    console.run(console.store.transact(fill))
    client = console.client("auditor")
    answer = client.get("/console/audit?format=csv&entity=test")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[6] for row in rows[1:]] == [str(number) for number in reversed(range(2300))]
    shown = client.get("/console/audit?entity=test&size=100&page=23").text
    assert phrase("list.total", n=2300) in shown
    assert phrase("list.page", page=23, pages=23) in shown


def test_the_trail_is_filtered_by_day_and_checked(console: Desk) -> None:
    client = console.client("auditor")
    # 3 Azar 1405 is 24 November 2026, in either calendar and any digits.
    for day in ("1405/09/03", "۱۴۰۵/۹/۳", "2026-11-24", "2026/11/24"):
        assert "staff.signed_in" in client.get("/console/audit", params={"from": day, "to": day}).text
    assert phrase("audit.none") in client.get("/console/audit?to=1405/09/02").text
    sound = client.post("/console/audit/verify")
    assert occurrences("audit.sound", sound.text)

    def tamper(connection: object) -> None:
        connection.exec_driver_sql("UPDATE audit_event SET actor_ref = 'somebody' WHERE id = 1")  # type: ignore[attr-defined]

    console.run(console.store.transact(tamper))
    assert occurrences("audit.broken", client.post("/console/audit/verify").text, at=1)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
async def test_cells_come_back_and_none_is_a_formula(row: list[str]) -> None:
    # Surrogates are no text, and a carriage return inside a cell is read as a line's end by some.
    row = [cell.encode("utf-8", "ignore").decode().replace("\r", "").replace("\0", "") for cell in row]
    text = await told(["head"], [row])
    back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
    cells = back[0] if back else []
    for given_cell, cell in zip(row, cells, strict=False):
        assert given_cell.replace("'", "") == cell.replace("'", "")
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    # Nor where the semicolon parts columns, and quotation marks hold for the first column alone.
    for line in re.split(r"[\r\n]+", text):
        for cell in re.split("[;\t]", line):
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+989120000000", "-2", "@SUM(A1)", " =cmd|' /C calc'!A0", "＝1+1", "－1", "＠A1", "\u200e=1", "\ttab"],
)
async def test_formulas_are_guarded(cell: str) -> None:
    text = await told(["a"], [[cell]])
    assert next(iter(csv.reader(io.StringIO(text.split("\r\n")[1]))))[0] == "'" + cell


async def test_a_cell_within_a_cell_is_guarded_too() -> None:
    """Where the semicolon parts columns, a text with one begins a cell of its own."""
    text = await told(["a", "b"], [["x", "y; =1+cmd|' /C calc'!A0\n-2 books"]])
    assert text.split("\r\n", 1)[1] == "\"x\",\"y;' =1+cmd|' /C calc'!A0\n'-2 books\"\r\n"


async def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert (await told(["a", "b", "c"], [[-5, None, 2.5]])).split("\r\n")[1] == '"-5","","2.5"'


async def test_a_file_has_an_end() -> None:
    text = await told(["n"], ([number] for number in range(MOST_ROWS + 10)))
    assert text.count("\r\n") == MOST_ROWS + 1


def test_a_files_name_is_harmless() -> None:
    made = csv_response(READER, 'a"; x=../../etc\r\n', ["a"], [])
    assert made.headers["Content-Disposition"] == 'attachment; filename="ax....etc.csv"'


def locale(language: str, calendar: str) -> Locale:
    return Locale(language, calendar, "Asia/Tehran", FixedClock(NOW, frozen=True))  # type: ignore[arg-type]


MOMENT = datetime(2026, 12, 6, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "calendar", "when", "short"),
    [
        ("fa", "jalali", "۱۶ آذر ۱۴۰۵، ۰:۳۵", "۱۴۰۵/۰۹/۱۶"),
        ("fa", "gregorian", "۷ دسامبر ۲۰۲۶، ۰:۳۵", "۲۰۲۶-۱۲-۰۷"),
        ("en", "jalali", "16 Azar 1405, 0:35", "1405/09/16"),
        ("en", "gregorian", "7 December 2026, 0:35", "2026-12-07"),
    ],
)
def test_moments_in_the_readers_calendar(language: str, calendar: str, when: str, short: str) -> None:
    one = locale(language, calendar)
    assert one.when(MOMENT) == when
    assert one.short_day(MOMENT) == short
    assert one.read_day(short) == date(2026, 12, 7)
    assert one.when(None) == "–"


def test_spans_and_numbers() -> None:
    fa, en = locale("fa", "jalali"), locale("en", "gregorian")

    def at(**span: float) -> datetime:
        from datetime import timedelta

        return NOW - timedelta(**span)

    assert [fa.ago(at(seconds=20)), en.ago(at(seconds=20))] == [phrase("time.just_now"), phrase("time.just_now", "en")]
    assert [fa.ago(at(minutes=5)), en.ago(at(minutes=5))] == ["۵ دقیقه پیش", "5 minutes ago"]
    assert [fa.ago(at(hours=-2)), en.ago(at(hours=-2))] == ["۲ ساعت دیگر", "in 2 hours"]
    assert [fa.ago(at(days=1, hours=5)), en.ago(at(days=1))] == ["۱ روز پیش", "1 day ago"]
    assert en.ago(at(days=30)) == "25 October 2026"
    assert [fa.duration(3725), en.duration(3725), en.duration(42)] == [
        "۱ ساعت و ۲ دقیقه",
        "1 hour 2 minutes",
        "42 seconds",
    ]
    assert [fa.number(1234567), en.number(1234567), fa.number(2.5, 1)] == ["۱٬۲۳۴٬۵۶۷", "1,234,567", "۲٫۵"]
    assert [fa.percent(0.425), en.percent(0.425, 1), fa.percent(None)] == ["۴۲٪", "42.5%", "–"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.sampled_from(["jalali", "gregorian"]))
def test_a_day_that_is_shown_is_read_again(day: date, calendar: str) -> None:
    for language in ("fa", "en"):
        one = locale(language, calendar)
        assert one.read_day(one.short_day(day)) == day
    assert one.start_of(day).astimezone(UTC).date() <= day


@pytest.mark.parametrize("text", ["", "1405", "1405/12/31", "2026-02-30", "x", "1405/9", "99/01/01", "1405/09/03x"])
def test_what_is_no_day(text: str) -> None:
    assert locale("fa", "jalali").read_day(text) is None


def test_what_the_trail_tells_of_leads_to_its_page(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console))
    console.client("librarian").get(f"/console/inbox/{public_id}")
    trail_page = page_of(console.client("admin").get("/console/audit?entity=interaction"))
    assert f"{public_id[:8]}…" in trail_page.texts(f'a[href="/console/conversations/{public_id}"]')
