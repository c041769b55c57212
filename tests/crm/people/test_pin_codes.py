"""Codes for a PIN: so many a day, and a form that is sent twice is told the same twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from crm import records
from crm.database.store import Store
from crm.patrons.cards import verify_pin
from crm.patrons.pin_tries import Origin
from crm.people import pin_codes
from crm.people.pin_codes import PinSet
from crm.sign_in import throttle
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, rows

CARD, PIN = "20001001", "739155"
HERE = Origin("web", 1, "192.0.2.1")


async def test_only_so_many_codes_are_asked_for_in_a_day(sqlite_store: Store, clock: FixedClock) -> None:
    begun = clock.now()
    for place in range(pin_codes.DAILY_CARD_REQUESTS):
        # From another chat and another address each time, and never two within the pause.
        origin = Origin("web", place, f"192.0.2.{place}")
        assert await pin_codes.take_request(sqlite_store, CARD, origin) is None
        clock.advance(timedelta(hours=2))
        await throttle.forget_old_tries(sqlite_store)
    elsewhere = Origin("web", 99, "198.51.100.1")
    wait = await pin_codes.take_request(sqlite_store, CARD, elsewhere)
    assert wait is not None and clock.now() + wait == begun + throttle.DAY
    assert await pin_codes.take_request(sqlite_store, "another card", elsewhere) is None
    clock.advance(wait)
    assert await pin_codes.take_request(sqlite_store, CARD, elsewhere) is None
    clock.advance(timedelta(days=1, minutes=1))
    await throttle.forget_old_tries(sqlite_store)
    assert await rows(sqlite_store, records.SignInThrottle) == []


@pytest.fixture
async def code(sqlite_store: Store) -> tuple[str, str]:
    """Sara asked for a code: the proof of her form, and the code."""
    await add_patron(sqlite_store, CARD)
    proof = pin_codes.new_proof(sqlite_store, CARD)
    return proof, pin_codes.code_of(sqlite_store, CARD, proof, None)


async def test_a_form_sent_twice_sets_the_pin_once(
    sqlite_store: Store, clock: FixedClock, code: tuple[str, str]
) -> None:
    store, form = sqlite_store, (CARD, *code, PIN)
    # At once, as by a double click.
    done = await asyncio.gather(*(pin_codes.set_pin(store, *form, HERE) for _ in range(2)))
    assert sorted(one is not None and one.given is not None for one in done) == [False, True]
    # And after the other.
    assert await pin_codes.set_pin(store, *form, HERE) == PinSet(None)
    assert await verify_pin(store, CARD, PIN) is not None
    assert len(await rows(store, records.AuditEvent, action="patron.pin_given")) == 1
    # Another PIN by the same code is none, and of a form long sent the code is over.
    assert await pin_codes.set_pin(store, CARD, *code, "1234", HERE) is None
    clock.advance(pin_codes.TWICE + timedelta(seconds=1))
    assert await pin_codes.set_pin(store, *form, HERE) is None


async def test_whoever_asks_afterwards_learns_nothing_of_the_pin(
    sqlite_store: Store, clock: FixedClock, code: tuple[str, str]
) -> None:
    assert await pin_codes.set_pin(sqlite_store, CARD, *code, PIN, HERE) is not None
    clock.advance(timedelta(seconds=5))
    later = pin_codes.new_proof(sqlite_store, CARD)
    assert await pin_codes.set_pin(sqlite_store, CARD, later, "00000000", PIN, HERE) is None
