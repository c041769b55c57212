"""Cards and PINs: in any digits, never in the clear, never guessed."""

from __future__ import annotations

import pytest

from crm import records
from crm.database.store import Store
from crm.patrons import cards
from crm.sign_in import passwords
from tests.support.store_rows import add_patron, rows

CARD, PIN = "2000001", "4821"


async def member(store: Store) -> int:
    return await add_patron(store, CARD, pin_hash=cards.hash_pin(store, PIN))


@pytest.mark.parametrize("typed", ["2000001", "۲۰۰۰۰۰۱", "٢٠٠٠٠٠١", " 2000-001 ", "200 0001"])
async def test_a_card_is_found_however_it_is_typed(sqlite_store: Store, typed: str) -> None:
    patron_id = await member(sqlite_store)
    found = await cards.patron_by_card(sqlite_store, typed)
    assert found is not None
    assert (found.id, found.card_last4) == (patron_id, "0001")
    assert found == await cards.patron(sqlite_store, patron_id)


async def test_neither_card_nor_pin_is_kept_in_the_clear(store: Store) -> None:
    await member(store)
    [row] = await rows(store, records.Patron)
    assert CARD not in str(row)
    assert PIN not in str(row)
    assert row.pin_hash.startswith("$hmac-sha256$argon2id$")


async def test_the_right_pin_gives_the_patron_in_any_digits(store: Store) -> None:
    patron_id = await member(store)
    for typed in ("4821", "۴۸۲۱", "٤٨٢١"):
        found = await cards.verify_pin(store, CARD, typed)
        assert found is not None
        assert found.id == patron_id


async def test_a_wrong_pin_an_unknown_card_and_a_card_without_pin_are_the_same_nothing(store: Store) -> None:
    await member(store)
    await add_patron(store, "2000002")
    assert await cards.verify_pin(store, CARD, "0000") is None
    assert await cards.verify_pin(store, "9999999", PIN) is None
    assert await cards.verify_pin(store, "2000002", PIN) is None


async def test_a_stolen_hash_is_nothing_without_the_key(sqlite_store: Store) -> None:
    await member(sqlite_store)
    [row] = await rows(sqlite_store, records.Patron)
    hashed = row.pin_hash.removeprefix(cards.KEYED)
    assert not passwords.matches(hashed, PIN)
    assert not passwords.matches(row.pin_hash, PIN)


async def test_a_hash_of_before_is_right_once_more_and_keyed_from_then_on(store: Store) -> None:
    await add_patron(store, CARD, pin_hash=passwords.hash_secret(PIN))
    assert await cards.verify_pin(store, CARD, "0000") is None
    [row] = await rows(store, records.Patron)
    assert row.pin_hash.startswith("$argon2id$"), "a wrong PIN changes nothing"
    for _ in range(2):
        assert await cards.verify_pin(store, CARD, "۴۸۲۱") is not None
        [row] = await rows(store, records.Patron)
        assert row.pin_hash.startswith("$hmac-sha256$argon2id$")
