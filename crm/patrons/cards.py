"""Patrons, and the check of a card and its PIN."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.database.store import Store, keyed_hash
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.sign_in.passwords import check, hash_secret
from language.digits import to_ascii

__all__ = [
    "PIN_DIGITS",
    "CardHolder",
    "checked_pin",
    "hash_pin",
    "patron",
    "patron_by_card",
    "patron_by_public_id",
    "pin_given",
    "pin_given_at",
    "verify_pin",
]

# Before the argon2 hash of a PIN that was keyed first: four digits are soon tried out, a key is not.
KEYED = "$hmac-sha256"
# The fewest and the most digits of a PIN that is given here.
PIN_DIGITS = (4, 8)

_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class CardHolder:
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


_COLUMNS = tuple(_PATRON.c[name] for name in CardHolder.__dataclass_fields__)


def checked_pin(pin: str) -> str:
    """Give the digits of a PIN that is to be given, in ASCII; raises InvalidValue ("pin") for what is none."""
    digits = to_ascii(pin).strip()
    if not (digits.isascii() and digits.isdigit() and PIN_DIGITS[0] <= len(digits) <= PIN_DIGITS[1]):
        raise InvalidValue("pin", "from 4 to 8 digits")
    return digits


def hash_pin(store: Store, pin: str) -> str:
    """Hash a PIN with the store's key and argon2; its digits may be Persian, Arabic or ASCII."""
    return KEYED + hash_secret(_keyed(store, pin))


async def patron(store: Store, patron_id: int) -> CardHolder | None:
    """Find a patron by id; None when there is none, or one that was erased."""
    query = select(*_COLUMNS).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else _view(row)


async def patron_by_public_id(store: Store, public_id: str) -> CardHolder | None:
    """Find a patron by the public id; None when there is none, or one that was erased."""
    query = select(*_COLUMNS).where(_PATRON.c.public_id == public_id, _PATRON.c.erased_at.is_(None))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else _view(row)


async def patron_by_card(store: Store, card: str) -> CardHolder | None:
    """Find a patron by the card number, in whatever digits it was typed."""
    row = await store.look(lambda connection: _row(connection, store.card_hash(card)))
    return None if row is None else _view(row)


def pin_given(connection: Connection, card_hash: str) -> datetime | None:
    """Give when the PIN of a card was given at the desk; None where none was, and where PINs are checked elsewhere."""
    given: datetime | None = connection.scalar(
        select(_PATRON.c.pin_given_at).where(
            _PATRON.c.card_number_hash == card_hash, _PATRON.c.pin_hash.is_not(None), _PATRON.c.erased_at.is_(None)
        )
    )
    return given


async def pin_given_at(store: Store, card: str) -> datetime | None:
    """Give which PIN of a card counts now, by when it was given (`pin_given`): read before a PIN is checked."""
    return await store.look(lambda connection: pin_given(connection, store.card_hash(card)))


async def verify_pin(store: Store, card: str, pin: str) -> CardHolder | None:
    """Give the patron when card and PIN belong together, None when they do not.

    A card that the library does not know takes as long just the same. How often it may be asked is not its
    business (crm.patrons.pin_tries). A hash of before PINs were keyed is made anew when the PIN was right.
    """
    row = await store.look(lambda connection: _row(connection, store.card_hash(card)))
    stored: str | None = None if row is None else row["pin_hash"]
    is_keyed = stored is None or stored.startswith(KEYED)
    right = await check(
        stored.removeprefix(KEYED) if stored else None, _keyed(store, pin) if is_keyed else _folded(pin)
    )
    if row is None or not right:
        return None
    if not is_keyed:
        await _key(store, row["id"], stored, pin)
    return _view(row)


async def _key(store: Store, patron_id: int, stored: str | None, pin: str) -> None:
    keyed = await asyncio.to_thread(hash_pin, store, pin)
    # Unless the PIN was changed meanwhile.
    change = update(_PATRON).where(_PATRON.c.id == patron_id, _PATRON.c.pin_hash == stored).values(pin_hash=keyed)
    await store.transact(lambda connection: connection.execute(change))


def _row(connection: Connection, card_hash: str) -> RowMapping | None:
    query = select(*_COLUMNS, _PATRON.c.pin_hash).where(
        _PATRON.c.card_number_hash == card_hash,
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
    return connection.execute(query).mappings().first()


def _view(row: RowMapping) -> CardHolder:
    return CardHolder(**{name: row[name] for name in CardHolder.__dataclass_fields__})


def _keyed(store: Store, pin: str) -> str:
    return keyed_hash(store.key, f"pin:{_folded(pin)}")


def _folded(pin: str) -> str:
    return to_ascii(pin).strip()
