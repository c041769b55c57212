"""Chat partners, sign-in links, and the guard that every account action asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update
from sqlalchemy.util import await_only

from crm import records
from crm.actor import Actor
from crm.conversations import identities
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import LinkExpired, LinkRefused, LinkTriesSpent, LinkUnknown, LinkUsed, NotFound
from crm.forgetting.patrons import erase_patron
from crm.people.merging import merge_patrons
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import add_patron, answer, how_many, rows, say, sign_in, visitor


async def test_a_visitor_is_proved_by_the_token_and_nothing_else(store: Store) -> None:
    made, token = await identities.create_visitor(store, language="en")
    assert (made.channel, made.language, made.assurance) == ("web_chat", "en", 0)
    assert await identities.visitor_by_token(store, token) == made
    for wrong in ("", token[:-1], made.public_id, made.external_id):
        assert await identities.visitor_by_token(store, wrong) is None
    [row] = await rows(store, records.ChannelIdentity)
    assert token not in str(row)


async def test_a_chat_partner_of_a_channel_is_made_once(store: Store) -> None:
    made = await asyncio.gather(
        *(identities.identity_for(store, "telegram", "4711", display_name="Ali", language="fa") for _ in range(4))
    )
    assert len({one.id for one in made}) == 1
    again = await identities.identity_for(store, "telegram", "4711", language="en")
    assert (again.id, again.language, again.display_name) == (made[0].id, "fa", "Ali")
    renamed = await identities.identity_for(store, "telegram", "4711", display_name="Alireza", language="fa")
    assert (renamed.id, renamed.display_name) == (again.id, "Alireza")
    assert await how_many(store, records.ChannelIdentity) == 1


async def test_a_chosen_language_is_not_replaced_by_a_detected_one(store: Store) -> None:
    who = await visitor(store)
    await say(store, who)
    await identities.set_language(store, who.id, "en", chosen=False)
    assert (await identities.identity(store, who.id)).language == "en"
    await identities.set_language(store, who.id, "fa", chosen=True)
    await identities.set_language(store, who.id, "en", chosen=False)
    now = await identities.identity(store, who.id)
    assert (now.language, now.language_chosen) == ("fa", True)
    [interaction] = await rows(store, records.Interaction)
    assert interaction.language == "fa"


async def test_a_link_binds_its_own_chat_once(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store, "2000001")
    who, other = await visitor(store), await visitor(store)
    recorded = await say(store, who)
    link = await identities.link_issue(store, who.id, minutes=10)
    assert link.expires_at == clock.now() + timedelta(minutes=10)
    state = await identities.link_peek(store, link.url_token)
    assert state is not None
    assert not state.is_used and not state.is_expired
    assert state.identity_id == who.id

    bound = await identities.link_redeem(store, link.url_token, patron_id)
    assert (bound.id, bound.patron_id, bound.assurance, bound.is_signed_in) == (who.id, patron_id, 2, True)
    assert not (await identities.identity(store, other.id)).is_signed_in
    [interaction] = await rows(store, records.Interaction, id=recorded.interaction.id)
    assert interaction.patron_id == patron_id, "what was said before signing in is the patron's"

    with pytest.raises(LinkUsed):
        await identities.link_redeem(store, link.url_token, patron_id)
    state = await identities.link_peek(store, link.url_token)
    assert state is not None
    assert state.is_used
    [event] = await rows(store, records.AuditEvent)
    assert (event.action, event.actor_kind, event.entity) == ("identity.linked", "patron", "channel_identity")


async def test_of_two_who_use_a_link_at_once_one_wins(store: Store) -> None:
    one, two = await add_patron(store), await add_patron(store)
    who = await visitor(store)
    link = await identities.link_issue(store, who.id)
    ended = await asyncio.gather(
        *(identities.link_redeem(store, link.url_token, patron) for patron in (one, two)), return_exceptions=True
    )
    assert sorted(type(end).__name__ for end in ended) == ["Identity", "LinkUsed"]


@pytest.mark.parametrize("what", ["merged", "erased"])
async def test_nobody_signs_in_to_a_record_that_goes_at_this_moment(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    goes, stays = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    names = [(await rows(store, records.Patron, id=one))[0].public_id for one in (stays, goes)]
    link = await identities.link_issue(store, (await visitor(store)).id)
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
            await identities.link_redeem(store, link.url_token, goes)
        await going
    finally:
        await other.close()
    assert [row.patron_id for row in await rows(store, records.ChannelIdentity)] == [None]


async def test_an_expired_link_is_refused(store: Store, clock: FixedClock) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    link = await identities.link_issue(store, who.id, minutes=10)
    clock.advance(timedelta(minutes=10))
    state = await identities.link_peek(store, link.url_token)
    assert state is not None
    assert state.is_expired
    with pytest.raises(LinkExpired):
        await identities.link_redeem(store, link.url_token, patron_id)
    assert not (await identities.identity(store, who.id)).is_signed_in


async def test_a_link_ends_after_too_many_wrong_tries(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    link = await identities.link_issue(store, who.id)
    left = [await identities.link_try_failed(store, link.url_token) for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(LinkTriesSpent):
        await identities.link_redeem(store, link.url_token, patron_id)


async def test_unknown_links_patrons_and_chats_are_refused(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    assert await identities.link_peek(store, "nothing") is None
    with pytest.raises(LinkUnknown):
        await identities.link_redeem(store, "nothing", patron_id)
    with pytest.raises(LinkUnknown):
        await identities.link_try_failed(store, "nothing")
    with pytest.raises(NotFound):
        await identities.link_issue(store, 4711)
    link = await identities.link_issue(store, who.id)
    with pytest.raises(NotFound):
        await identities.link_redeem(store, link.url_token, 4711)
    assert (await identities.link_redeem(store, link.url_token, patron_id)).is_signed_in, "the link was not used up"


async def test_a_used_link_uses_up_the_other_ones_of_its_chat(store: Store) -> None:
    patron_id, who = await add_patron(store), await visitor(store)
    first, second = await identities.link_issue(store, who.id), await identities.link_issue(store, who.id)
    await identities.link_redeem(store, second.url_token, patron_id)
    with pytest.raises(LinkRefused):
        await identities.link_redeem(store, first.url_token, patron_id)


async def test_the_guard_knows_a_verified_patron_by_either_name_of_the_conversation(store: Store) -> None:
    patron_id = await add_patron(store, "2000001", display_name="نرگس", category="student")
    who = await sign_in(store, await visitor(store), patron_id)
    recorded = await say(store, who)
    by_engine = await identities.signed_in_patron(store, recorded.interaction.engine_conversation)
    assert by_engine is not None
    assert (by_engine.id, by_engine.display_name, by_engine.category) == (patron_id, "نرگس", "student")
    assert by_engine.interaction_id == recorded.interaction.id
    assert await identities.signed_in_patron(store, recorded.interaction.public_id) == by_engine
    assert await identities.signed_in_patron(store, "no such conversation") is None


@pytest.mark.parametrize("assurance", [0, 1])
async def test_the_guard_gives_nothing_below_verified(store: Store, assurance: int) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who)
    identity = table_of(records.ChannelIdentity)
    claim = update(identity).where(identity.c.id == who.id).values(assurance=assurance)
    await store.transact(lambda connection: connection.execute(claim))
    assert await identities.signed_in_patron(store, recorded.interaction.public_id) is None


async def test_the_guard_gives_nothing_after_signing_out(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who)
    waiting_link = await identities.link_issue(store, who.id)
    await identities.unlink(store, who.id)
    assert await identities.signed_in_patron(store, recorded.interaction.public_id) is None
    out = await identities.identity(store, who.id)
    assert (out.patron_id, out.assurance, out.is_signed_in) == (None, 0, False)
    with pytest.raises(LinkRefused):
        await identities.link_redeem(store, waiting_link.url_token, await add_patron(store))
    assert [event.action for event in await rows(store, records.AuditEvent)] == ["identity.linked", "identity.unlinked"]
    await identities.unlink(store, who.id)
    assert await how_many(store, records.AuditEvent) == 2, "signing out twice is nothing new"


async def test_the_guard_gives_nothing_for_a_closed_conversation(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    old = await say(store, who)
    await answer(store, old, "بله")
    clock.advance(timedelta(hours=1))
    new = await say(store, who)
    assert await identities.signed_in_patron(store, old.interaction.public_id) is None
    assert await identities.signed_in_patron(store, new.interaction.public_id) is not None


async def test_another_patron_in_the_same_chat_gets_a_conversation_of_their_own(store: Store) -> None:
    first, second = await add_patron(store), await add_patron(store)
    who = await sign_in(store, await visitor(store), first)
    hers = await say(store, who, "امانت‌های من")
    await answer(store, hers, "بوف کور")
    await identities.unlink(store, who.id)
    await sign_in(store, who, second)
    assert await identities.signed_in_patron(store, hers.interaction.public_id) is None
    his = await say(store, who, "امانت‌های من")
    assert his.interaction.id != hers.interaction.id
    guard = await identities.signed_in_patron(store, his.interaction.engine_conversation)
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
    assert await identities.signed_in_patron(store, recorded.interaction.public_id) is None
