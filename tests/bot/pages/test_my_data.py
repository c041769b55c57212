"""The page of one's own data: shown to who asked for it in the chat, for minutes; copied, and erased with a receipt."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from bot.texts import LANGUAGES
from crm import records
from crm.actor import PATRON
from crm.conversations import signing_in
from crm.notices.subscriptions import subscriptions
from crm.trust.carried import CARRIED
from crm.trust.consents import consents_of, may_send, record_consent
from crm.trust.history import wants_history
from crm.trust.receipts import read_receipt
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Visitor
from tests.support.given_notices import wants
from tests.support.html import page_of
from tests.support.people import add_patron
from tests.support.store_rows import add, rows
from tests.support.texts import phrase

# Both databases are copied and erased alike (tests/crm); here it is the page that is tried.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SECRET = "zq77secretwordofmine"


async def address_of(visitor: Visitor) -> str:
    """Ask for the page as the widget does."""
    answer = await visitor.post("my-data", {})
    assert answer.status_code == 200, answer.text
    parts = urlsplit(answer.json()["url"])
    assert parts.path.startswith("/my-data/")
    return parts.path


async def signed_in(front: Front) -> tuple[Visitor, int]:
    patron_id = await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.say(f"my secret is {SECRET}")
    assert (await visitor.give(await visitor.ask_sign_in())).status_code == 200
    assert (await visitor.renew()).status_code == 200
    return visitor, patron_id


async def test_the_chat_offers_the_page(front: Front, engine: FakeEngine) -> None:
    async def script(_request: dict[str, Any]) -> dict[str, Any]:
        return said("Here it is.", intent="my_data", message={"custom": {"my_data": True}})

    engine.script = script
    visitor = await front.visitor()
    (answer,) = (await visitor.say("what do you know about me?"))["messages"]
    assert (answer["my_data"], answer["sign_in"]) == (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_patron_reads_and_takes_everything(front: Front, language: str) -> None:
    visitor, patron_id = await signed_in(front)
    await record_consent(front.store, patron_id, "new_titles", "telegram", "granted", source="chat", by=PATRON)
    at = await address_of(visitor)
    page = await front.http.get(f"{at}?lang={language}")
    assert page.status_code == 200
    assert SECRET in page.text
    assert "Sara" in page.text
    assert phrase("my_data.value.telegram", language) in page.text
    assert "my_data." not in page.text, "a text is missing"
    assert "no-store" in page.headers["cache-control"]
    assert page.headers["referrer-policy"] == "no-referrer"
    file = await front.http.get(f"{at}/copy.json?lang={language}")
    assert "attachment" in file.headers["content-disposition"]
    copy = json.loads(file.content)
    assert copy.keys() == {"made_at", *(one.table for one in CARRIED)}
    assert next(row["body"] for row in copy["message"] if row["sender"] == "patron") == f"my secret is {SECRET}"
    assert copy["consent_record"][0]["action"] == "granted"
    requests = await rows(front.store, records.DataRequest)
    assert [(one.kind, one.status, one.patron_id) for one in requests] == [
        ("access", "done", patron_id),
        ("export", "done", patron_id),
    ]
    await front.http.get(at)
    assert len(await rows(front.store, records.DataRequest)) == 2, "looked at again, it is the same request"
    (event, _) = [one for one in await rows(front.store, records.AuditEvent) if one.action.startswith("data.")]
    assert event.actor_kind == "patron"


async def test_the_link_is_over_with_the_sign_in(front: Front) -> None:
    visitor, _ = await signed_in(front)
    at = await address_of(visitor)
    assert (await front.http.get(at)).status_code == 200
    assert (await front.http.get(f"{at}x")).status_code == 410
    other = await front.visitor()
    # Nobody else's chat gives the way to it.
    assert SECRET not in (await front.http.get(await address_of(other))).text
    await signing_in.unlink(front.store, await front.identity_id(visitor))
    for path in (at, f"{at}/copy.json"):
        answer = await front.http.get(path)
        assert answer.status_code == 410
        assert SECRET not in answer.text
    assert (await front.http.post(f"{at}/erase", data={"sure": "yes"})).status_code == 410


async def erased(front: Front, at: str) -> httpx.Response:
    assert (await front.http.post(f"{at}/erase", data={})).status_code == 422, "without the tick nothing is erased"
    return await front.http.post(f"{at}/erase?lang=en", data={"sure": "yes"})


async def test_a_patron_erases_everything_and_gets_a_receipt(front: Front, engine: FakeEngine) -> None:
    visitor, patron_id = await signed_in(front)
    at = await address_of(visitor)
    page = await erased(front, at)
    assert page.status_code == 200, page.text
    assert SECRET not in page.text
    [token] = page_of(page).values("receipt")
    receipt = read_receipt(front.store, token)
    assert receipt.stores.keys() == {one.table for one in CARRIED}
    assert receipt.stores["message"] >= 2
    assert receipt.engine is not None
    (left,) = await rows(front.store, records.Patron, id=patron_id)
    assert (left.lifecycle, left.display_name) == ("erased", None)
    (request,) = await rows(front.store, records.DataRequest, kind="erase")
    assert (request.id, request.subject_ref) == (receipt.request, receipt.subject_ref)
    file = await front.http.post("/my-data/receipt/file?lang=en", data={"receipt": token})
    assert "attachment" in file.headers["content-disposition"]
    assert token in file.text
    assert phrase("my_data.table.message", "en") + ": " in file.text
    assert phrase("my_data.after.emptied", "en") in file.text
    assert phrase("my_data.after.kept", "en") in file.text
    assert (await front.http.post("/my-data/receipt/file", data={"receipt": f"{token}x"})).status_code == 410
    assert (await front.http.get(at)).status_code == 410
    # The browser's chat is gone as well: what it says next begins a new one.
    assert (await visitor.get("session")).status_code == 401


async def test_a_chat_that_is_nobodys_is_shown_and_erased(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say(f"my secret is {SECRET}")
    at = await address_of(visitor)
    page = await front.http.get(f"{at}?lang=en")
    assert SECRET in page.text
    assert phrase("my_data.lead_chat", "en") in page.text
    assert (await erased(front, at)).status_code == 200
    assert [row.body for row in await rows(front.store, records.Message) if row.body] == []
    assert (await visitor.get("session")).status_code == 401


async def test_what_is_open_is_named_and_nothing_is_erased(front: Front) -> None:
    visitor, patron_id = await signed_in(front)
    now = front.store.clock.now()
    title = {"ils_bib_id": "b", "title": "Blind Owl", "search_norm": "t", "search_squash": "t"}
    title_id = await add(front.store, records.TitleRecord, **title)
    item_id = await add(front.store, records.Item, title_id=title_id, barcode="x1")
    loan = {"ils_loan_id": "L1", "patron_id": patron_id, "item_id": item_id, "loaned_at": now, "due_at": now}
    await add(front.store, records.Loan, **loan, synced_at=now)
    fine = {"kind": "overdue", "amount_minor": 50_000, "currency": "IRR", "assessed_at": now}
    await add(front.store, records.Fine, ils_fine_id="f", patron_id=patron_id, **fine)
    at = await address_of(visitor)
    page = await front.http.get(f"{at}?lang=en")
    shown = page_of(page).text
    assert phrase("my_data.open_loan", "en") + " Blind Owl" in shown
    assert "50,000" in shown
    refused = await front.http.post(f"{at}/erase?lang=en", data={"sure": "yes"})
    assert refused.status_code == 409
    assert "Blind Owl" in refused.text
    (request,) = await rows(front.store, records.DataRequest, kind="erase")
    assert (request.status, request.refusal_reason) == ("refused", "unsettled")
    assert SECRET in (await front.http.get(at)).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_other_way_of_notices_is_shown_and_ended_there(front: Front, language: str) -> None:
    visitor, patron_id = await signed_in(front)
    at = await address_of(visitor)
    title = phrase("my_data.other_title", language)
    assert title not in (await front.http.get(f"{at}?lang={language}")).text
    await wants(front.store, patron_id, "web_chat", "due_soon", fallback="email")
    shown = (await front.http.get(f"{at}?lang={language}")).text
    assert title in shown and phrase("my_data.value.email", language) in shown
    ended = await front.http.post(f"{at}/only-there?lang={language}")
    assert ended.status_code == 200 and title not in ended.text
    assert [(one.kind, one.fallback) for one in await subscriptions(front.store, patron_id)] == [("due_soon", None)]
    assert not await may_send(front.store, patron_id, "loan_reminder", "email")
    assert await may_send(front.store, patron_id, "loan_reminder", "web_chat")
    other = await front.visitor()
    await other.say("hello")
    assert (await front.http.post(f"{await address_of(other)}/only-there")).status_code in (404, 410)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_patron_chooses_whether_their_history_is_kept(front: Front, language: str) -> None:
    visitor, patron_id = await signed_in(front)
    at = await address_of(visitor)
    stop = phrase("my_data.history_stop", language)
    assert stop not in (await front.http.get(f"{at}?lang={language}")).text
    kept = await front.http.post(f"{at}/history?lang={language}", data={"keep": "yes"})
    assert kept.status_code == 200 and stop in kept.text
    assert await wants_history(front.store, patron_id)
    await front.http.post(f"{at}/history?lang={language}", data={"keep": "no"})
    assert not await wants_history(front.store, patron_id)
    said = [(one.action, one.source) for one in await consents_of(front.store, patron_id)]
    assert said == [("withdrawn", "page"), ("granted", "page")]
    # A link of a chat that nobody is signed in to chooses nothing.
    other = await front.visitor()
    await other.say("hello")
    nobody = await front.http.post(f"{await address_of(other)}/history", data={"keep": "yes"})
    assert nobody.status_code == 410 or nobody.status_code == 404
