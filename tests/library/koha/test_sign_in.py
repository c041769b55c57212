"""Signing in with a card of Koha's: by Koha's own check, with nothing of the password left here."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.people.merging import merge_patrons
from crm.people.unmerging import undo_merge
from crm.records.patrons import name_key
from library.clearance import clearance
from library.errors import CardLocked, IlsMisconfigured
from library.koha.adapter import KohaLibrary
from library.leaving import hindrance
from protocol.clock import FixedClock
from tests.support.koha.app import PASSWORD, USER, FakeKoha
from tests.support.koha.fixtures import koha_library
from tests.support.port_contract import FRESH, MINA, OMID, PINS, loan, who
from tests.support.statements import found
from tests.support.store_rows import add_patron

CHECK = "POST /auth/password/validation"


async def patrons(store: Store) -> list[records.Patron]:
    return await found(store, select(records.Patron).order_by(records.Patron.id))


async def test_nobody_is_locked_out_by_us(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    koha.state.login_attempts = 3
    async with koha_library(koha, own_store, clock, login_attempts=3) as library:
        for _ in range(2):
            assert await library.authenticate(MINA, "9999") is None
        # The third would lock the card: it is left to its holder.
        with pytest.raises(CardLocked):
            await library.authenticate(MINA, "9999")
        with pytest.raises(CardLocked):
            await library.authenticate(f"u{MINA}", "9999")
        assert koha.count(CHECK) == 2
        koha.state.card(MINA)["login_attempts"] = 0
        assert await library.authenticate(MINA, PINS[MINA]) is not None
        # Locked by staff.
        koha.state.card(OMID)["login_attempts"] = -1
        with pytest.raises(CardLocked):
            await library.authenticate(OMID, PINS[OMID])
        assert await library.authenticate("2000", "1111") is None, "a part of a card number is no card"


async def test_tries_by_user_name_lock_nobody_out_either(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    koha.state.login_attempts = 3
    async with koha_library(koha, own_store, clock, login_attempts=3) as library:
        for _ in range(2):
            assert await library.authenticate(f"u{MINA}", "9999") is None
        with pytest.raises(CardLocked):
            await library.authenticate(f"u{MINA}", "9999")
        assert koha.count(CHECK) == koha.state.card(MINA)["login_attempts"] == 2


async def test_a_card_whose_record_was_made_one_with_another_signs_nobody_in(
    library: KohaLibrary, own_store: Store
) -> None:
    for card in (MINA, OMID):
        await who(library, card)
    goes, stays = await patrons(own_store)
    assert goes.name_norm == name_key(goes.display_name)
    by = Actor("system", "test")
    done = await merge_patrons(own_store, stays.public_id, goes.public_id, by=by, reason="both cards shown")
    assert await library.authenticate(MINA, PINS[MINA]) is None
    assert await library.authenticate(OMID, PINS[OMID]) is not None
    assert len(await patrons(own_store)) == 2
    await undo_merge(own_store, done.id, by=by)
    again = await library.authenticate(MINA, PINS[MINA])
    assert again is not None and again.id == goes.id


async def test_what_is_open_on_a_card_that_was_made_one_with_another_hinders_erasure(
    library: KohaLibrary, own_store: Store
) -> None:
    mina, _ = await who(library, MINA), await who(library, FRESH)
    lent = {one.title for one in await library.loans(mina)}
    assert lent
    goes, stays = await patrons(own_store)
    assert await hindrance(own_store, library, stays.id) is None
    by = Actor("system", "test")
    await merge_patrons(own_store, stays.public_id, goes.public_id, by=by, reason="both cards shown")
    open_matters = await hindrance(own_store, library, stays.id)
    assert open_matters is not None and set(open_matters.lent) == lent


async def test_a_card_that_koha_has_not_met_through_us_is_not_taken_as_clear(
    library: KohaLibrary, own_store: Store
) -> None:
    stays = await who(library, FRESH)
    assert (await clearance(own_store, library, stays)).is_clear
    goes = await add_patron(own_store, ils_patron_id="17", card_number_hash="h", card_last4="0017")
    bare = await add_patron(own_store)
    names = {row.id: row.public_id for row in await patrons(own_store)}
    by = Actor("system", "test")
    for one in (goes, bare):
        await merge_patrons(own_store, names[stays], names[one], by=by, reason="both cards shown")
    found = await clearance(own_store, library, stays)
    assert (found.unknown, found.is_clear) == (1, False), "a record without a card has nothing at the desk"


async def test_a_password_is_kept_nowhere(
    library: KohaLibrary, own_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        await who(library, MINA)
        assert await library.authenticate(MINA, "a-wrong-one") is None
    [row] = await patrons(own_store)
    assert row.pin_hash is None
    assert "a-wrong-one" not in caplog.text and MINA not in caplog.text
    assert (row.acquired_via, row.lifecycle, row.display_name, row.category, row.card_last4) == (
        "ils_import", "active", "مینا آزمونی", "member", "0001",
    )  # fmt: skip
    assert row.card_number_hash == own_store.card_hash(MINA)


async def test_a_patron_has_one_row_however_often_and_by_whatever_name_they_sign_in(
    library: KohaLibrary, koha: FakeKoha, own_store: Store
) -> None:
    first = await who(library, MINA)
    by_user = await library.authenticate(f"u{MINA}", PINS[MINA])
    assert by_user is not None and by_user.id == first
    # A new card for the same patron, and the old one for somebody else.
    koha.state.card(MINA)["cardnumber"] = "30000001"
    koha.state.card(FRESH)["cardnumber"] = MINA
    fresh = await library.authenticate(MINA, PINS[FRESH])
    mina = await library.authenticate("30000001", PINS[MINA])
    assert fresh is not None and mina is not None and mina.id == first != fresh.id
    hashes = {row.id: row.card_number_hash for row in await patrons(own_store)}
    assert hashes == {first: own_store.card_hash("30000001"), fresh.id: own_store.card_hash(MINA)}


async def stored(store: Store, card: str, number: str) -> None:
    """Put a patron into our store as a library file or an import does: with whatever number another system gave."""
    now = store.clock.now()
    row = {
        "id": 77, "public_id": "p", "ils_patron_id": number, "card_number_hash": store.card_hash(card),
        "card_last4": card[-4:], "pin_hash": "old", "created_at": now, "updated_at": now, "acquired_via": "ils_import",
    }  # fmt: skip
    await store.transact(lambda connection: connection.execute(records.Patron.__table__.insert().values(row)))


@pytest.mark.parametrize("number", ["P00077", "17"])
async def test_who_is_in_the_store_by_a_library_file_keeps_the_row_and_loses_the_pin(
    library: KohaLibrary, koha: FakeKoha, own_store: Store, number: str
) -> None:
    await stored(own_store, MINA, number)
    assert await who(library, MINA) == 77
    [kept] = await patrons(own_store)
    assert (kept.pin_hash, kept.display_name) == (None, "مینا آزمونی")
    assert kept.ils_patron_id == f"koha:{koha.state.card(MINA)['patron_id']}"


async def test_another_systems_number_opens_no_account_at_koha(
    library: KohaLibrary, koha: FakeKoha, own_store: Store
) -> None:
    # Of somebody else's card, with the number that Mina has at Koha; signed in before Koha was asked.
    number = koha.state.card(MINA)["patron_id"]
    await stored(own_store, OMID, str(number))
    theirs = await loan(library, await who(library, MINA), "کوری")
    asked = len(koha.asked)
    assert await library.patron(77) is None and await library.account(77) is None
    assert await library.loans(77) == [] and await library.holds(77) == []
    assert (await library.fees(77)).lines == ()
    [outcome] = await library.renew(77, [theirs.id], key="k")
    assert not outcome.ok and koha.state.loan(MINA, "کوری")["renewals_count"] == 0
    assert len(koha.asked) == asked, "Koha was asked on behalf of somebody whom it has not checked"
    # Mina's first sign-in has not become a row of theirs, and theirs becomes their own with Koha's check.
    rows = {row.id: row.ils_patron_id for row in await patrons(own_store)}
    assert rows.pop(77) == str(number) and list(rows.values()) == [f"koha:{number}"]
    assert await who(library, OMID) == 77
    omid = koha.state.card(OMID)["patron_id"]
    assert {row.id: row.ils_patron_id for row in await patrons(own_store)} == {**rows, 77: f"koha:{omid}"}


async def test_two_who_sign_in_at_once_for_the_first_time_are_one(library: KohaLibrary, own_store: Store) -> None:
    both = await asyncio.gather(*(library.authenticate(MINA, PINS[MINA]) for _ in range(3)))
    assert len({one.id for one in both if one}) == 1
    assert len(await patrons(own_store)) == 1


async def test_a_token_that_ends_is_exchanged_and_nothing_is_done_twice(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    koha.tokens.clear()
    [outcome] = await library.renew(mina, [(await loan(library, mina, "کوری")).id], key="k")
    assert outcome.ok and koha.state.loan(MINA, "کوری")["renewals_count"] == 1
    koha.tokens.clear()
    assert (await library.fees(mina)).balance.minor == 30_000
    assert koha.count("POST /oauth/token") == 3


async def test_a_token_is_exchanged_before_it_ends(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    koha.token_seconds = 31.5
    async with koha_library(koha, own_store, clock) as library:
        mina = await who(library, MINA)
        # The token's time is counted by the machine's own clock: past it, but for the 30 s kept back.
        await asyncio.sleep(1.6)
        await library.patron(mina)
    assert koha.count("POST /oauth/token") == 2


async def test_basic_authentication_serves_too(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    basic = {"client_id": "", "client_secret": "", "user": USER, "password": PASSWORD}
    async with koha_library(koha, own_store, clock, **basic) as library:
        assert await who(library, MINA)
    async with koha_library(koha, own_store, clock, **{**basic, "password": "wrong"}) as library:
        with pytest.raises(IlsMisconfigured):
            await library.authenticate(MINA, PINS[MINA])
    assert koha.count("POST /oauth/token") == 0


async def test_a_client_that_koha_does_not_know_is_our_fault(
    koha: FakeKoha, own_store: Store, clock: FixedClock
) -> None:
    async with koha_library(koha, own_store, clock, client_secret="wrong") as library:
        with pytest.raises(IlsMisconfigured, match="RESTOAuth2ClientCredentials"):
            await library.authenticate(MINA, PINS[MINA])
