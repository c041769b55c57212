"""Three levels of how sure the library is whose a chat is; of an account nothing is told below the highest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.cases.opening import open_case
from crm.conversations import identities, signing_in
from crm.conversations.patron_guard import signed_in_patron
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.ways import way_on
from crm.people.record import patron_record
from crm.records.values import ANONYMOUS, ASSURANCES, CLAIMED, VERIFIED
from crm.trust.links import data_link_issue, data_link_peek
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor


@pytest.mark.parametrize("level", ASSURANCES)
async def test_an_account_is_told_at_the_highest_level_alone(store: Store, level: int) -> None:
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await visitor(store), mine)
    said = await say(store, who, "سلام")
    table = table_of(records.ChannelIdentity)
    until = store.clock.now() + timedelta(days=1)
    values = {"assurance": level, "patron_id": mine, "signed_in_until": until}
    change = update(table).where(table.c.id == who.id).values(**values)
    await store.transact(lambda connection: connection.execute(change))
    proved = level == VERIFIED
    conversation = said.interaction.public_id
    assert (await signed_in_patron(store, conversation) is not None) is proved
    assert (await identities.identity(store, who.id)).is_signed_in is proved
    told = {"subject": "s", "description": "d", "language": "fa", "idempotency_key": "k"}
    case = await open_case(store, "complaint", conversation=conversation, **told)
    (row,) = await rows(store, records.ServiceCase, number=case.number)
    assert (row.patron_id == mine) is proved
    token, _ = await data_link_issue(store, who.id)
    assert (await data_link_peek(store, token) is not None) is proved


async def test_an_address_of_the_record_is_claimed_and_not_proved(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    point = {"patron_id": mine, "kind": "email", "value": "a@b", "value_norm": "a@b", "is_primary": True}
    await add(store, records.ContactPoint, **point)
    (patron,) = await rows(store, records.Patron, id=mine)
    now = store.clock.now()
    found = {"id": mine, "locale": "fa"}
    way = await store.transact(lambda connection: way_on(connection, "email", found, None, now))  # type: ignore[arg-type]
    (row,) = await rows(store, records.ChannelIdentity, id=way.identity_id)
    assert row.assurance == CLAIMED
    record = await patron_record(store, patron.public_id)
    assert record is not None
    assert record.chats == (), "an address is no chat"


async def test_a_chat_begins_anonymous_and_ends_so(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    who = await visitor(store)
    assert who.assurance == ANONYMOUS
    who = await sign_in(store, who, mine)
    assert who.assurance == VERIFIED
    await signing_in.unlink(store, who.id)
    assert (await identities.identity(store, who.id)).assurance == ANONYMOUS
