"""What the page of one's own data shows has its names in both languages, and is written for people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.pages.copy_view import SHOWN, sections
from bot.texts import has_text
from crm.records import Base, values
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


# What each column of codes may hold.
CODES = {
    ("service_case", "kind"): values.CASE_KINDS,
    ("service_case", "status"): values.CASE_STATUSES,
    ("service_case", "resolution"): values.CASE_RESOLUTIONS,
    ("service_case", "subject"): ("complaint", "suggestion", "librarian", "lost_card", "joining"),
    ("case_event", "kind"): values.CASE_EVENTS,
    ("interaction_event", "kind"): values.INTERACTION_EVENTS,
    ("interaction", "channel"): values.CHATS,
    ("interaction", "outcome"): values.OUTCOMES,
    ("message", "sender"): values.SENDERS,
    ("alarm", "kind"): values.ALARM_KINDS,
    ("contact_point", "kind"): values.CONTACT_KINDS,
    ("consent_record", "action"): values.CONSENT_ACTIONS,
    ("consent_record", "source"): values.CONSENT_SOURCES,
    ("data_request", "kind"): values.DATA_REQUESTS,
    ("data_request", "status"): values.DATA_REQUEST_STATES,
    ("hold", "status"): values.HOLD_STATUSES,
    ("hold_attempt", "kind"): values.HOLD_REQUESTS,
    ("renewal_attempt", "result"): values.RENEWAL_RESULTS,
    ("renewal_attempt", "reason_code"): ("on_hold", "limit_reached", "too_soon", "overdue", "fines", "policy"),
    ("fine", "kind"): values.FINE_KINDS,
    ("patron", "lifecycle"): values.LIFECYCLES,
    ("patron", "category"): ("member", "student", "child", "staff"),
    ("application", "status"): values.APPLICATION_STATES,
    ("notice", "kind"): values.NOTICE_KINDS,
    ("notice", "status"): values.NOTICE_STATUSES,
    ("interest_term", "kind"): values.INTEREST_TERMS,
    ("imported_record", "kind"): values.IMPORT_KINDS,
    ("import_change", "what"): values.IMPORT_CHANGES,
    ("import_change", "table_name"): ("loan", "patron"),
    ("patron_merge", "state"): values.MERGE_STATES,
    ("audit_event", "actor_kind"): values.ACTOR_KINDS,
    ("audit_event", "action"): ("identity.linked", "account.read", "case.opened"),
}


@pytest.mark.parametrize(("table", "column"), CODES)
def test_no_code_is_shown_where_there_is_a_word_for_it(table: str, column: str) -> None:
    rows = [row(table, **{column: code}) for code in CODES[table, column]]
    (shown,) = sections(DataCopy(MADE, {table: rows}), "fa", zone("UTC"))
    label = phrase(f"my_data.field.{column}")
    said = [value for line in shown.rows for name, value in line if name == label]
    assert len(said) == len(rows)
    assert [value for value in said if value.isascii()] == []


def test_a_long_section_is_cut_and_says_so() -> None:
    copy = DataCopy(MADE, {"message": [row("message", sender="patron", body=str(number)) for number in range(301)]})
    (messages,) = sections(copy, "en", zone("UTC"))
    assert (len(messages.rows), messages.total, messages.left) == (300, 301, 1)
