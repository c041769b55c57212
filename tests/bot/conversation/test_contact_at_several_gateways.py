"""Contact data given at one gateway goes into the case that is filed at another, whatever became of the first."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation import conductor
from crm import records
from crm.cases import opening
from crm.conversations.interactions import interaction_of
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from crm.messages.views import MessageView
from protocol.effects import CASE_ASKED, named_effects
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Opener, Visitor
from tests.support.store_rows import how_many, rows

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
PHONE = "09123456789"
MATTER = {"custom": named_effects([CASE_ASKED])}
CASE = table_of(records.ServiceCase)
JOURNAL = table_of(records.Journal)


def complaint_form(front: Front, visitor: Visitor) -> Any:
    """Play the form: whoever says no to one more question has told everything."""

    async def form(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] != "no" and "at once" not in request["text"]:
            return said("Anything else?", intent="complaint", message=MATTER)
        running = await interaction_of(front.store, await front.identity_id(visitor))
        assert running is not None
        view = await opening.open_case(
            front.store,
            "complaint",
            conversation=running.engine_conversation,
            subject="Complaint",
            description="noise",
            language="en",
            idempotency_key=f"case:{running.public_id}",
        )
        return said("Kept.", intent="deny", message={"custom": {"contact_for_case": view.number}})

    return form


async def contacts(front: Front) -> list[str | None]:
    return await front.store.look(lambda connection: list(connection.scalars(select(CASE.c.contact))))


async def test_what_is_given_at_one_gateway_is_filed_at_another(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway() as two:
        async with gateway() as one:
            here = await one.visitor()
            engine.script = complaint_form(two, here)
            await here.say(f"The lift is broken again, call {PHONE}")
        # The gateway that it was given to is gone.
        [held] = await rows(two.store, records.HeldContact)
        assert PHONE not in str(held)
        there = Visitor(two.http, here.token, here.headers)
        await there.say("no")
        [contact] = await contacts(two)
        assert contact is not None and PHONE in contact
        assert await how_many(two.store, records.HeldContact) == 0


async def test_a_turn_that_another_gateway_takes_over_has_its_contact_data(
    gateway: Opener, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> list[MessageView]:
        raise StoreBusy("the connection to the database was lost")

    close_turn = conductor.close_turn
    async with gateway() as two:
        monkeypatch.setattr(conductor, "close_turn", lost)
        async with gateway() as one:
            here = await one.visitor()
            engine.script = complaint_form(two, here)
            body = {"client_message_id": "m-1", "text": f"File at once that the lift is broken, call {PHONE}"}
            assert (await here.post("messages", body)).status_code == 503
            [kept] = await two.store.look(lambda connection: list(connection.scalars(select(JOURNAL.c.contact))))
            assert kept is not None and PHONE not in kept
        monkeypatch.setattr(conductor, "close_turn", close_turn)
        there = Visitor(two.http, here.token, here.headers)
        async with asyncio.timeout(60):
            while (await contacts(two))[-1:] != [f"File at once that the lift is broken, call {PHONE}"]:
                # By this, or by the job that does so every few seconds.
                await two.running.gateway.conversations.resume(older_than=timedelta(hours=1))
        assert "Kept." in await there.texts()
