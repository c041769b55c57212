"""Small words for the store's tests: a patron, a visitor, a turn."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from sqlalchemy import Connection, func, insert, select

from crm import records
from crm.actor import Actor
from crm.cases import contact as contacts
from crm.cases.answers import ClosedCase, close_case
from crm.conversations import identities, signing_in
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.conversations.identities import Identity
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MessageView

# Members of staff, where a test makes them in this order.
SARA, OMID, LIA = (Actor.staff(number, name) for number, name in enumerate(("sara", "omid", "lia"), 1))
_numbers = itertools.count(1)


async def add(store: Store, record: type[records.Base], **values: Any) -> int:
    """Insert a row and give its id."""
    table = table_of(record)
    made = await store.transact(lambda connection: connection.scalar(insert(table).returning(table.c.id), values))
    return int(made)


async def rows(store: Store, record: type[records.Base], **where: Any) -> list[Any]:
    """Give the rows whose columns are as said, in order of id."""
    table = table_of(record)
    query = select(table).order_by(*table.primary_key.columns)
    for name, value in where.items():
        query = query.where(table.c[name] == value)

    def look(connection: Connection) -> list[Any]:
        return list(connection.execute(query).all())

    return await store.look(look)


async def how_many(store: Store, record: type[records.Base]) -> int:
    query = select(func.count()).select_from(table_of(record))
    return int(await store.look(lambda connection: connection.scalar(query)) or 0)


def patron_row(store: Store, **values: Any) -> dict[str, Any]:
    now = store.clock.now()
    return {
        "public_id": str(uuid.uuid4()),
        "display_name": "نرگس",
        "category": "student",
        "lifecycle": "active",
        "acquired_via": "ils_import",
        "created_at": now,
        "updated_at": now,
        **values,
    }


async def add_patron(store: Store, card: str | None = None, **values: Any) -> int:
    if card is not None:
        values = {"card_number_hash": store.card_hash(card), "card_last4": card[-4:], **values}
    return await add(store, records.Patron, **patron_row(store, **values))


async def visitor(store: Store, language: str = "fa") -> Identity:
    made, _ = await identities.create_visitor(store, language=language)
    return made


async def say(store: Store, who: Identity, text: str = "سلام", message_id: str | None = None, **more: Any) -> OpenTurn:
    """Let a chat partner write something."""
    inbound = Inbound(
        channel=who.channel,
        identity_id=who.id,
        channel_message_id=message_id or f"m{next(_numbers)}",
        text=text,
        **{"language": who.language, **more},
    )
    return await record_inbound(store, inbound)


async def answer(
    store: Store,
    recorded: OpenTurn,
    *replies: str | Reply,
    status: str = "answered",
    intent: str | None = "hours",
    **more: Any,
) -> list[MessageView]:
    """Let the bot answer a message."""
    made = [one if isinstance(one, Reply) else Reply(one, status=status, language="fa") for one in replies]
    result = TurnResult(recorded.journal_id, recorded.interaction.id, made, **{"intent": intent, **more})
    return await close_turn(store, result)


async def add_contact(store: Store, number: str, contact: str) -> None:
    """Keep how the patron of a case wants to be reached, as the end of a turn does."""
    await store.transact(lambda connection: contacts.put_contact(connection, number, contact))


async def ends(
    store: Store, number: str, resolution: str, *, version: int, by: Actor = SARA, note: str | None = None
) -> ClosedCase:
    """Close a case; its patron is told the language, the number and the resolution."""
    return await close_case(
        store,
        number,
        resolution,
        version=version,
        by=by,
        ending=lambda language, of, how: f"{language} {of} {how}",
        note=note,
    )


async def sign_in(store: Store, who: Identity, patron_id: int) -> Identity:
    link = await signing_in.link_issue(store, who.id)
    # Their own device: the stories told here are longer than half an hour.
    return await signing_in.link_redeem(store, link.url_token, patron_id, own_device=True)
