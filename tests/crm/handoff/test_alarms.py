"""Alarms ring once a conversation until a member of staff has seen them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.handoff import alarms
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.store_rows import OMID, SARA, say, visitor

AUDIT = table_of(records.AuditEvent)


async def talking(store: Store, words: str = "یه نفر غش کرده") -> str:
    for name in ("sara", "omid"):
        await members.add_staff(store, name, name.title(), "librarian", "a long password")
    return (await say(store, await visitor(store), words)).interaction.public_id


async def test_one_conversation_rings_once_with_what_was_told_last(store: Store, clock: FixedClock) -> None:
    public_id = await talking(store)
    await alarms.ring(store, public_id, "medical", message="m1")
    clock.advance(timedelta(minutes=1))
    await alarms.ring(store, public_id, "fire", message="m2")
    await alarms.ring(store, public_id, "medical", message="m2")
    [one] = await alarms.alarms(store)
    assert (one.kind, one.rings, one.said, one.public_id) == ("fire", True, "یه نفر غش کرده", public_id)
    assert one.last_at - one.raised_at == timedelta(minutes=1)
    assert await alarms.ringing(store) == [one.id]


async def test_where_it_is_stands_beside_what_it_is_also_once_seen(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    who = await visitor(store)
    public_id = (await say(store, who, "یه نفر غش کرده")).interaction.public_id
    assert not await alarms.add(store, public_id, message="m0")
    await alarms.ring(store, public_id, "medical", message="m1")
    [rung] = await alarms.ringing(store)
    await alarms.acknowledge(store, rung, SARA)
    clock.advance(timedelta(minutes=1))
    await say(store, who, "طبقهٔ دوم")
    assert await alarms.add(store, public_id, message="m2")
    [one] = await alarms.alarms(store)
    assert (one.said, one.kind, one.last_at) == ("یه نفر غش کرده … طبقهٔ دوم", "medical", clock.now())
    assert not one.rings and await alarms.ringing(store) == []


async def test_the_first_who_has_seen_it_stays_with_name_and_time_and_in_the_trail(
    store: Store, clock: FixedClock
) -> None:
    public_id = await talking(store)
    await alarms.ring(store, public_id, "medical", message="m1")
    [rung] = await alarms.ringing(store)
    await alarms.acknowledge(store, rung, SARA)
    await alarms.acknowledge(store, rung, OMID)
    [one] = await alarms.alarms(store)
    assert (one.seen_by, one.rings, one.acknowledged_at) == ("Sara", False, clock.now())
    assert await alarms.ringing(store) == []
    trail = await store.look(lambda c: c.execute(select(AUDIT.c.action, AUDIT.c.actor_ref)).all())
    assert [(action, who) for action, who in trail if action == "alarm.acknowledged"] == [
        ("alarm.acknowledged", "sara")
    ]
    # What is told anew rings anew; the same message does not.
    await alarms.ring(store, public_id, "medical", message="m1")
    assert await alarms.ringing(store) == []
    await alarms.ring(store, public_id, "medical", message="m2")
    assert len(await alarms.ringing(store)) == 1
    clock.advance(timedelta(hours=13))
    assert [each.rings for each in await alarms.alarms(store)] == [True]


async def test_taken_back_it_rings_on_and_says_so(store: Store, clock: FixedClock) -> None:
    public_id = await talking(store)
    await alarms.take_back(store, public_id)
    await alarms.ring(store, public_id, "theft", message="m1")
    await alarms.take_back(store, public_id)
    [one] = await alarms.alarms(store)
    assert one.taken_back_at == clock.now() and one.rings
    await alarms.ring(store, public_id, "theft", message="m2")
    assert [each.taken_back_at for each in await alarms.alarms(store)] == [None]


async def test_what_is_not_there_cannot_ring_or_be_seen(store: Store) -> None:
    public_id = await talking(store)
    with pytest.raises(InvalidValue):
        await alarms.ring(store, public_id, "boredom", message="m1")
    with pytest.raises(NotFound):
        await alarms.ring(store, "nobody", "fire", message="m1")
    with pytest.raises(NotFound):
        await alarms.acknowledge(store, 99, SARA)


async def test_an_alarm_that_was_seen_is_over_too(store: Store, clock: FixedClock) -> None:
    public_id = await talking(store)
    await alarms.ring(store, public_id, "medical", message="m1")
    await alarms.acknowledge(store, (await alarms.ringing(store))[0], SARA)
    clock.advance(timedelta(minutes=1))
    await alarms.take_back(store, public_id)
    [one] = await alarms.alarms(store)
    assert one.taken_back_at == clock.now() and one.seen_by == "Sara"
