"""Chat partners: visitors and their tokens, those of a channel, and their language."""

from __future__ import annotations

import asyncio

from crm import records
from crm.conversations import identities
from crm.database.store import Store
from tests.support.store_rows import how_many, rows, say, visitor


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
