"""Patrons, and the check of a card and its PIN."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, select, update

from crm import records
from crm.errors import PinThrottled
from crm.passwords import hash_secret, matches
from crm.store import Store
from crm.upsert import table_of, upsert
from language.digits import to_ascii

__all__ = ["Patron", "hash_pin", "patron", "patron_by_card", "verify_pin"]

TRIES = 5
WINDOW = timedelta(minutes=15)

_PATRON = table_of(records.Patron)
_THROTTLE = table_of(records.SignInThrottle)


@dataclass(frozen=True, slots=True)
class Patron:
    """One patron, without anything that proves who they are."""

    id: int
    public_id: str
    display_name: str | None
    locale: str
    category: str | None
    card_last4: str | None
    home_branch_id: int | None
    lifecycle: str
    is_restricted: bool
    restriction_reason_fa: str | None
    restriction_reason_en: str | None
    registered_at: datetime | None
    expires_at: datetime | None


_COLUMNS = tuple(_PATRON.c[name] for name in Patron.__dataclass_fields__)


def hash_pin(pin: str) -> str:
    """Hash a PIN with argon2; its digits may be Persian, Arabic or ASCII."""
    return hash_secret(_folded(pin))


async def patron(store: Store, patron_id: int) -> Patron | None:
    """Find a patron by id; None when there is none, or one that was erased."""
    query = select(*_COLUMNS).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else _view(row)


async def patron_by_card(store: Store, card: str) -> Patron | None:
    """Find a patron by the card number, in whatever digits it was typed."""
    row = await store.look(lambda connection: _row(connection, store.card_hash(card)))
    return None if row is None else _view(row)


async def verify_pin(
    store: Store, card: str, pin: str, *, tries: int = TRIES, window: timedelta = WINDOW
) -> Patron | None:
    """Give the patron when card and PIN belong together, None when they do not.

    Raises PinThrottled when the card has had `tries` failures within `window`. A card that the library does
    not know is counted, and takes as long, just the same: nobody learns here which cards exist.
    """
    card_hash = store.card_hash(card)

    # The try is counted before it is checked: many at once get no more guesses than one after the other.
    def count_try(connection: Connection) -> RowMapping | None:
        now = store.clock.now()
        # Whoever comes first makes the row, so that the next ones have one to wait for.
        upsert(
            connection,
            _THROTTLE,
            {"card_hash": card_hash, "tries": 0, "window_started_at": now},
            on=["card_hash"],
            change={"card_hash": card_hash},
        )
        seen = connection.execute(select(_THROTTLE).where(_THROTTLE.c.card_hash == card_hash)).mappings().one()
        if seen["locked_until"] is not None and seen["locked_until"] > now:
            raise PinThrottled(seen["locked_until"])
        fresh = seen["locked_until"] is not None or seen["window_started_at"] <= now - window
        made = 1 if fresh else seen["tries"] + 1
        connection.execute(
            update(_THROTTLE)
            .where(_THROTTLE.c.card_hash == card_hash)
            .values(
                tries=made,
                window_started_at=now if fresh else seen["window_started_at"],
                locked_until=now + window if made >= tries else None,
            )
        )
        return _row(connection, card_hash)

    row = await store.transact(count_try)
    stored = None if row is None else row["pin_hash"]
    # Slow on purpose, therefore outside both the event loop and the transaction.
    right = await asyncio.to_thread(matches, stored, _folded(pin))
    if row is None or not right:
        return None
    await store.transact(
        lambda connection: connection.execute(delete(_THROTTLE).where(_THROTTLE.c.card_hash == card_hash))
    )
    return _view(row)


def _row(connection: Connection, card_hash: str) -> RowMapping | None:
    query = select(*_COLUMNS, _PATRON.c.pin_hash).where(
        _PATRON.c.card_number_hash == card_hash,
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
    return connection.execute(query).mappings().first()


def _view(row: RowMapping) -> Patron:
    return Patron(**{name: row[name] for name in Patron.__dataclass_fields__})


def _folded(pin: str) -> str:
    return to_ascii(pin).strip()
