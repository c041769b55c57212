"""What the page of one's own data shows has its names in both languages, and is written for people."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.pages.copy_view import SHOWN, sections
from bot.texts import has_text
from crm.records import Base
from crm.trust.carried import CARRIED
from crm.trust.copying import DataCopy, is_left_out, name_of
from language.calendars import zone
from tests.support.texts import phrase

MADE = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_every_table_and_column_that_is_shown_has_its_name() -> None:
    assert SHOWN.keys() == {one.table for one in CARRIED}
    for table, columns in SHOWN.items():
        assert has_text(f"my_data.table.{table}")
        carried = {
            name_of(column) for column in Base.metadata.tables[table].columns if not is_left_out(table, column.name)
        } | {"item_title", "role"}
        for column in columns:
            assert column in carried, f"{table}.{column}"
            assert has_text(f"my_data.field.{column}"), column


def row(table: str, **values: object) -> dict[str, object]:
    return {**dict.fromkeys(SHOWN[table]), "currency": None, **values}


def test_values_are_written_in_the_readers_language() -> None:
    fine = row("fine", kind="overdue", amount_minor=50_000, currency="IRR", assessed_at="2026-11-24T08:00:00+00:00")
    loan = row("loan", item_title="بوف کور", renewal_count=2)
    copy = DataCopy(MADE, {"fine": [fine], "loan": [loan], "hold": []})
    tehran = zone("Asia/Tehran")
    debts, loans = sections(copy, "fa", tehran)
    assert (debts.title, debts.total, debts.left) == (phrase("my_data.table.fine"), 1, 0)
    assert (phrase("my_data.field.kind"), phrase("my_data.value.overdue")) in debts.rows[0]
    assert (phrase("my_data.field.amount_minor"), "۵۰٬۰۰۰ ریال") in debts.rows[0]
    assert any("۳ آذر ۱۴۰۵" in value for _, value in debts.rows[0])
    assert loans.rows == [
        [(phrase("my_data.field.item_title"), "بوف کور"), (phrase("my_data.field.renewal_count"), "۲")]
    ]
    (debts, _) = sections(copy, "en", tehran)
    assert (phrase("my_data.field.kind", "en"), phrase("my_data.value.overdue", "en")) in debts.rows[0]
    assert (phrase("my_data.field.amount_minor", "en"), "50,000 rials") in debts.rows[0]


def test_a_long_section_is_cut_and_says_so() -> None:
    copy = DataCopy(MADE, {"message": [row("message", sender="patron", body=str(number)) for number in range(301)]})
    (messages,) = sections(copy, "en", zone("UTC"))
    assert (len(messages.rows), messages.total, messages.left) == (300, 301, 1)
