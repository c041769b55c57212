"""Patrons, and the check of a card and its PIN."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.database.key_ring import keyed_hash, mark_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.sign_in.passwords import check, hash_secret
from language.digits import to_ascii

__all__ = [
    "PIN_DIGITS",
    "CardHolder",
    "checked_pin",
    "hash_pin",
    "known_as",
    "patron",
    "patron_by_card",
    "patron_by_public_id",
    "pin_given",
    "pin_given_at",
    "pin_mark",
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
    return _prefix(store, store.keys.current) + hash_secret(_keyed(store.keys.current, pin))


def pin_mark(store: Store) -> str:
    """Give what the hashes of PINs begin with that were made with the present key."""
    return f"{_prefix(store, store.keys.current)}$"


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
    row = await store.look(lambda connection: _row(connection, store.card_hashes(card)))
    return None if row is None else _view(row)


def pin_given(connection: Connection, store: Store, card: str) -> datetime | None:
    """Give when the PIN of a card was given at the desk; None where none was, and where PINs are checked elsewhere."""
    given: datetime | None = connection.scalar(
        select(_PATRON.c.pin_given_at).where(
            _PATRON.c.card_number_hash.in_(store.card_hashes(card)),
            _PATRON.c.pin_hash.is_not(None),
            _PATRON.c.erased_at.is_(None),
        )
    )
    return given


def known_as(connection: Connection, store: Store, card: str) -> str:
    """Give the hash under which a card is kept; the name of one that is not."""
    hashes = store.card_hashes(card)
    kept = connection.scalar(select(_PATRON.c.card_number_hash).where(_PATRON.c.card_number_hash.in_(hashes)).limit(1))
    return str(kept) if kept is not None else store.card_name(card)


async def pin_given_at(store: Store, card: str) -> datetime | None:
    """Give which PIN of a card counts now, by when it was given (`pin_given`): read before a PIN is checked."""
    return await store.look(lambda connection: pin_given(connection, store, card))


async def verify_pin(store: Store, card: str, pin: str) -> CardHolder | None:
    """Give the patron when card and PIN belong together, None when they do not.

    A card that the library does not know takes as long just the same. How often it may be asked is not its
    business (crm.patrons.pin_tries). What was hashed without
    a key, or with an earlier one, is hashed anew when the PIN was right.
    """
    row = await store.look(lambda connection: _row(connection, store.card_hashes(card)))
    stored: str | None = None if row is None else row["pin_hash"]
    prefix, key = _made_with(store, stored or "")
    right = await check(
        stored.removeprefix(prefix) if stored else None, _folded(pin) if key is None else _keyed(key, pin)
    )
    if row is None or stored is None or not right:
        return None
    if key != store.keys.current or row["card_number_hash"] != store.card_hash(card):
        await _hash_anew(store, row, card, pin)
    return _view(row)


async def _hash_anew(store: Store, row: RowMapping, card: str, pin: str) -> None:
    """Hash a card and its PIN with the present key, unless one of them was changed meanwhile."""
    keyed = await asyncio.to_thread(hash_pin, store, pin)
    same = (
        _PATRON.c.id == row["id"],
        _PATRON.c.pin_hash == row["pin_hash"],
        _PATRON.c.card_number_hash == row["card_number_hash"],
    )
    change = update(_PATRON).where(*same).values(pin_hash=keyed, card_number_hash=store.card_hash(card))
    await store.transact(lambda connection: connection.execute(change))


def _row(connection: Connection, card_hashes: Sequence[str]) -> RowMapping | None:
    query = select(*_COLUMNS, _PATRON.c.pin_hash, _PATRON.c.card_number_hash).where(
        _PATRON.c.card_number_hash.in_(card_hashes),
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
    return connection.execute(query).mappings().first()


def _view(row: RowMapping) -> CardHolder:
    return CardHolder(**{name: row[name] for name in CardHolder.__dataclass_fields__})


def _keyed(key: bytes, pin: str) -> str:
    return keyed_hash(key, f"pin:{_folded(pin)}")


def _prefix(store: Store, key: bytes) -> str:
    return KEYED if key == store.keys.first else f"{KEYED}:{mark_of(key)}"


def _made_with(store: Store, stored: str) -> tuple[str, bytes | None]:
    """Give what stands before the argon2 hash of a PIN, and the key that it was keyed with first; None without one.

    A card without a PIN, and one that nobody has, take as long as any: they are checked with the present key.
    """
    prefix = stored.partition("$argon2")[0]
    if stored and not prefix:
        return "", None
    return prefix, next((key for key in store.keys.known if _prefix(store, key) == prefix), store.keys.current)


def _folded(pin: str) -> str:
    return to_ascii(pin).strip()
