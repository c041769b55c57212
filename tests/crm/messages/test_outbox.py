"""The outbox: each message sent by one sender, in order, however often that is tried."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from crm import records
from crm.conversations.identities import Identity, identity_for
from crm.database.store import Store
from crm.messages import outbox
from crm.notices.fallbacks import chat_blocked
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import answer, rows, say


async def reader(store: Store, external_id: str = "4711") -> Identity:
    return await identity_for(store, "telegram", external_id, language="fa")


async def queue(store: Store, who: Identity, *texts: str) -> None:
    await answer(store, await say(store, who), *texts, via_outbox=True)


async def texts_due(store: Store, channel: str = "telegram") -> list[str]:
    return [item.message.text for item in await outbox.due(store, channel)]


async def test_what_is_due_says_to_whom_and_belongs_to_its_channel(store: Store) -> None:
    who = await reader(store)
    await queue(store, who, "سلام")
    [item] = await outbox.due(store, "telegram")
    assert (item.external_id, item.identity_id, item.attempts, item.message.text) == ("4711", who.id, 0, "سلام")
    assert await outbox.due(store, "web_chat") == []


async def test_of_two_who_claim_a_message_one_gets_it(store: Store, database_url: str) -> None:
    await queue(store, await reader(store), "سلام")
    [item] = await outbox.due(store, "telegram")
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        won = await asyncio.gather(*(outbox.claim([store, other][number % 2], item.id) for number in range(6)))
    finally:
        await other.close()
    assert sorted(won) == [False] * 5 + [True]
    assert await outbox.due(store, "telegram") == []


async def test_messages_of_a_chat_are_sent_in_order_and_chats_do_not_wait_for_each_other(
    store: Store, clock: FixedClock
) -> None:
    one, two = await reader(store, "1"), await reader(store, "2")
    await queue(store, one, "یک", "دو")
    await queue(store, two, "سه")
    assert await texts_due(store) == ["یک", "سه"]
    [first, third] = await outbox.due(store, "telegram")
    second_id = (await rows(store, records.Outbox))[1].id
    assert not await outbox.claim(store, second_id), "nothing overtakes"
    assert await outbox.claim(store, first.id)
    assert await texts_due(store) == ["سه"]
    assert await outbox.retry_at(store, first.id, clock.now() + timedelta(seconds=30), "RetryAfter")
    assert await texts_due(store) == ["سه"]
    clock.advance(timedelta(seconds=30))
    [again, _] = await outbox.due(store, "telegram")
    assert (again.id, again.attempts) == (first.id, 1)
    assert await outbox.claim(store, first.id)
    assert await outbox.sent(store, first.id)
    assert await texts_due(store) == ["دو", "سه"]
    sent = (await rows(store, records.Outbox))[0]
    assert (sent.state, sent.sent_at, sent.error) == ("sent", clock.now(), None)
    assert third.message.text == "سه"


async def test_a_message_that_cannot_be_sent_lets_the_next_one_go(store: Store) -> None:
    await queue(store, await reader(store), "یک", "دو")
    [first] = await outbox.due(store, "telegram")
    await outbox.claim(store, first.id)
    assert await outbox.failed(store, first.id, "BadRequest: message is too long")
    assert await texts_due(store) == ["دو"]
    [row, _] = await rows(store, records.Outbox)
    assert (row.state, row.error) == ("failed", "BadRequest: message is too long")


async def test_only_a_claimed_message_is_settled(store: Store, clock: FixedClock) -> None:
    await queue(store, await reader(store), "یک")
    [item] = await outbox.due(store, "telegram")
    assert not await outbox.sent(store, item.id)
    assert not await outbox.failed(store, item.id, "x")
    assert not await outbox.retry_at(store, item.id, clock.now(), "x")
    await outbox.claim(store, item.id)
    assert await outbox.sent(store, item.id)
    assert not await outbox.sent(store, item.id)
    assert not await outbox.claim(store, item.id)


async def test_a_blocked_chat_gets_nothing_more(store: Store) -> None:
    one, two = await reader(store, "1"), await reader(store, "2")
    await queue(store, one, "یک", "دو")
    await queue(store, two, "سه")
    assert await chat_blocked(store, one.id) == 2
    assert await texts_due(store) == ["سه"]
    assert [row.state for row in await rows(store, records.Outbox)] == ["dropped", "dropped", "pending"]


async def test_what_a_crash_left_half_sent_is_due_again(store: Store, database_url: str) -> None:
    await queue(store, await reader(store), "یک", "دو")
    [first] = await outbox.due(store, "telegram")
    await outbox.claim(store, first.id)
    restarted = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        assert await outbox.due(restarted, "telegram") == []
        assert await outbox.recover(restarted) == 1
        assert await texts_due(restarted) == ["یک"]
        assert await outbox.recover(restarted) == 0
    finally:
        await restarted.close()
