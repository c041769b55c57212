"""Who answers for it sees, copies and erases a patron's data; others may not, and everything is noted."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.texts import LANGUAGES
from crm import records
from crm.actor import PATRON
from crm.database.upsert import table_of
from crm.trust.consents import record_consent
from crm.trust.receipts import read_receipt
from language.writing import in_digits
from tests.bot.console.test_cases import opened
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor
from tests.support.texts import phrase

NAME, CARD, WORDS = "زرقام‌زاده", "29990001", "zq55wordsofmine"
AT = "/console/patron-data"


def asked(console: Desk) -> tuple[int, str, str]:
    """Let a patron speak, agree to something and ask for erasure; give the patron, the page and the case's number."""

    async def work() -> tuple[int, str, str]:
        patron_id = await add_patron(console.store, CARD, display_name=NAME)
        who = await sign_in(console.store, await visitor(console.store), patron_id)
        await say(console.store, who, WORDS)
        more = {"source": "chat", "by": PATRON}
        await record_consent(console.store, patron_id, "new_titles", "telegram", "granted", **more)
        await record_consent(console.store, patron_id, "overdue", None, "refused", **more)
        (patron,) = await rows(console.store, records.Patron, id=patron_id)
        return patron_id, who, patron.public_id

    patron_id, who, public_id = console.run(work())
    return patron_id, f"{AT}/{public_id}", opened(console, who, kind="data_request", subject="my_data_erase").number


def test_a_patron_is_found_by_the_card(console: Desk) -> None:
    _, at, number = asked(console)
    client = console.client("manager")
    assert phrase("patron_data.card") in client.get(AT).text
    assert client.post(AT, {"card": "1"}).status_code == 422
    found = client.post(AT, {"card": "۲۹۹۹۰۰۰۱"}, follow_redirects=False)
    assert found.headers["location"].startswith(at)
    assert at in client.get(f"/console/cases/{number}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_consents_and_gives_the_copy(console: Desk, language: str) -> None:
    patron_id, at, _ = asked(console)
    client = console.client("manager")
    client.post("/console/me/preferences", {"name_fa": "Manager", "language": language, "calendar": ""})
    phone = {"kind": "phone", "value": "021-00002001", "value_norm": "02100002001"}
    console.run(add(console.store, records.ContactPoint, patron_id=patron_id, **phone))
    page = client.get(at).text
    assert NAME in page and in_digits("021-00002001", language) in page
    assert ("News of titles" if language == "en" else "خبر تازه‌های") in page
    assert phrase("patron_data.every_channel", language) in page
    assert "my_data." not in page
    assert "patron_data." not in page
    copy = client.get(f"{at}/copy").text
    assert WORDS in copy
    assert "my_data." not in copy
    file = client.get(f"{at}/copy.json")
    assert "attachment" in file.headers["content-disposition"]
    assert json.loads(file.text)["patron"][0]["display_name"] == NAME
    requests = console.run(rows(console.store, records.DataRequest, patron_id=patron_id))
    assert [(one.kind, one.status, one.staff_id is not None) for one in requests] == [
        ("access", "done", True),
        ("export", "done", True),
    ]
    noted = {event.action for event in console.run(rows(console.store, records.AuditEvent, actor_kind="staff"))}
    assert noted >= {"patron.data_read", "data.access_done", "data.export_done"}
    assert WORDS not in page
    home = client.get(AT)
    shown = page_of(home)
    assert "my_data." not in home.text and "patron_data." not in home.text
    assert phrase("patron_data.agreed_title", language) in shown.text
    assert len(shown.rows("#requests ~ * tbody tr, #requests ~ table tbody tr")) == 2
    assert NAME not in home.text


def test_a_manager_erases_for_a_reason_and_gets_a_signed_receipt(console: Desk) -> None:
    patron_id, at, number = asked(console)
    client = console.client("manager")
    for wrong in ({}, {"sure": "yes"}, {"reason": "by letter"}):
        assert client.post(f"{at}/erase", wrong).status_code == 422
    (left,) = console.run(rows(console.store, records.Patron, id=patron_id))
    assert left.display_name == NAME, "nothing happens without the tick and a reason"
    answer = client.post(f"{at}/erase", {"sure": "yes", "reason": "by letter"})
    assert answer.status_code == 200
    assert phrase("my_data.table.message") in answer.text
    [receipt_text] = page_of(answer).texts("textarea")
    signed = receipt_text.split()[-1]
    receipt = read_receipt(console.store, signed)
    assert receipt.stores["message"] >= 1
    (left,) = console.run(rows(console.store, records.Patron, id=patron_id))
    assert (left.lifecycle, left.display_name, left.card_number_hash) == ("erased", None, None)
    (event,) = console.run(rows(console.store, records.AuditEvent, action="patron.erased"))
    assert (event.actor_kind, event.entity_id, event.reason) == ("staff", None, "by letter")
    (request,) = console.run(rows(console.store, records.DataRequest, kind="erase"))
    assert (request.status, request.staff_id is not None) == ("done", True)
    # Sent again: nobody is there any more.
    assert client.post(f"{at}/erase", {"sure": "yes", "reason": "x"}).status_code == 404
    assert client.get(at).status_code == 404
    case = client.get(f"/console/cases/{number}").text
    assert NAME not in case
    (row,) = console.run(rows(console.store, records.ServiceCase, number=number))
    assert (row.status, row.resolution, row.patron_id) == ("closed", "fixed", None)


def test_what_is_open_is_named_and_nothing_is_erased(console: Desk) -> None:
    patron_id, at, _ = asked(console)
    now = console.store.clock.now()
    item_id = console.run(rows(console.store, records.Item, status="available"))[0].id
    loan = {"ils_loan_id": f"L{patron_id}", "patron_id": patron_id, "item_id": item_id, "loaned_at": now}
    console.run(add(console.store, records.Loan, **loan, due_at=now + timedelta(days=9), synced_at=now))
    client = console.client("admin")
    assert phrase("my_data.open_loan") in client.get(at).text
    answer = client.post(f"{at}/erase", {"sure": "yes", "reason": "x"})
    assert answer.status_code == 409
    assert phrase("my_data.open_loan") in answer.text
    table = table_of(records.Loan)
    back = update(table).where(table.c.patron_id == patron_id).values(returned_at=now)
    console.run(console.store.transact(lambda connection: connection.execute(back)))
    assert client.post(f"{at}/erase", {"sure": "yes", "reason": "x"}).status_code == 200


@pytest.mark.parametrize("role", ["librarian", "supervisor", "editor", "auditor"])
def test_others_may_not(console: Desk, role: str) -> None:
    _, at, number = asked(console)
    client = console.client(role)
    assert AT not in client.get("/console").text
    assert AT not in client.get(f"/console/cases/{number}").text
    for path in (AT, at, f"{at}/copy", f"{at}/copy.json"):
        assert client.get(path).status_code == 403
    assert client.post(f"{at}/erase", {"sure": "yes", "reason": "x"}).status_code == 403


def test_an_address_that_came_back_is_taken_up_again_by_whom_and_when(console: Desk) -> None:
    patron_id, at, _ = asked(console)

    async def bounced() -> str:
        address = {"patron_id": patron_id, "kind": "email", "value": "n@example.org", "value_norm": "n@example.org"}
        await add(console.store, records.ContactPoint, **address, bounced_at=console.clock.now())
        [point] = await rows(console.store, records.ContactPoint, patron_id=patron_id)
        return str(point.public_id)

    point = console.run(bounced())
    client = console.client("manager")
    assert "n@example.org" in client.get(at).text
    assert console.client("librarian").post(f"{at}/addresses/{point}").status_code == 403
    assert client.post(f"{at}/addresses/{point}", follow_redirects=False).status_code == 303
    [kept] = console.run(rows(console.store, records.ContactPoint, patron_id=patron_id))
    assert kept.bounced_at is None and kept.revived_at is not None
    assert kept.revived_by_id is not None
    assert len(console.run(rows(console.store, records.AuditEvent, action="contact.revived"))) == 1
    assert client.post(f"{at}/addresses/nothing").status_code == 404
