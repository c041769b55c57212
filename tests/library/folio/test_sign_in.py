"""Signing in beside a FOLIO: our own store checks the PIN, and FOLIO is asked by the external system ID alone."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.people.merging import merge_patrons
from crm.people.unmerging import undo_merge
from library.clearance import clearance
from library.errors import IlsMisconfigured, IlsUnavailable
from library.folio.adapter import FolioLibrary
from library.folio.ids import external_of, is_external_id, named
from library.folio.wire import moment_of
from library.imports import import_table
from library.leaving import hindrance
from protocol.clock import FixedClock
from tests.support.folio.app import FakeFolio
from tests.support.folio.contract import ACCOUNT
from tests.support.folio.fixtures import folio_library
from tests.support.folio.names import named as named_of
from tests.support.import_files import BY, text_file
from tests.support.port_contract import FRESH, MINA, OMID, PINS, who
from tests.support.statements import found
from tests.support.store_rows import add_patron

PATRON = table_of(records.Patron)


async def external_ids(store: Store) -> dict[str, str | None]:
    rows = await found(store, select(records.Patron))
    return {row.card_last4 or "": row.ils_patron_id for row in rows}


async def give(store: Store, card: str, name: str | None) -> None:
    """Write what a file of patrons says."""
    change = update(PATRON).where(PATRON.c.card_last4 == card[-4:]).values(ils_patron_id=name)
    await store.transact(lambda connection: connection.execute(change))


async def test_a_wrong_pin_is_nobody_and_folio_is_not_asked(library: FolioLibrary, folio: FakeFolio) -> None:
    assert await library.authenticate(MINA, "0000") is None
    assert folio.asked == []


async def test_the_card_is_the_external_id_only_where_it_is_set_so(
    folio: FakeFolio, own_store: Store, clock: FixedClock
) -> None:
    async with folio_library(folio, own_store, clock, external_id="file") as library:
        with pytest.raises(IlsMisconfigured, match=r"docs/folio\.md") as failed:
            await library.authenticate(MINA, PINS[MINA])
        assert failed.value.nothing_done and folio.asked == []
        folio.external_ids = {"mina@campus": folio.state.card(MINA)["patron_id"]}
        await give(own_store, MINA, named("mina@campus"))
        mina = await who(library, MINA)
        assert len(await library.loans(mina)) == 5
        assert (await external_ids(own_store))["0001"] == "folio:mina@campus"


async def test_whom_folio_does_not_find_is_not_signed_in_and_keeps_no_id(
    library: FolioLibrary, folio: FakeFolio, own_store: Store
) -> None:
    before = await external_ids(own_store)
    del folio.external_ids[OMID]
    with pytest.raises(IlsUnavailable, match="does not find"):
        await library.authenticate(OMID, PINS[OMID])
    assert await external_ids(own_store) == before


async def test_an_external_id_is_one_patrons(library: FolioLibrary, folio: FakeFolio, own_store: Store) -> None:
    # A file gave the number of Mina's card to somebody else.
    await give(own_store, FRESH, named(MINA))
    fresh = await who(library, FRESH)
    assert (await external_ids(own_store))["0007"] == named(FRESH)
    await give(own_store, FRESH, named(MINA))
    mina = await who(library, MINA)
    assert len(await library.loans(mina)) == 5
    ids = await external_ids(own_store)
    assert (ids["0001"], ids["0007"]) == (named(MINA), None)
    with pytest.raises(IlsUnavailable, match="no external ID"):
        await library.loans(fresh)


async def test_of_a_card_without_an_external_id_nothing_is_told_and_nobody_is_clear(
    library: FolioLibrary, folio: FakeFolio, own_store: Store
) -> None:
    mina = await who(library, MINA)
    await give(own_store, MINA, None)
    folio.asked.clear()
    asked: list[Awaitable[Any]] = [
        library.loans(mina),
        library.holds(mina),
        library.fees(mina),
        library.pickup_branches(mina, "x"),
        library.check_renewal(mina, ["x"]),
        library.renew(mina, ["x"], key="k"),
        library.place_hold(mina, named_of("instance", 1), "main", key="k"),
        library.cancel_hold(mina, named_of("instance", 1), key="k"),
        library.change_pickup(mina, named_of("instance", 1), "main", key="k"),
        clearance(own_store, library, mina),
        hindrance(own_store, library, mina),
    ]
    for one in asked:
        with pytest.raises(IlsUnavailable, match="no external ID") as failed:
            await one
        assert failed.value.nothing_done
    assert folio.asked == []
    assert await library.account(mina) is None and await library.patron(mina) is None


async def test_whoever_has_neither_a_card_nor_a_number_has_nothing(library: FolioLibrary, own_store: Store) -> None:
    nobody = await add_patron(own_store)
    assert (await clearance(own_store, library, nobody)).is_clear


@pytest.mark.parametrize("signs_in", [False, True])
async def test_a_number_that_a_record_gave_away_is_asked_of_once(
    library: FolioLibrary, own_store: Store, signs_in: bool
) -> None:
    goes = await who(library, MINA)
    known = {row.card_last4: row for row in await found(own_store, select(records.Patron))}
    stays, before = known["0007"].id, await external_ids(own_store)
    done = await merge_patrons(own_store, known["0007"].public_id, known["0001"].public_id, by=BY, reason="one person")
    ids = await external_ids(own_store)
    assert (ids["0001"], ids["0007"]) == (None, named(MINA))
    assert len(await library.loans(stays)) == 5 and await library.loans(goes) == []
    if signs_in:
        # By another card FOLIO knows another account; what was under the first is asked of as before.
        await who(library, FRESH)
        assert await library.loans(stays) == [] and len(await library.loans(goes)) == 5
    assert len((await clearance(own_store, library, stays)).loans) == 5
    await undo_merge(own_store, done.id, by=BY)
    ids = await external_ids(own_store)
    assert (ids["0001"], ids["0007"]) == (named(MINA), named(FRESH) if signs_in else before["0007"])


async def test_after_a_merge_the_card_that_stays_opens_the_account_and_a_file_says_the_same(
    folio: FakeFolio, own_store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    folio.external_ids = {"m1": folio.state.card(MINA)["patron_id"]}
    await give(own_store, MINA, named("m1"))
    public = {row.card_last4: row.public_id for row in await found(own_store, select(records.Patron))}
    await merge_patrons(own_store, public["0007"], public["0001"], by=BY, reason="one and the same")
    async with folio_library(folio, own_store, clock, external_id="file") as library:
        assert len(await library.loans(await who(library, FRESH))) == 5
    text = f"card number,name,patron id\n{MINA},مینا آزمونی,folio:m1\n{FRESH},مینا آزمونی,folio:m1\n"
    await import_table(own_store, "patrons", text_file(tmp_path, text), by=BY)
    assert (await external_ids(own_store))["0007"] == named("m1")


async def test_what_is_due_today_is_overdue_tomorrow_in_the_account_as_in_the_list(
    library: FolioLibrary, folio: FakeFolio, clock: FixedClock
) -> None:
    mina = await who(library, MINA)
    for row in folio.state.checkouts.values():
        row["due_date"] = (clock.now() - timedelta(minutes=5)).isoformat()
    account, loans = await library.account(mina), await library.loans(mina)
    assert account is not None and account.overdue == sum(loan.overdue for loan in loans) == 0
    clock.advance(timedelta(days=1))
    account, loans = await library.account(mina), await library.loans(mina)
    assert account is not None and account.overdue == sum(loan.overdue for loan in loans) == 5


@pytest.mark.parametrize(
    "last", ["9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"]
)
def test_a_moment_at_the_end_of_time_has_a_day_in_every_zone(last: str) -> None:
    for zone in ("Asia/Tehran", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert moment_of(last).astimezone(ZoneInfo(zone)).year in (1, 9999)


@pytest.mark.parametrize("text", ["*", "2000*", "?", 'x" or externalSystemId="', "", "a b", "..", "a" * 59, "۲۰"])
def test_what_may_stand_for_several_patrons_is_no_external_id(text: str) -> None:
    assert not is_external_id(text)
    assert external_of(f"folio:{text}") is None


@pytest.mark.parametrize("text", ["20001001", "mina.azmooni@campus.example", "3a40852d-49fd-4df2-a1f9-6e2641a6e91f"])
def test_what_campuses_number_people_by_is_one(text: str) -> None:
    assert external_of(named(text)) == text
    assert external_of(f"koha:{text}") is None and external_of(text) is None and external_of(None) is None


async def test_a_file_says_the_external_id_and_nothing_else_takes_its_place(
    folio: FakeFolio, own_store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    async def bring(number: str) -> str | None:
        text = f"card number,name,patron id\n{MINA},مینا آزمونی,{number}\n"
        await import_table(own_store, "patrons", text_file(tmp_path, text), by=BY)
        return (await external_ids(own_store))["0001"]

    assert await bring("folio:m1") == "folio:m1"
    assert await bring("17") == "folio:m1", "a number of another system says nothing of FOLIO"
    assert await bring(f"folio:{'m' * 59}") == "folio:m1", "cut off, it would be somebody else's"
    assert await bring("folio:m2") == "folio:m2"
    folio.external_ids = {"m2": folio.state.card(MINA)["patron_id"]}
    async with folio_library(folio, own_store, clock, external_id="file") as library:
        assert len(await library.loans(await who(library, MINA))) == 5
        assert folio.count(ACCOUNT) == 2


async def test_an_account_takes_one_request(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    for ask in (library.loans, library.holds, library.fees, library.account):
        folio.asked.clear()
        await ask(mina)
        assert folio.asked == [ACCOUNT], "a list is one request"
