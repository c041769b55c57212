"""What applicants for membership type: in the application, and neither in the journal nor with the engine."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm import records
from crm.conversations.interactions import interaction_of
from crm.conversations.journal import Inbound, record_inbound
from crm.joining import answers, drafts
from tests.support.fake_engine import FakeEngine
from tests.support.front import Front, Visitor
from tests.support.store_rows import add, rows

TYPED = {
    "name": ("زهرا ضرغام‌زاده", "ضرغام"),
    "birth_year": ("۱۳۷۰", "۱۳۷۰"),
    "contact": ("0912 345 6789", "345 6789"),
    "address": ("خیابان نیلوفرآبی، پلاک ۵", "نیلوفرآبی"),
}


async def begun(front: Front, visitor: Visitor) -> str:
    running = await interaction_of(front.store, await front.identity_id(visitor))
    assert running is not None
    await drafts.begin(front.store, running.engine_conversation, "fa")
    return running.engine_conversation


async def kept_elsewhere(front: Front) -> str:
    """Every text in every table but the application's."""

    def read(connection: Any) -> str:
        found = []
        for table in records.Base.metadata.sorted_tables:
            if table.name != "application":
                found += [" ".join(map(str, row)) for row in connection.execute(select(table))]
        return "\n".join(found)

    return await front.store.look(read)


async def test_what_is_asked_for_goes_into_the_application_alone(
    front: Front, engine: FakeEngine, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = await front.visitor()
    await visitor.say("سلام")
    conversation = await begun(front, visitor)
    for step, (typed, _) in TYPED.items():
        await drafts.ask_for(front.store, conversation, step)
        await visitor.say(typed)
    [row] = await rows(front.store, records.Application)
    assert (row.name, row.birth_year, row.contact) == ("زهرا ضرغام‌زاده", 1991, "09123456789")
    assert "نیلوفرآبی" in str(row.address)
    seen = f"{engine.requests} {caplog.text} {await kept_elsewhere(front)} {await visitor.texts()}"
    assert [secret for _, secret in TYPED.values() if secret in seen] == []
    assert [request["text"] for request in engine.requests][1:] == [f"[{step.replace('_', '-')}]" for step in TYPED]


UNFIT = {
    "name": ("زهرا ضرغام‌زاده هستم، متولد ۱۳۷۰", "ضرغام"),
    "birth_year": ("the year when Zarghamabad was flooded", "Zargham"),
    "contact": ("ask my brother Zarghamali at the bakery", "Zargham"),
    "address": ("مسجد ضرغام را بپرسید", "ضرغام"),
    "review": ("no, it is Zargham Alley 5", "Zargham"),
}


async def test_what_does_not_fit_what_is_asked_for_is_kept_nowhere(
    front: Front, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = await front.visitor()
    await visitor.say("hello")
    conversation = await begun(front, visitor)
    for step, (typed, secret) in UNFIT.items():
        payload = f'/card_registration{{"ref": "join:{"send" if step == "review" else "cancel"}"}}'
        buttons = [{"title": "Send it" if step == "review" else "Cancel", "payload": payload}]
        await add_bot_message(front, visitor, buttons)
        await drafts.ask_for(front.store, conversation, step)
        await visitor.say(typed)
        seen = f"{engine.requests} {caplog.text} {await kept_elsewhere(front)} {await visitor.texts()}"
        assert secret not in seen, step
    texts = [request["text"] for request in engine.requests][1:]
    assert texts == [f"[not-{step.replace('_', '-')}]" for step in UNFIT]
    [row] = await rows(front.store, records.Application)
    assert (row.name, row.birth_year, row.contact, row.address) == (None, None, None, None)


async def test_what_another_question_has_asked_for_goes_to_it(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    await visitor.say("hello")
    conversation = await begun(front, visitor)
    await drafts.ask_for(front.store, conversation, "birth_year")
    await add_bot_message(front, visitor, [{"title": "Both", "payload": "/affirm"}])
    await visitor.say("numbers 1 and 2")
    assert engine.requests[-1]["text"] == "numbers 1 and 2"


async def add_bot_message(front: Front, visitor: Visitor, buttons: list[dict[str, str]]) -> None:
    """Write a question of the bot's with its buttons into the conversation."""
    running = await interaction_of(front.store, await front.identity_id(visitor))
    assert running is not None
    last = max(row.seq for row in await rows(front.store, records.Message) if row.interaction_id == running.id)
    message = {"interaction_id": running.id, "seq": last + 100, "sender": "bot", "body": "?", "buttons": buttons}
    more = {"answer_status": "clarified", "language": "en", "created_at": front.store.clock.now()}
    await add(front.store, records.Message, **message, **more)


async def test_another_wish_goes_through_and_so_does_everything_once_nothing_is_asked_for(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    await visitor.say("hello")
    conversation = await begun(front, visitor)
    await drafts.ask_for(front.store, conversation, "name")
    await visitor.say("when do you open?")
    await visitor.say("renew my books")
    await drafts.ask_for(front.store, conversation, None)
    await visitor.say("Moby Dick")
    other = await front.visitor()
    await other.say("Sara Ahmadi")
    texts = [request["text"] for request in engine.requests][1:]
    assert texts == ["when do you open?", "renew my books", "Moby Dick", "Sara Ahmadi"]
    [row] = await rows(front.store, records.Application)
    assert row.name is None


@pytest.mark.parametrize("yes", ["payload", "typed"])
async def test_what_is_typed_between_the_yes_and_the_first_question_is_kept_nowhere(
    front: Front, engine: FakeEngine, yes: str
) -> None:
    visitor = await front.visitor()
    await visitor.say("hello")
    await add_bot_message(front, visitor, [{"title": "Begin", "payload": '/card_registration{"ref": "join:yes"}'}])
    running = await interaction_of(front.store, await front.identity_id(visitor))
    assert running is not None
    agreed = {"channel_message_id": "yes-1", "identity_id": await front.identity_id(visitor), "channel": "web_chat"}
    kind = {"kind": "payload", "payload": '/card_registration{"ref": "join:yes"}'} if yes == "payload" else {}
    # The turn of the yes is under way: nothing is asked yet.
    await record_inbound(front.store, Inbound(**agreed, text="yes please", language="en", **kind), session_minutes=30)
    assert await answers.awaited(front.store, await front.identity_id(visitor)) == "name"
    await visitor.say("Zarghamzadeh Sara, Zargham Street")
    assert "Zargham" not in await kept_elsewhere(front)


async def test_a_yes_to_something_else_covers_nothing(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("hello")
    identity_id = await front.identity_id(visitor)
    await add_bot_message(front, visitor, [{"title": "Yes", "payload": "/affirm"}])
    agreed = {"channel_message_id": "yes-1", "identity_id": identity_id, "channel": "web_chat"}
    await record_inbound(front.store, Inbound(**agreed, text="yes", language="en"), session_minutes=30)
    assert await answers.awaited(front.store, identity_id) is None
