"""What a patron writes is in the journal once, in order, in the right conversation."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import pending_turns
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.notices.fallbacks import chat_blocked
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.statements import execute
from tests.support.store_rows import add_patron, answer, how_many, rows, say, sign_in, visitor


async def test_the_first_message_opens_an_interaction(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    recorded = await say(store, who, "ساعت کار؟", "m1")
    assert not recorded.duplicate
    assert recorded.message.seq == 1
    assert recorded.message.client_message_id == "m1"
    assert recorded.interaction.status == "open"
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.channel, interaction.direction, interaction.kind) == ("web_chat", "inbound", "conversation")
    assert interaction.started_at == clock.now()
    assert interaction.patron_message_count == 1
    [event] = await rows(store, records.InteractionEvent)
    assert event.kind == "started"


async def test_a_redelivered_message_changes_nothing_and_gives_what_was_kept(store: Store) -> None:
    who = await visitor(store)
    first = await say(store, who, "سلام", "m1")
    again = await say(store, who, "سلام", "m1")
    assert again.duplicate
    assert again.journal_id == first.journal_id
    assert again.message == first.message
    assert again.interaction == first.interaction
    assert await how_many(store, records.Message) == 1
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.last_seq, interaction.patron_message_count) == (1, 1)


async def test_a_message_redelivered_after_its_conversation_ended_is_still_known(
    store: Store, clock: FixedClock
) -> None:
    who = await visitor(store)
    first = await say(store, who, "سلام", "m1")
    clock.advance(timedelta(hours=2))
    await say(store, who, "دوباره سلام", "m2")
    again = await say(store, who, "سلام", "m1")
    assert again.duplicate
    assert again.interaction.id == first.interaction.id
    assert await how_many(store, records.Message) == 2


async def test_the_same_message_at_the_same_moment_is_taken_once(store: Store) -> None:
    who = await visitor(store)
    both = await asyncio.gather(*(say(store, who, "سلام", "m1") for _ in range(4)))
    assert sorted(one.duplicate for one in both) == [False, True, True, True]
    assert len({one.journal_id for one in both}) == 1
    assert await how_many(store, records.Journal) == 1


async def test_messages_at_the_same_moment_get_one_place_each_in_one_conversation(store: Store) -> None:
    who = await visitor(store)
    made = await asyncio.gather(*(say(store, who, f"پیام {number}") for number in range(8)))
    assert len({one.interaction.id for one in made}) == 1
    assert sorted(one.message.seq for one in made) == list(range(1, 9))


async def test_two_processes_write_to_one_chat_at_the_same_moment(store: Store, database_url: str) -> None:
    who = await visitor(store)
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        made = await asyncio.gather(*(say([store, other][number % 2], who, f"پیام {number}") for number in range(8)))
    finally:
        await other.close()
    assert len({one.interaction.id for one in made}) == 1
    assert sorted(one.message.seq for one in made) == list(range(1, 9))


async def test_different_chats_have_conversations_of_their_own(store: Store) -> None:
    one, two = await visitor(store), await visitor(store)
    first, second = await asyncio.gather(say(store, one, message_id="m1"), say(store, two, message_id="m1"))
    assert first.interaction.id != second.interaction.id
    assert first.message.seq == second.message.seq == 1


async def test_silence_closes_the_conversation_and_opens_the_next(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    first = await say(store, who)
    await answer(store, first, "بله")
    clock.advance(timedelta(minutes=29))
    same = await say(store, who)
    assert same.interaction.id == first.interaction.id
    await answer(store, same, "بله")
    clock.advance(timedelta(minutes=31))
    later = await say(store, who)
    assert later.interaction.id != first.interaction.id
    assert later.message.seq == 1
    before, running = await rows(store, records.Interaction)
    assert (before.status, before.outcome) == ("closed", "bot_resolved")
    assert before.ended_at == clock.now()
    assert (running.status, running.outcome) == ("open", None)


async def test_how_long_silence_is_can_be_said(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    first = await say(store, who)
    clock.advance(timedelta(minutes=6))
    inbound = Inbound("web_chat", who.id, "later", "سلام")
    later = await record_inbound(store, inbound, session_minutes=5)
    assert later.interaction.id != first.interaction.id


async def test_a_signed_in_patrons_new_conversation_is_theirs(store: Store) -> None:
    patron_id = await add_patron(store, "2000001")
    who = await sign_in(store, await visitor(store), patron_id)
    recorded = await say(store, who)
    [interaction] = await rows(store, records.Interaction, id=recorded.interaction.id)
    assert interaction.patron_id == patron_id


async def test_an_unknown_chat_partner_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        await record_inbound(store, Inbound("web_chat", 4711, "m1", "سلام"))
    assert await how_many(store, records.Journal) == 0


async def test_a_chat_partner_who_writes_again_is_blocked_no_longer(store: Store) -> None:
    from crm.conversations import identities

    who = await visitor(store)
    await say(store, who)
    await chat_blocked(store, who.id)
    assert (await identities.identity(store, who.id)).blocked_at is not None
    await say(store, who)
    assert (await identities.identity(store, who.id)).blocked_at is None


async def test_contact_data_is_kept_encrypted_while_the_turn_is_open(store: Store) -> None:
    unasked = await say(store, await visitor(store), "[phone]", contact="09121234567")
    assert unasked.contact == "09121234567"
    assert [turn.contact for turn in await pending_turns(store)] == ["09121234567"]
    [journal] = await rows(store, records.Journal)
    assert "09121234567" not in journal.contact
    await answer(store, unasked, "چطور خبرتان کنیم؟", expects_contact=True)
    [journal] = await rows(store, records.Journal)
    assert journal.contact is None


async def test_contact_data_of_an_earlier_version_are_read_as_they_were_written(store: Store) -> None:
    recorded = await say(store, await visitor(store), "[phone]")
    journal = table_of(records.Journal)
    await execute(store, update(journal).where(journal.c.id == recorded.journal_id).values(contact="09121234567"))
    assert [turn.contact for turn in await pending_turns(store)] == ["09121234567"]


async def test_a_message_that_comes_again_brings_what_was_not_kept(store: Store) -> None:
    who = await visitor(store)
    first = await say(store, who, "[phone]", "m1", contact="09121234567")
    again = await say(store, who, "[phone] and more", "m1", contact="09121234567")
    assert again == replace(first, duplicate=True)
