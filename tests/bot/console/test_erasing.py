"""A manager erases the patron of a case, and gets a receipt; others may not, and nothing is erased by chance."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from crm import records
from crm.database.upsert import table_of
from tests.bot.console.test_cases import opened
from tests.support.desk import Desk
from tests.support.store_rows import add, add_patron, rows, sign_in, visitor

NAME = "زرقام‌زاده"


def asked(console: Desk) -> tuple[int, str]:
    """Let a patron ask for erasure; give the patron and the case's number."""

    async def work() -> tuple[int, str]:
        patron_id = await add_patron(console.store, "29990001", display_name=NAME)
        who = await sign_in(console.store, await visitor(console.store), patron_id)
        return patron_id, who

    patron_id, who = console.run(work())
    return patron_id, opened(console, who, kind="data_request", subject="my_data_erase").number


def test_a_manager_erases_a_patron_and_gets_a_receipt(console: Desk) -> None:
    patron_id, number = asked(console)
    client = console.client("manager")
    page = client.get(f"/console/cases/{number}?lang=en").text
    at = f"/console/cases/{number}/erase-patron"
    assert at in page
    assert NAME in client.get(at).text
    assert client.post(at, {}).status_code == 422
    (left,) = console.run(rows(console.store, records.Patron, id=patron_id))
    assert left.display_name == NAME, "without the tick nothing happens"
    answer = client.post(at, {"sure": "yes"})
    assert answer.status_code == 200
    assert "رسید" in answer.text
    assert "پیام‌ها" in answer.text
    (left,) = console.run(rows(console.store, records.Patron, id=patron_id))
    assert (left.lifecycle, left.display_name, left.card_number_hash) == ("erased", None, None)
    (event,) = console.run(rows(console.store, records.AuditEvent, action="patron.erased"))
    assert (event.actor_kind, event.entity_id) == ("staff", None)
    # Sent again: nobody is there any more.
    assert "پاک شده است" in client.post(at, {"sure": "yes"}).text
    assert NAME not in client.get(f"/console/cases/{number}").text


def test_what_is_open_is_told_and_nothing_is_erased(console: Desk) -> None:
    patron_id, number = asked(console)
    now = console.store.clock.now()
    loan = {"ils_loan_id": f"L{patron_id}", "patron_id": patron_id, "loaned_at": now, "due_at": now + timedelta(days=9)}
    console.run(add(console.store, records.Loan, **loan, synced_at=now))
    client = console.client("admin")
    at = f"/console/cases/{number}/erase-patron"
    assert "امانت‌های برنگشته: ۱" in client.get(at).text
    answer = client.post(at, {"sure": "yes"})
    assert answer.status_code == 409
    assert "امانت‌های برنگشته: ۱" in answer.text
    table = table_of(records.Loan)
    back = update(table).where(table.c.patron_id == patron_id).values(returned_at=now)
    console.run(console.store.transact(lambda connection: connection.execute(back)))
    assert client.post(at, {"sure": "yes"}).status_code == 200


def test_a_librarian_may_not(console: Desk) -> None:
    _, number = asked(console)
    client = console.client("librarian")
    assert "erase-patron" not in client.get(f"/console/cases/{number}").text
    assert client.get(f"/console/cases/{number}/erase-patron").status_code == 403
    assert client.post(f"/console/cases/{number}/erase-patron", {"sure": "yes"}).status_code == 403
