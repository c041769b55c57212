"""What is typed and must not be kept: masked everywhere, and contact data in its case only."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm import cases, records
from crm.upsert import table_of
from tests.integration.gateway.conftest import Front, Visitor
from tests.integration.gateway.fake_engine import FakeEngine, said

CARD = "6037991234567893"
NATIONAL_ID = "0084575948"
PHONE = "09123456789"
EMAIL = "reader@example.org"
CASE = table_of(records.ServiceCase)
JOURNAL = table_of(records.Journal)


async def everything_kept(front: Front) -> str:
    """Every text in every table of the store."""

    def read(connection: Any) -> str:
        found = []
        for table in records.Base.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                found.append(" ".join(str(value) for value in row))
        return "\n".join(found)

    return await front.store.look(read)


async def test_numbers_typed_into_the_chat_are_kept_nowhere(
    front: Front, engine: FakeEngine, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = await front.visitor()
    answer = await visitor.say(f"my bank card is {CARD}, national id {NATIONAL_ID}, phone {PHONE}, mail {EMAIL}")
    secrets = (CARD, NATIONAL_ID, PHONE, EMAIL)
    kept = await everything_kept(front)
    seen = f"{engine.requests} {answer} {caplog.text} {kept}"
    for secret in secrets:
        assert secret not in seen
    assert "[phone]" in engine.requests[0]["text"]
    await front.store.close()
    for path in tmp_path.glob("store.sqlite3*"):
        content = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in content


async def test_a_payload_with_numbers_of_somebody_is_refused_unless_it_was_offered(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    payload = f'/search_book{{"title":"{PHONE}"}}'
    body = {"client_message_id": "p", "payload": payload, "title": "x"}
    answer = await visitor.post("messages", body)
    assert answer.status_code == 422
    assert answer.json()["error"] == "bad_payload"
    assert engine.requests == []

    async def offers(_: dict[str, Any]) -> dict[str, Any]:
        return said("Which?", message={"buttons": [{"title": "This one", "payload": payload}]})

    engine.script = offers
    await visitor.say("find a book")
    assert (await visitor.post("messages", body)).status_code == 200


async def _case(front: Front, visitor: Visitor) -> str:
    """Open a case as the action of the complaint form does."""
    from crm.conversations import interaction_of

    running = await interaction_of(front.store, await front.identity_id(visitor))
    assert running is not None
    view = await cases.open_case(
        front.store,
        "complaint",
        conversation=running.engine_conversation,
        subject="Complaint",
        description="noise",
        language="en",
        idempotency_key=f"case:{running.public_id}",
    )
    return view.number


async def contact_of(front: Front, number: str) -> str | None:
    query = select(CASE.c.contact).where(CASE.c.number == number)
    contact: str | None = await front.store.look(lambda connection: connection.scalar(query))
    return contact


async def test_contact_data_goes_into_the_case_that_asked_for_it_and_nowhere_else(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    journal: list[str | None] = []

    async def form(request: dict[str, Any]) -> dict[str, Any]:
        if "[phone]" in request["text"]:
            rows = await front.store.look(lambda connection: connection.scalars(select(JOURNAL.c.contact)).all())
            journal.extend(rows)
            number = await _case(front, visitor)
            return said(f"Kept as {number}.", intent="complaint", message={"custom": {"contact_for_case": number}})
        return said(
            "How can we reach you?", intent="complaint", form="complaint_form", requested_slot="complaint_contact"
        )

    engine.script = form
    await visitor.say("The reading room is too noisy.")
    answer = await visitor.say(f"after five please, {PHONE}")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert await contact_of(front, number) == f"after five please, {PHONE}"
    # In the journal it was kept while the turn was open, so that a fall would not have lost it; then no more.
    assert any(contact is not None and PHONE in contact for contact in journal)
    kept = await everything_kept(front)
    assert kept.count(PHONE) == 1
    assert PHONE not in str(engine.requests)


async def test_contact_data_in_the_complaint_itself_is_held_until_the_case_is_there(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()

    async def form(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "no":
            number = await _case(front, visitor)
            return said(f"Kept as {number}.", intent="deny", message={"custom": {"contact_for_case": number}})
        return said("Anything else?", intent="complaint", form="complaint_form", requested_slot="complaint_text")

    engine.script = form
    await visitor.say(f"The lift is broken again, write to {EMAIL}")
    assert EMAIL not in await everything_kept(front)
    answer = await visitor.say("no")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert EMAIL in (await contact_of(front, number) or "")


async def test_contact_data_outlives_a_case_that_could_not_be_opened(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()

    async def form(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "try again":
            number = await _case(front, visitor)
            return said(f"Kept as {number}.", intent="affirm", message={"custom": {"contact_for_case": number}})
        if "[phone]" in request["text"]:
            return said("That did not work.", intent="complaint", message={"status": "error"})
        return said("How?", intent="complaint", form="complaint_form", requested_slot="complaint_contact")

    engine.script = form
    await visitor.say("The reading room is too noisy.")
    await visitor.say(PHONE)
    assert PHONE not in await everything_kept(front)
    answer = await visitor.say("try again")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert await contact_of(front, number) == PHONE


async def test_contact_data_in_a_first_message_that_opens_a_case_goes_into_it(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()

    async def files(_: dict[str, Any]) -> dict[str, Any]:
        number = await _case(front, visitor)
        return said(f"Kept as {number}.", intent="complaint", message={"custom": {"contact_for_case": number}})

    engine.script = files
    answer = await visitor.say(f"The reading room is far too noisy, call me on {PHONE}")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert PHONE in (await contact_of(front, number) or "")
    assert (await everything_kept(front)).count(PHONE) == 1


async def test_contact_data_of_a_first_message_outlives_a_failed_save_and_a_question(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()

    async def script(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "try again":
            number = await _case(front, visitor)
            return said(f"Kept as {number}.", intent="affirm", message={"custom": {"contact_for_case": number}})
        if "[phone]" in request["text"]:
            return said("That did not work.", intent="complaint", message={"status": "error"})
        return said("Until eight.", intent="hours")

    engine.script = script
    await visitor.say(f"The reading room is far too noisy, call me on {PHONE}")
    await visitor.say("until when are you open?")
    assert PHONE not in await everything_kept(front)
    answer = await visitor.say("try again")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert PHONE in (await contact_of(front, number) or "")
    # Filed once; a later case is another matter.
    assert len(front.running.gateway.conversations._conductor._contacts) == 0


async def test_contact_data_that_nobody_asked_for_is_forgotten(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    await visitor.say(f"call me on {PHONE} some day")

    async def files(_: dict[str, Any]) -> dict[str, Any]:
        number = await _case(front, visitor)
        return said(f"Kept as {number}.", intent="complaint", message={"custom": {"contact_for_case": number}})

    engine.script = files
    answer = await visitor.say("I complain about the noise in the hall")
    number = answer["messages"][0]["text"].removeprefix("Kept as ").rstrip(".")
    assert await contact_of(front, number) is None
    assert PHONE not in await everything_kept(front)


async def test_the_store_has_no_visitors_token(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("hours please")
    assert visitor.token not in await everything_kept(front)


async def test_a_visitor_reads_only_their_own_messages(front: Front) -> None:
    first, second = await front.visitor(), await front.visitor()
    mine = await first.say("something private")
    await second.say("something else")
    assert "something private" not in await second.texts()
    for after in (0, mine["message"]["id"] - 1):
        assert all("private" not in message["text"] for message in await second.history(after))
    thumb = await second.post("feedback", {"message_id": mine["messages"][0]["id"], "value": 1})
    assert thumb.status_code == 404
    assert (await first.post("feedback", {"message_id": mine["messages"][0]["id"], "value": -1})).status_code == 204
