"""Gateways that share a PostgreSQL store: what one holds is nobody else’s while it is there, and then another’s."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, update

from crm import records
from crm.conversations.open_turns import claim_turn, pending_turns
from crm.database import shared_rates
from crm.database.instances import VERSION, Presence, engines, instances
from crm.database.leases import Lease
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from protocol.clock import FixedClock
from tests.support.databases import Postgres
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import answer, say, visitor

PAST = func.clock_timestamp() - timedelta(seconds=1)


class Member:
    """One gateway's view of the store."""

    def __init__(self, store: Store, kind: str = "gateway", address: str | None = None) -> None:
        self.store = store
        self.presence = Presence(store, kind, address=address)

    async def join(self) -> None:
        await self.presence.beat()
        self.store.holder = self.presence.name

    async def falls_silent(self) -> None:
        """Let the others believe that it is gone, as after a pause of its machine."""
        table = table_of(records.Instance)
        change = update(table).where(table.c.name == self.presence.name).values(until=PAST)
        await self.store.transact(lambda connection: connection.execute(change))


@pytest.fixture
async def members(postgres: Postgres, clock: FixedClock) -> AsyncIterator[tuple[Member, Member]]:
    """Two gateways on one store."""
    name = await postgres.take()
    url = postgres.url(name).render_as_string(hide_password=False)
    stores = [await Store.open(url, clock=clock, server_key=SERVER_KEY) for _ in range(2)]
    one, two = (Member(store) for store in stores)
    await one.join()
    await two.join()
    yield one, two
    for store in stores:
        await store.close()
    await postgres.give_back(name)


async def test_what_a_gateway_sends_is_taken_over_only_when_it_is_gone(members: tuple[Member, Member]) -> None:
    one, two = members
    who = await visitor(one.store)
    await answer(one.store, await say(one.store, who), "سلام", via_outbox=True)
    [item] = await outbox.due(one.store, who.channel)
    assert await outbox.claim(one.store, item.id)
    assert await outbox.recover(two.store) == 0
    assert await outbox.due(two.store, who.channel) == []
    await one.falls_silent()
    assert await outbox.recover(two.store) == 1
    assert await outbox.claim(two.store, item.id)
    # The first one wakes up: what it noted now would be of the other one's try.
    assert not await outbox.sent(one.store, item.id)
    assert not await outbox.retry_at(one.store, item.id, one.store.clock.now(), "x")
    assert await outbox.sent(two.store, item.id)


async def test_a_chat_has_one_turn_at_a_time_and_in_order_whoever_is_at_it(members: tuple[Member, Member]) -> None:
    one, two = members
    who = await visitor(one.store)
    first = await say(one.store, who, "یک", "m-1")
    assert not first.is_behind
    second = await say(two.store, who, "دو", "m-2")
    assert second.is_behind
    assert await claim_turn(two.store, second.journal_id) == "waits"
    again = await say(two.store, who, "یک", "m-1")
    assert again.duplicate
    assert await claim_turn(two.store, again.journal_id) == "waits"
    assert [turn.journal_id for turn in await pending_turns(two.store)] == [second.journal_id]
    await answer(one.store, first, "پاسخ")
    assert await claim_turn(two.store, again.journal_id) == "closed"
    assert await claim_turn(two.store, second.journal_id) == "mine"


async def test_the_turns_of_a_gateway_that_is_gone_are_taken_up_in_order(members: tuple[Member, Member]) -> None:
    one, two = members
    who = await visitor(one.store)
    first, second = await say(one.store, who, "یک"), await say(one.store, who, "دو")
    assert await pending_turns(two.store) == []
    await one.falls_silent()
    left = await pending_turns(two.store)
    assert [(turn.journal_id, turn.is_left) for turn in left] == [(first.journal_id, True), (second.journal_id, True)]
    assert await claim_turn(two.store, second.journal_id) == "waits"
    assert await claim_turn(two.store, first.journal_id) == "mine"
    await one.join()
    assert await claim_turn(one.store, first.journal_id) == "waits"


async def test_a_lease_is_one_gateways_until_it_ends(members: tuple[Member, Member]) -> None:
    one, two = (Lease(member.store, "jobs") for member in members)
    assert await one.ask()
    assert not await two.ask()
    assert (one.is_held, two.is_held) == (True, False)
    assert await one.ask()
    table = table_of(records.Lease)
    await members[0].store.transact(lambda connection: connection.execute(update(table).values(until=PAST)))
    assert await two.ask()
    assert not await one.ask()
    assert (one.is_held, two.is_held) == (False, True)
    await two.give_up()
    assert await one.ask()


async def test_a_limit_counts_for_all_gateways(members: tuple[Member, Member]) -> None:
    one, two = (member.store for member in members)
    for store in (one, two, one):
        assert await shared_rates.take(store, "messages:7", each=60.0, burst=3) == 0.0
    assert 50.0 < await shared_rates.take(two, "messages:7", each=60.0, burst=3) <= 60.0
    assert await shared_rates.take(two, "messages:8", each=60.0, burst=3) == 0.0
    await shared_rates.give_back(one, "messages:7", each=60.0)
    assert await shared_rates.take(two, "messages:7", each=60.0, burst=3) == 0.0
    assert await shared_rates.forget_full(one) == 0


async def test_engines_are_found_while_they_are_there(members: tuple[Member, Member]) -> None:
    store = members[0].store
    assert await engines(store) is None
    one, two = Member(store, "engine", "http://10.0.0.5:5005"), Member(store, "engine", "http://10.0.0.6:5005")
    await one.presence.beat(model="m1")
    await two.presence.beat(model="m2", is_draining=True)
    found = await engines(store)
    assert [(one.address, one.model, one.is_draining) for one in found or ()] == [
        ("http://10.0.0.5:5005", "m1", False),
        ("http://10.0.0.6:5005", "m2", True),
    ]
    await one.falls_silent()
    await two.presence.leave()
    assert await engines(store) == []


async def test_all_that_are_there_are_listed_with_their_versions(members: tuple[Member, Member]) -> None:
    one, two = members
    engine = Member(one.store, "engine", "http://10.0.0.5:5005")
    await engine.presence.beat(model="a-model", is_draining=True)
    found = await instances(two.store)
    assert [(each.kind, each.name) for each in found] == [
        ("gateway", one.presence.name),
        ("gateway", two.presence.name),
        ("engine", engine.presence.name),
    ]
    assert {each.version for each in found} == {VERSION}
    assert (found[2].address, found[2].model, found[2].is_draining) == ("http://10.0.0.5:5005", "a-model", True)
    await one.falls_silent()
    assert one.presence.name not in {each.name for each in await instances(two.store)}


async def test_who_is_alone_is_not_listed(sqlite_store: Store) -> None:
    assert await instances(sqlite_store) == []
