"""PINs are not guessed: not of one card, not over many cards, and nobody is locked out by what others do."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from crm import records
from crm.audit import trail
from crm.database.store import Store
from crm.errors import PinThrottled
from crm.patrons import cards, pin_failures, pin_tries
from crm.patrons.cards import CardHolder
from crm.patrons.pin_tries import Origin
from crm.sign_in.addresses import counted
from library.errors import IlsUnavailable
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import add_patron, how_many, rows

CARD, PIN = "2000001", "4821"
HERE = Origin("web_chat", 1, "192.0.2.1")


async def wrong() -> None:
    """Check no PIN: what is counted does not depend on how long argon2 takes."""


async def right() -> bool:
    return True


async def attempt(store: Store, card: str = CARD, pin: str = "0000", origin: Origin = HERE) -> CardHolder | None:
    return await pin_tries.guarded(store, card, origin, lambda: cards.verify_pin(store, card, pin))


async def fail(store: Store, card: str, origin: Origin) -> bool:
    """Try a wrong PIN; tell whether it was checked."""
    try:
        await pin_tries.guarded(store, card, origin, wrong)
    except PinThrottled:
        return False
    return True


@pytest.fixture
def delays(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give how long each try was made to wait, and do not wait."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("crm.patrons.pin_tries.asyncio.sleep", sleep)
    return waited


async def test_a_card_is_locked_after_five_tries_and_opens_again(store: Store, clock: FixedClock) -> None:
    await add_patron(store, CARD, pin_hash=cards.hash_pin(store, PIN))
    for _ in range(5):
        assert await attempt(store) is None
    with pytest.raises(PinThrottled) as refused:
        await attempt(store, pin=PIN)
    assert refused.value.retry_at == clock.now() + timedelta(minutes=15)
    clock.advance(timedelta(minutes=14))
    with pytest.raises(PinThrottled):
        await attempt(store, pin=PIN)
    clock.advance(timedelta(minutes=1))
    assert await attempt(store, pin=PIN) is not None
    assert await attempt(store) is None, "success begins the count anew"


async def test_the_lock_is_on_the_card_alone_known_or_not(store: Store) -> None:
    for _ in range(5):
        assert await fail(store, "9999999", HERE)
    assert not await fail(store, "9999999", HERE)
    assert not await fail(store, "۹۹۹ ۹۹-۹۹", HERE), "however it is typed"
    assert await fail(store, "2000002", HERE)


async def test_tries_far_apart_do_not_add_up(sqlite_store: Store, clock: FixedClock) -> None:
    for _ in range(8):
        assert await fail(sqlite_store, CARD, HERE)
        clock.advance(timedelta(minutes=16))


async def test_many_tries_at_once_get_no_more_guesses(store: Store, database_url: str) -> None:
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        checked = await asyncio.gather(*(fail([store, other][number % 2], CARD, HERE) for number in range(9)))
    finally:
        await other.close()
    assert sum(checked) == 5


async def test_a_library_that_does_not_answer_costs_nobody_a_try(sqlite_store: Store) -> None:
    async def down() -> None:
        raise IlsUnavailable("down")

    for _ in range(12):
        with pytest.raises(IlsUnavailable):
            await pin_tries.guarded(sqlite_store, CARD, HERE, down)
    assert await fail(sqlite_store, CARD, HERE)
    assert await pin_failures.failures_since(sqlite_store, pin_failures.PATRON) == 1


async def test_one_address_over_many_cards_gets_nowhere(sqlite_store: Store, delays: list[float]) -> None:
    # Each from a chat of its own: a new chat costs nothing.
    checked = [
        await fail(sqlite_store, str(20001001 + number), Origin("web_chat", number, "192.0.2.1"))
        for number in range(300)
    ]
    assert sum(checked) == 30
    assert await fail(sqlite_store, "20009999", Origin("web_chat", 1001, "192.0.2.2")), "others go on"


async def test_one_chat_over_many_cards_gets_nowhere(sqlite_store: Store) -> None:
    checked = [
        await fail(sqlite_store, str(20001001 + number), Origin("web_chat", 7, f"192.0.2.{number}"))
        for number in range(40)
    ]
    assert sum(checked) == 10


async def test_a_whole_ipv6_network_of_one_person_is_one_address(sqlite_store: Store) -> None:
    checked = [
        await fail(sqlite_store, str(20001001 + number), Origin("web_chat", number, f"2001:db8:1:2::{number:x}"))
        for number in range(35)
    ]
    assert sum(checked) == 30
    assert counted("2001:db8:1:2::5") != counted("2001:db8:1:3::5")
    assert counted("::ffff:192.0.2.1") == "192.0.2.1"


async def test_many_addresses_are_slowed_and_get_fewer_tries(sqlite_store: Store, delays: list[float]) -> None:
    checked = 0
    for number in range(1200):
        origin = Origin("web_chat", number, f"198.51.100.{number % 12}")
        checked += await fail(sqlite_store, str(20001001 + number), origin)
    assert checked <= 12 * 11, "of 12 addresses with 30 tries each"
    assert max(delays) > 2
    assert delays == sorted(delays), "the more fails, the longer the wait"
    assert max(delays) <= 8
    # A patron at an address of their own waits, and signs in.
    assert await pin_tries.guarded(sqlite_store, CARD, Origin("web_chat", 5000, "203.0.113.9"), right)


async def test_the_brake_lets_go(sqlite_store: Store, clock: FixedClock, delays: list[float]) -> None:
    for number in range(60):
        await fail(sqlite_store, str(number), Origin("web_chat", number, f"198.51.100.{number}"))
    assert delays
    clock.advance(timedelta(minutes=30))
    delays.clear()
    assert await fail(sqlite_store, CARD, HERE)
    assert delays == []


async def test_a_known_browser_is_not_locked_out_by_others(store: Store, delays: list[float]) -> None:
    await add_patron(store, CARD, pin_hash=cards.hash_pin(store, PIN))
    marks = pin_tries.mark(store, CARD, "")
    for number in range(80):
        await fail(store, CARD if number % 2 else str(number), Origin("web_chat", 1, "192.0.2.1"))
        await fail(store, CARD, Origin("web_chat", number, f"198.51.100.{number}"))
    with pytest.raises(PinThrottled):
        await attempt(store, pin=PIN)
    delays.clear()
    home = Origin("web_chat", 1, "192.0.2.1", marks)
    assert await attempt(store, pin=PIN, origin=home) is not None
    assert delays == []
    # It has a count of its own all the same.
    assert [await fail(store, CARD, home) for _ in range(7)] == [True] * 5 + [False] * 2
    # It is known for that card alone.
    assert not pin_tries.is_known(store, "2000002", marks)


async def test_the_marks_of_a_browser_name_nobody_and_are_not_made_up(sqlite_store: Store) -> None:
    marks = pin_tries.mark(sqlite_store, CARD, "")
    both = pin_tries.mark(sqlite_store, "2000002", marks)
    assert pin_tries.is_known(sqlite_store, "۲۰۰-۰۰۰۱", both)
    assert pin_tries.is_known(sqlite_store, "2000002", both)
    assert CARD not in both
    assert pin_tries.mark(sqlite_store, CARD, both).count(".") == 2, "once for each card"
    device, _, own = marks.partition(".")
    for forged in ("", ".", device, "." + own, "other." + own, "é." + own, "x" * 5000):
        assert not pin_tries.is_known(sqlite_store, CARD, forged)
    for number in range(20):
        both = pin_tries.mark(sqlite_store, str(number), both)
    assert len(both) < 300


async def test_every_failure_leaves_a_trace(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for _ in range(7):
        await fail(store, CARD, HERE)
    events = await rows(store, records.AuditEvent)
    assert [event.action for event in events] == ["patron.pin_failed"] * 5 + ["patron.card_locked"]
    assert {event.entity for event in events} == {"card"}
    assert len({event.entity_id for event in events}) == 1
    told = " ".join(map(str, events))
    for secret in (CARD, "192.0.2.1", store.card_hash(CARD)):
        assert secret not in told
    assert "web_chat" in events[0].reason
    assert "192.0.2.1" in caplog.text
    assert CARD not in caplog.text
    assert await pin_failures.failures_since(store, pin_failures.PATRON) == 5
    assert (await trail.verify(store)).is_sound


async def test_an_attack_does_not_fill_the_trail(sqlite_store: Store, delays: list[float]) -> None:
    for number in range(400):
        await fail(sqlite_store, str(number), Origin("web_chat", number, f"2001:db8:0:{number:x}::1"))
    assert await how_many(sqlite_store, records.AuditEvent) == 20 + 3, "the 50th, 100th and 200th after the first 20"
    assert await pin_failures.failures_since(sqlite_store, pin_failures.PATRON) == 400


async def test_failures_are_counted_for_a_day_and_kept_for_a_month(store: Store, clock: FixedClock) -> None:
    await fail(store, CARD, HERE)
    clock.advance(timedelta(hours=23))
    await fail(store, CARD, HERE)
    assert await pin_failures.failures_since(store, pin_failures.PATRON) == 2
    clock.advance(timedelta(hours=2))
    assert await pin_failures.failures_since(store, pin_failures.PATRON) == 1
    clock.advance(timedelta(days=30))
    assert await pin_failures.forget_old_failures(store) == 2
