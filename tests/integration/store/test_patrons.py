"""Cards and PINs: in any digits, never in the clear, never guessed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from crm import patrons, records
from crm.errors import PinThrottled
from crm.store import Store
from language.clock import FixedClock
from tests.conftest import SERVER_KEY
from tests.integration.store.world import add_patron, how_many, rows

CARD, PIN = "2000001", "4821"


async def member(store: Store) -> int:
    return await add_patron(store, CARD, pin_hash=patrons.hash_pin(PIN))


@pytest.mark.parametrize("typed", ["2000001", "۲۰۰۰۰۰۱", "٢٠٠٠٠٠١", " 2000-001 ", "200 0001"])
async def test_a_card_is_found_however_it_is_typed(sqlite_store: Store, typed: str) -> None:
    patron_id = await member(sqlite_store)
    found = await patrons.patron_by_card(sqlite_store, typed)
    assert found is not None
    assert (found.id, found.card_last4) == (patron_id, "0001")
    assert found == await patrons.patron(sqlite_store, patron_id)


async def test_neither_card_nor_pin_is_kept_in_the_clear(store: Store) -> None:
    await member(store)
    [row] = await rows(store, records.Patron)
    assert CARD not in str(row)
    assert PIN not in str(row)
    assert row.pin_hash.startswith("$argon2id$")


async def test_the_right_pin_gives_the_patron_in_any_digits(store: Store) -> None:
    patron_id = await member(store)
    for typed in ("4821", "۴۸۲۱", "٤٨٢١"):
        found = await patrons.verify_pin(store, CARD, typed)
        assert found is not None
        assert found.id == patron_id
    assert await how_many(store, records.SignInThrottle) == 0


async def test_a_wrong_pin_an_unknown_card_and_a_card_without_pin_are_the_same_nothing(store: Store) -> None:
    await member(store)
    await add_patron(store, "2000002")
    assert await patrons.verify_pin(store, CARD, "0000") is None
    assert await patrons.verify_pin(store, "9999999", PIN) is None
    assert await patrons.verify_pin(store, "2000002", PIN) is None
    assert await how_many(store, records.SignInThrottle) == 3


async def test_a_card_is_locked_after_five_tries_and_opens_again(store: Store, clock: FixedClock) -> None:
    await member(store)
    for _ in range(5):
        assert await patrons.verify_pin(store, CARD, "0000") is None
    with pytest.raises(PinThrottled) as refused:
        await patrons.verify_pin(store, CARD, PIN)
    assert refused.value.retry_at == clock.now() + timedelta(minutes=15)
    clock.advance(timedelta(minutes=14))
    with pytest.raises(PinThrottled):
        await patrons.verify_pin(store, CARD, PIN)
    clock.advance(timedelta(minutes=1))
    assert await patrons.verify_pin(store, CARD, PIN) is not None
    assert await patrons.verify_pin(store, CARD, "0000") is None, "success begins the count anew"


async def test_the_lock_is_on_the_card_alone_known_or_not(store: Store) -> None:
    await member(store)
    await add_patron(store, "2000002", pin_hash=patrons.hash_pin(PIN))
    for _ in range(5):
        await patrons.verify_pin(store, "9999999", "0000")
    with pytest.raises(PinThrottled):
        await patrons.verify_pin(store, "9999999", "0000")
    assert await patrons.verify_pin(store, "2000002", PIN) is not None


async def test_tries_far_apart_do_not_add_up(sqlite_store: Store, clock: FixedClock) -> None:
    await member(sqlite_store)
    for _ in range(8):
        assert await patrons.verify_pin(sqlite_store, CARD, "0000") is None
        clock.advance(timedelta(minutes=16))


async def test_many_tries_at_once_get_no_more_guesses(store: Store, database_url: str) -> None:
    await member(store)
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        ended = await asyncio.gather(
            *(patrons.verify_pin([store, other][number % 2], CARD, f"{number:04}") for number in range(9)),
            return_exceptions=True,
        )
    finally:
        await other.close()
    assert sum(isinstance(end, PinThrottled) for end in ended) == 4
    assert sum(end is None for end in ended) == 5
