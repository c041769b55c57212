"""The guard that every account action asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.conversations import identities, patron_guard, signing_in
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import LinkRefused
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, answer, how_many, rows, say, sign_in, visitor


async def test_the_guard_knows_a_verified_patron_by_either_name_of_the_conversation(store: Store) -> None:
    patron_id = await add_patron(store, "2000001", display_name="نرگس", category="student")
    who = await sign_in(store, await visitor(store), patron_id)
    recorded = await say(store, who)
    by_engine = await patron_guard.signed_in_patron(store, recorded.interaction.engine_conversation)
    assert by_engine is not None
    assert (by_engine.id, by_engine.display_name, by_engine.category) == (patron_id, "نرگس", "student")
    assert by_engine.interaction_id == recorded.interaction.id
    assert await patron_guard.signed_in_patron(store, recorded.interaction.public_id) == by_engine
    assert await patron_guard.signed_in_patron(store, "no such conversation") is None


@pytest.mark.parametrize("assurance", [0, 1])
async def test_the_guard_gives_nothing_below_verified(store: Store, assurance: int) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who)
    identity = table_of(records.ChannelIdentity)
    claim = update(identity).where(identity.c.id == who.id).values(assurance=assurance)
    await store.transact(lambda connection: connection.execute(claim))
    assert await patron_guard.signed_in_patron(store, recorded.interaction.public_id) is None


async def test_the_guard_gives_nothing_after_signing_out(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who)
    waiting_link = await signing_in.link_issue(store, who.id)
    await signing_in.unlink(store, who.id)
    assert await patron_guard.signed_in_patron(store, recorded.interaction.public_id) is None
    out = await identities.identity(store, who.id)
    assert (out.patron_id, out.assurance, out.is_signed_in) == (None, 0, False)
    with pytest.raises(LinkRefused):
        await signing_in.link_redeem(store, waiting_link.url_token, await add_patron(store))
    assert [event.action for event in await rows(store, records.AuditEvent)] == ["identity.linked", "identity.unlinked"]
    await signing_in.unlink(store, who.id)
    assert await how_many(store, records.AuditEvent) == 2, "signing out twice is nothing new"


async def test_the_guard_gives_nothing_for_a_closed_conversation(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    old = await say(store, who)
    await answer(store, old, "بله")
    clock.advance(timedelta(hours=1))
    new = await say(store, who)
    assert await patron_guard.signed_in_patron(store, old.interaction.public_id) is None
    assert await patron_guard.signed_in_patron(store, new.interaction.public_id) is not None


async def test_another_patron_in_the_same_chat_gets_a_conversation_of_their_own(store: Store) -> None:
    first, second = await add_patron(store), await add_patron(store)
    who = await sign_in(store, await visitor(store), first)
    hers = await say(store, who, "امانت‌های من")
    await answer(store, hers, "بوف کور")
    await signing_in.unlink(store, who.id)
    await sign_in(store, who, second)
    assert await patron_guard.signed_in_patron(store, hers.interaction.public_id) is None
    his = await say(store, who, "امانت‌های من")
    assert his.interaction.id != hers.interaction.id
    guard = await patron_guard.signed_in_patron(store, his.interaction.engine_conversation)
    assert guard is not None
    assert guard.id == second
    assert [row.patron_id for row in await rows(store, records.Interaction)] == [first, second]


async def test_an_erased_patron_is_nobody(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron_id)
    recorded = await say(store, who)
    patron = table_of(records.Patron)
    erase = update(patron).values(lifecycle="erased", erased_at=clock.now(), display_name=None, name_norm=None)
    await store.transact(lambda connection: connection.execute(erase))
    assert await patron_guard.signed_in_patron(store, recorded.interaction.public_id) is None
