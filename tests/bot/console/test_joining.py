"""The pages of applications: who may see what, the decision and what becomes of what was told."""

from __future__ import annotations

import pytest

from crm import records
from crm.joining import answers, drafts
from language.writing import in_digits
from tests.support.desk import Desk
from tests.support.html import words_of
from tests.support.store_rows import add_patron, rows, say, visitor
from tests.support.texts import occurrences, phrase


async def sent(desk: Desk, language: str = "fa") -> str:
    """An application at the desk, of somebody who may be a patron already."""
    store = desk.store
    await add_patron(store, display_name="زهرا ضرغام‌زاده", birth_year=1991, card="4000500060")
    who = await visitor(store, language)
    conversation = (await say(store, who)).interaction.engine_conversation
    await drafts.begin(store, conversation, language)
    told = {"name": "زهرا ضرغام‌زاده", "birth_year": "1991", "contact": "phone:09123456789", "address": "سعدی ۵"}
    for step, value in told.items():
        await drafts.ask_for(store, conversation, step)
        await answers.hold_answer(store, who.id, step, value)
    await drafts.send(store, conversation, f"key:{who.id}")
    return str((await rows(store, records.Application))[-1].public_id)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_list_names_nobody_and_one_shows_all_and_is_noted(console: Desk, language: str) -> None:
    public_id = console.run(sent(console))
    client = console.client("librarian")
    client.post("/console/me/preferences", {"name_fa": "Sara", "language": language, "calendar": ""})
    page = client.get("/console/joining")
    assert page.status_code == 200 and public_id in page.text and "ضرغام" not in page.text
    assert "ضرغام" not in client.get("/console/joining?format=csv").text
    one = client.get(f"/console/joining/{public_id}")
    assert "ضرغام" in one.text
    assert in_digits("09123456789", language) in one.text
    for key in ("state.sent", "by_desk", "same_name"):
        assert phrase(f"joining.{key}", language) in words_of(page.text) + words_of(one.text), key
    actions = [row.action for row in console.run(rows(console.store, records.AuditEvent))]
    assert "application.read" in actions
    assert "/console/joining?state=sent" in client.get("/console").text
    assert console.client("editor").get(f"/console/joining/{public_id}").status_code == 403
    assert client.get("/console/joining/none").status_code == 404


def test_who_is_accepted_has_a_card_and_what_was_wrong_stays_in_the_form(console: Desk) -> None:
    public_id = console.run(sent(console))
    client = console.client("librarian")
    at = f"/console/joining/{public_id}/accept"
    good = {"card": "3000400051", "pin": "4821", "category": "student", "expires": "2030-01-01", "is_seen": "1"}
    for odd in (
        {"card": "4000500060"},
        {"card": ""},
        {"pin": "1"},
        {"expires": "2020-01-01"},
        {"expires": "soon"},
        {"is_seen": ""},
    ):
        refused = client.post(at, {**good, **odd})
        assert refused.status_code == 422, odd
        assert "student" in refused.text
    assert console.client("auditor").post(at, good).status_code == 403
    assert client.post(at, good).status_code in (200, 303)
    won = [row for row in console.run(rows(console.store, records.Patron)) if row.acquired_via == "web_chat"]
    assert [row.display_name for row in won] == ["زهرا ضرغام‌زاده"]
    said = console.run(rows(console.store, records.Message))[-1]
    assert (
        occurrences("joining.letter.accepted", said.body) and "3000400051" not in said.body and "4821" not in said.body
    )
    assert client.post(at, {**good, "card": "3000400052"}).status_code == 409


@pytest.mark.parametrize(("how", "status"), [("refuse", "refused"), ("known", "known")])
def test_who_is_not_accepted_reads_the_words_and_what_was_told_is_gone(console: Desk, how: str, status: str) -> None:
    public_id = console.run(sent(console, "en"))
    client = console.client("librarian")
    at = f"/console/joining/{public_id}/{how}"
    assert client.post(at, {"words": " "}).status_code == 422
    assert client.post(at, {"words": "Please come to the desk"}).status_code in (200, 303)
    [row] = [one for one in console.run(rows(console.store, records.Application)) if one.public_id == public_id]
    assert (row.status, row.name, row.contact, row.address) == (status, None, None, None)
    said = console.run(rows(console.store, records.Message))[-1]
    assert "Please come to the desk" in said.body and "member" not in said.body
    assert "ضرغام" not in client.get(f"/console/joining/{public_id}").text
    assert not [row for row in console.run(rows(console.store, records.Patron)) if row.lifecycle == "prospect"]
