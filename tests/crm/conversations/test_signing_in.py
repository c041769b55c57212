"""Sign-in links: whom they bind, and which are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.util import await_only

from crm import records
from crm.actor import Actor
from crm.conversations import identities, signing_in
from crm.database.store import Store
from crm.errors import LinkExpired, LinkRefused, LinkTriesSpent, LinkUnknown, LinkUsed, NotFound
from crm.forgetting.patrons import erase_patron
from crm.people.merging import merge_patrons
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import add_patron, rows, say, visitor


async def test_a_link_binds_its_own_chat_once(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store, "2000001")
    who, other = await visitor(store), await visitor(store)
    recorded = await say(store, who)
    link = await signing_in.link_issue(store, who.id, minutes=10)
    assert link.expires_at == clock.now() + timedelta(minutes=10)
    state = await signing_in.link_peek(store, link.url_token)
    assert state is not None
    assert not state.is_used and not state.is_expired
    assert state.identity_id == who.id

    bound = await signing_in.link_redeem(store, link.url_token, patron_id)
    assert (bound.id, bound.patron_id, bound.assurance, bound.is_signed_in) == (who.id, patron_id, 2, True)
    assert not (await identities.identity(store, other.id)).is_signed_in
    [interaction] = await rows(store, records.Interaction, id=recorded.interaction.id)
    assert interaction.patron_id == patron_id, "what was said before signing in is the patron's"

    with pytest.raises(LinkUsed):
        await signing_in.link_redeem(store, link.url_token, patron_id)
    state = await signing_in.link_peek(store, link.url_token)
    assert state is not None
    assert state.is_used
    [event] = await rows(store, records.AuditEvent)
    assert (event.action, event.actor_kind, event.entity) == ("identity.linked", "patron", "channel_identity")


async def test_of_two_who_use_a_link_at_once_one_wins(store: Store) -> None:
    one, two = await add_patron(store), await add_patron(store)
    who = await visitor(store)
    link = await signing_in.link_issue(store, who.id)
    ended = await asyncio.gather(
        *(signing_in.link_redeem(store, link.url_token, patron) for patron in (one, two)), return_exceptions=True
    )
    assert sorted(type(end).__name__ for end in ended) == ["Identity", "LinkUsed"]


@pytest.mark.parametrize("what", ["merged", "erased"])
async def test_nobody_signs_in_to_a_record_that_goes_at_this_moment(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    goes, stays = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    names = [(await rows(store, records.Patron, id=one))[0].public_id for one in (stays, goes)]
    link = await signing_in.link_issue(store, (await visitor(store)).id)
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    held, transact = asyncio.Event(), other.transact

    async def slowly(work: Callable[[Connection], Any]) -> Any:
        def and_wait(connection: Connection) -> Any:
            done = work(connection)
            # SQLite writes one at a time, and in threads.
            if connection.dialect.name == "postgresql":
                held.set()
                # The other must meet the transaction open; nothing tells that it has come to its lock.
                await_only(asyncio.sleep(0.5))
            return done

        done = await transact(and_wait)
        held.set()
        return done

    monkeypatch.setattr(other, "transact", slowly)
    by = Actor("system", "test")
    try:
        going = asyncio.ensure_future(
            merge_patrons(other, *names, by=by, reason="one person")
            if what == "merged"
            else erase_patron(other, goes, by=by)
        )
        await held.wait()
        with pytest.raises(NotFound):
            await signing_in.link_redeem(store, link.url_token, goes)
        await going
    finally:
        await other.close()
    assert [row.patron_id for row in await rows(store, records.ChannelIdentity)] == [None]


async def test_an_expired_link_is_refused(store: Store, clock: FixedClock) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    link = await signing_in.link_issue(store, who.id, minutes=10)
    clock.advance(timedelta(minutes=10))
    state = await signing_in.link_peek(store, link.url_token)
    assert state is not None
    assert state.is_expired
    with pytest.raises(LinkExpired):
        await signing_in.link_redeem(store, link.url_token, patron_id)
    assert not (await identities.identity(store, who.id)).is_signed_in


async def test_a_link_ends_after_too_many_wrong_tries(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    link = await signing_in.link_issue(store, who.id)
    left = [await signing_in.link_try_failed(store, link.url_token) for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(LinkTriesSpent):
        await signing_in.link_redeem(store, link.url_token, patron_id)


async def test_unknown_links_patrons_and_chats_are_refused(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    assert await signing_in.link_peek(store, "nothing") is None
    with pytest.raises(LinkUnknown):
        await signing_in.link_redeem(store, "nothing", patron_id)
    with pytest.raises(LinkUnknown):
        await signing_in.link_try_failed(store, "nothing")
    with pytest.raises(NotFound):
        await signing_in.link_issue(store, 4711)
    link = await signing_in.link_issue(store, who.id)
    with pytest.raises(NotFound):
        await signing_in.link_redeem(store, link.url_token, 4711)
    assert (await signing_in.link_redeem(store, link.url_token, patron_id)).is_signed_in, "the link was not used up"


async def test_a_used_link_uses_up_the_other_ones_of_its_chat(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    first, second = await signing_in.link_issue(store, who.id), await signing_in.link_issue(store, who.id)
    await signing_in.link_redeem(store, second.url_token, patron_id)
    with pytest.raises(LinkRefused):
        await signing_in.link_redeem(store, first.url_token, patron_id)
