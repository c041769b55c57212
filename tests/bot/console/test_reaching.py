"""What the page of a case says of reaching its patron is what happens: with a mail server, and without one."""

from __future__ import annotations

from typing import Any

import pytest

from crm import records
from crm.actor import PATRON
from crm.conversations import signing_in
from crm.notices.subscriptions import subscribe
from tests.bot.console.test_cases import case_row, opened, version
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.store_rows import add, add_contact, add_patron, rows, sign_in, visitor
from tests.support.texts import phrase

MAIL = {"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_from": "library@example.org", "smtp_security": "none"}


@pytest.fixture(params=[True, False], ids=["set up", "not set up"])
def has_mail(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def settings_overrides(has_mail: bool) -> dict[str, Any]:
    return MAIL if has_mail else {}


def patrons_case(console: Desk, *, wants_notices: bool) -> tuple[str, int]:
    """Open a case of a patron who has an e-mail address and chose it for the case; give its chat, too."""
    store = console.store
    patron = console.run(add_patron(store))
    who = console.run(sign_in(store, console.run(visitor(store)), patron))
    point = {"public_id": "p1", "patron_id": patron, "kind": "email", "value": "mina@post.example"}
    console.run(add(store, records.ContactPoint, **point, value_norm="mina@post.example"))
    number = opened(console, who).number
    console.run(add_contact(store, number, "mina@post.example"))
    if wants_notices:
        asked = {"source": "chat", "by": PATRON}
        work = lambda connection: subscribe(connection, store, patron, ["case_answered"], "email", **asked)  # noqa: E731
        console.run(store.transact(work))
    return number, who.id


def test_what_was_asked_for_is_the_librarians_to_do(console: Desk, has_mail: bool) -> None:
    number, _ = patrons_case(console, wants_notices=False)
    client = console.client("librarian")
    at = f"/console/cases/{number}"
    page = page_of(client.get(at))
    said = phrase("cases.reach.by_hand", ways=phrase("cases.way.email"))
    assert page.text.count(said) == 2, "at the answer, and at the end"
    assert "mina@" not in page.text
    form = {"text": "It is warm again.", "version": page.value("version"), "then": "answered"}
    page = page_of(client.follow(client.post(f"{at}/answer", form)))
    assert said in page.text
    assert {one.channel for one in console.run(rows(console.store, records.Outbox))} == {"web_chat"}, (
        "nothing went there"
    )


def test_who_asked_for_notices_is_told_that_there_is_an_answer(console: Desk, has_mail: bool) -> None:
    number, chat = patrons_case(console, wants_notices=True)
    client, at = console.client("librarian"), f"/console/cases/{number}"
    told = phrase("cases.reach.by_itself", ways=phrase("cases.way.email"))
    untold = phrase("cases.reach.not_set_up", ways=phrase("cases.way.email"))
    text = page_of(client.get(at)).text
    assert told not in text and untold not in text, "the chat takes the answer"
    console.run(signing_in.unlink(console.store, chat))
    page = page_of(client.get(at))
    assert (told in page.text, untold in page.text) == (has_mail, not has_mail)
    form = {"text": "گرم شد.", "version": page.value("version"), "then": "answered"}
    page = page_of(client.follow(client.post(f"{at}/answer", form)))
    assert phrase("cases.answer_kept") in page.text and phrase("cases.answer_sent") not in page.text
    form = {"to": "closed", "version": page.value("version"), "resolution": "explained"}
    assert phrase("cases.closed_kept") in client.follow(client.post(f"{at}/move", form)).text


def test_an_end_that_nobody_hears_is_said_to_be_so(console: Desk) -> None:
    number = opened(console).number
    client, at = console.client("librarian"), f"/console/cases/{number}"
    form = {"to": "closed", "version": version(client.get(at).text), "resolution": "fixed"}
    text = client.follow(client.post(f"{at}/move", form)).text
    assert phrase("cases.closed_untold") in text and phrase("cases.closed_now") not in text


def test_what_was_not_explained_is_not_closed_as_explained(console: Desk) -> None:
    number, _ = patrons_case(console, wants_notices=False)
    client, at = console.client("librarian"), f"/console/cases/{number}"
    text = client.get(at).text
    assert phrase("cases.close_note_hint") in text and phrase("cases.resolution_hint") in text
    form = {"to": "closed", "version": version(text), "resolution": "explained", "note": "شیر تعمیر شد"}
    refused = client.post(f"{at}/move", form)
    assert refused.status_code == 422 and phrase("cases.bad.unexplained") in refused.text
    assert "شیر تعمیر شد" in refused.text and case_row(console, number).status == "new"
    picked = {"pick": f"{number}:{version(text)}", "does": "close", "resolution": "explained"}
    assert client.post("/console/cases/bulk", picked).status_code == 409
    assert case_row(console, number).status == "new"
