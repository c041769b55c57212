"""What is done without being asked: silent talks closed, old words erased, streams fed; and the outbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot.conversation.message import IncomingMessage
from bot.conversation.wording import Wording
from bot.jobs.chores import Chores, jobs
from bot.settings import ROOT, Settings
from crm import records
from crm.conversations import identities
from crm.database.upsert import table_of
from crm.messages import outbox
from crm.staff.presence import GONE_AFTER
from tests.support.fake_engine import FakeEngine
from tests.support.front import Front
from tests.support.store_rows import add

STAFF = {"username": "sara", "display_name": "سارا", "role": "librarian"}
WORDING = Wording.load(ROOT / "domain.yml")
INTERACTION = table_of(records.Interaction)
MESSAGE = table_of(records.Message)
OUTBOX = table_of(records.Outbox)


def chores(front: Front) -> Chores:
    gateway = front.running.gateway
    return Chores(gateway.settings, gateway.store, gateway.engine, gateway.conversations, gateway.hub, WORDING)


async def change(front: Front, table: Any, **values: Any) -> None:
    await front.store.transact(lambda connection: connection.execute(update(table).values(**values)))


async def column(front: Front, wanted: Any) -> list[Any]:
    """A column's values, in order of id."""
    query = select(wanted).order_by(wanted.table.c.id)
    return list(await front.store.look(lambda connection: connection.scalars(query).all()))


async def test_a_silent_conversation_is_closed_and_the_next_word_opens_another(
    front: Front, engine: FakeEngine
) -> None:
    visitor = await front.visitor()
    await visitor.say("hours")
    await change(front, INTERACTION, last_message_at=front.store.clock.now() - timedelta(minutes=31))
    assert await chores(front).close_silent() == 1
    assert (await visitor.get("session")).json()["status"] == "closed"
    await visitor.say("hours again")
    assert await column(front, INTERACTION.c.status) == ["closed", "open"]
    assert engine.requests[0]["conversation"] != engine.requests[1]["conversation"]
    assert len(await visitor.history()) == 4


async def test_old_words_are_erased_and_the_figures_stay(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("something personal")
    recent = await front.visitor()
    await recent.say("something new")
    first = min(await column(front, INTERACTION.c.id))
    long_ago = front.store.clock.now() - timedelta(days=181)
    await front.store.transact(
        lambda connection: connection.execute(
            update(INTERACTION)
            .where(INTERACTION.c.id == first)
            .values(
                status="closed",
                outcome="bot_resolved",
                started_at=long_ago,
                last_message_at=long_ago,
                ended_at=long_ago,
                subject="personal",
            )
        )
    )
    assert await chores(front).erase_what_is_old() == 1
    assert await chores(front).erase_what_is_old() == 0
    bodies = await column(front, MESSAGE.c.body)
    assert bodies.count(None) == 2
    assert "something new" in bodies
    assert await column(front, MESSAGE.c.intent) == ["hours", None, "hours", None]
    assert set(await column(front, INTERACTION.c.subject)) == {None}
    assert await visitor.history() == []


async def test_another_channels_replies_are_in_the_outbox_when_the_turn_ends(front: Front, engine: FakeEngine) -> None:
    store, conversations = front.store, front.running.gateway.conversations
    identity = await identities.identity_for(store, "telegram", "42", display_name="Sara", language="en")
    outcome = await conversations.receive(IncomingMessage(identity, "m1", "hours please"))
    assert [reply.text for reply in outcome.replies] == ["echo: hours please"]
    (item,) = await outbox.due(store, "telegram")
    assert item.message.id == outcome.replies[0].id
    again = await conversations.receive(IncomingMessage(identity, "m1", "hours please"))
    assert again.duplicate
    assert len(await outbox.due(store, "telegram")) == 1
    assert engine.acted == ["m1"]
    refused = await conversations.receive(IncomingMessage(identity, "m2", " "))
    assert refused.refused is not None
    assert refused.refused.texts["fa"]
    address = await conversations.sign_in_address(identity)
    page = await front.http.get(address.url)
    assert "the chat on Telegram of “Sara”" in page.text


async def test_words_for_a_closed_browser_wait_in_the_outbox_until_they_are_read(front: Front) -> None:
    visitor = await front.visitor()
    await visitor.say("hours")
    await front.store.transact(
        lambda connection: connection.execute(
            OUTBOX.insert().values(
                message_id=select(MESSAGE.c.id).where(MESSAGE.c.sender == "bot").scalar_subquery(),
                identity_id=select(INTERACTION.c.channel_identity_id).scalar_subquery(),
                channel="web_chat",
                next_attempt_at=front.store.clock.now(),
            )
        )
    )
    await chores(front).feed_streams()
    assert await column(front, OUTBOX.c.state) == ["pending"]
    assert len(await visitor.history()) == 2
    assert await column(front, OUTBOX.c.state) == ["sent"]


async def test_a_librarian_who_is_there_has_long_and_not_for_ever(front: Front) -> None:
    who, _ = await identities.create_visitor(front.store, language="fa")
    store, now = front.store, front.store.clock.now()
    made = await add(store, records.StaffUser, **STAFF, present_at=now, created_at=now)
    values = {"channel_identity_id": who.id, "channel": "web_chat", "language": "fa", "started_at": now}
    row = {"public_id": "c", "engine_conversation": "c", "status": "with_staff", "assigned_staff_id": made}
    await add(store, records.Interaction, **values, **row, waiting_since=now - timedelta(minutes=29))
    assert await chores(front).expire_handoffs() == 0
    await change(front, INTERACTION, waiting_since=now - timedelta(minutes=31))
    assert await chores(front).expire_handoffs() == 1


def test_nobody_is_taken_back_before_the_librarians_pages_are_heard_of_again(tmp_path: Path) -> None:
    nobody: object = None
    [job] = [
        job
        for job in jobs(Settings(home=tmp_path), *[nobody] * 6)  # type: ignore[arg-type]
        if job.name == "expire hand-offs"
    ]
    assert job.after >= GONE_AFTER.total_seconds()
