"""A new PIN for a patron, given at the desk: kept as its hash alone, and the end of every sign-in of the card."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import signing_out
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.patrons import pin_tries
from crm.patrons.cards import checked_pin, hash_pin
from crm.people.record import ADDRESSES
from crm.people.unlinking import close_links

__all__ = ["PinGiven", "give_pin", "made_pin"]

MADE_DIGITS = 6

_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class PinGiven:
    """What a new PIN ended: the numbers of the chats that were signed in with the card."""

    chats: tuple[int, ...]


def made_pin() -> str:
    """Make up a PIN of six digits, not all of them the same."""
    while True:
        pin = f"{secrets.randbelow(10**MADE_DIGITS):0{MADE_DIGITS}d}"
        if len(set(pin)) > 1:
            return pin


async def give_pin(store: Store, public_id: str, pin: str, *, seen: datetime | None, by: Actor) -> PinGiven:
    """Give a patron's card a new PIN; the old one ends at once, with every sign-in and open link of the card.

    `seen` is when the PIN was last given, as far as whoever gives a new one knows (PatronOverview.pin_given_at): two
    who give one at once do not both show a PIN that holds. Raises InvalidValue ("pin", from 4 to 8 digits; "card" where
    there is none), Conflict when another was given meanwhile, NotFound.
    """
    hashed = await asyncio.to_thread(hash_pin, store, checked_pin(pin))
    return await store.transact(lambda connection: _give(connection, store, public_id, hashed, seen, by))


def _give(
    connection: Connection, store: Store, public_id: str, hashed: str, seen: datetime | None, by: Actor
) -> PinGiven:
    now = store.clock.now()
    query = select(_PATRON).where(
        _PATRON.c.public_id == public_id, _PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None)
    )
    # Held, so that whoever signs in at this moment is either signed in before this, and out by it, or not at all.
    row = connection.execute(query.with_for_update()).mappings().first()
    if row is None:
        raise NotFound("patron", public_id)
    if row["card_number_hash"] is None:
        raise InvalidValue("card", "a card is needed")
    if row["pin_given_at"] != seen:
        raise Conflict("pin", "given meanwhile")
    values = {"pin_hash": hashed, "pin_given_at": now, "updated_at": now, "version": _PATRON.c.version + 1}
    connection.execute(update(_PATRON).where(_PATRON.c.id == row["id"]).values(values))
    # Who had forgotten it, and tried, can sign in now.
    pin_tries.forget_card(connection, store, row["card_number_hash"])
    chats = _signed_out(connection, store, row, by)
    trail.append(connection, store, by, "patron.pin_given", trail.Subject("patron", None, public_id), ("pin_hash",))
    return PinGiven(chats)


def _signed_out(connection: Connection, store: Store, patron: RowMapping, by: Actor) -> tuple[int, ...]:
    """Sign every chat of the card out, with the pages that were opened out of it; an address is no chat."""
    now = store.clock.now()
    query = select(_IDENTITY).where(_IDENTITY.c.patron_id == patron["id"], _IDENTITY.c.channel.not_in(ADDRESSES))
    ended = []
    for row in connection.execute(query.order_by(_IDENTITY.c.id).with_for_update()).mappings().all():
        close_links(connection, row["id"], now)
        signing_out.forget(connection, store, row, "identity.unlinked", by=by)
        ended.append(int(row["id"]))
    return tuple(ended)
