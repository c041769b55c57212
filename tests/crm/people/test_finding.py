"""A patron is found by name in any spelling, by card, by telephone or by e-mail; nobody who is gone is found."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.people.finding import MOST, find_patrons
from crm.people.merging import merge_patrons
from crm.records.patrons import name_key
from tests.support.planted import team
from tests.support.store_rows import add, add_patron, rows

BY = Actor("system", "test")


async def address(store: Store, patron_id: int, kind: str, value: str, norm: str) -> None:
    row = {"patron_id": patron_id, "kind": kind, "value": value, "value_norm": norm, "is_primary": True}
    await add(store, records.ContactPoint, **row)


@pytest.mark.parametrize(
    "typed",
    ["زهرا حسین‌زاده", "زهرا حسین زاده", "حسينزاده", "حسین‌زاده زهرا", "زهرا", "  زَهرا  ", "حسین زاده"],
)
async def test_a_name_is_found_in_any_spelling(store: Store, typed: str) -> None:
    mine = await add_patron(store, "20001001", display_name="زهرا حسین‌زاده")
    await add_patron(store, "20001002", display_name="علی کاظمی")
    found = await find_patrons(store, typed)
    assert (found.by, [hit.id for hit in found.hits], found.more) == ("name", [mine], False)


@pytest.mark.parametrize("typed", ["KAZEMI", "ali kazemi", "kazemi ali"])
async def test_a_latin_name_is_found_in_any_case(store: Store, typed: str) -> None:
    mine = await add_patron(store, display_name="Ali Kazemi")
    assert [hit.id for hit in (await find_patrons(store, typed)).hits] == [mine]


async def test_signs_of_a_pattern_are_letters_here(store: Store) -> None:
    await add_patron(store, display_name="Ali Kazemi")
    for typed in ("%", "_", "A%i", "", "   "):
        assert (await find_patrons(store, typed)).hits == ()


async def test_a_card_is_found_by_its_hash_and_by_its_end(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    for typed in ("20001001", "۲۰۰۰۱۰۰۱", "2000 1001", "2000-1001"):
        found = await find_patrons(store, typed)
        assert (found.by, [hit.id for hit in found.hits]) == ("card", [mine]), typed
    found = await find_patrons(store, "۱۰۰۱")
    assert (found.by, [hit.id for hit in found.hits]) == ("card_end", [mine])
    assert (await find_patrons(store, "20001009")).hits == ()


async def test_a_telephone_is_found_however_it_is_written(store: Store) -> None:
    mine, other = await add_patron(store, display_name="A"), await add_patron(store, display_name="B")
    await address(store, mine, "phone", "0912 123 4567", "09121234567")
    await address(store, other, "phone", "0912-765-4321", "0912-765-4321")
    for typed in ("09121234567", "+98 912 123 4567", "۰۹۱۲۱۲۳۴۵۶۷", "0912-123-4567", "(0912) 1234567"):
        found = await find_patrons(store, typed)
        assert (found.by, [hit.id for hit in found.hits]) == ("phone", [mine]), typed
    assert [hit.id for hit in (await find_patrons(store, "09127654321")).hits] == [other]


async def test_an_e_mail_is_found_whole_and_finds_everybody_who_shares_it(store: Store) -> None:
    mine, other = await add_patron(store, display_name="A"), await add_patron(store, display_name="B")
    for one in (mine, other):
        await address(store, one, "email", "Family@example.org", "family@example.org")
    found = await find_patrons(store, "FAMILY@example.org")
    assert (found.by, [hit.id for hit in found.hits]) == ("email", [mine, other])
    assert (await find_patrons(store, "amily@example.org")).hits == ()


async def test_only_so_many_are_given_and_more_is_said(store: Store) -> None:
    for number in range(MOST + 1):
        await add_patron(store, display_name=f"Kazemi {number}")
    found = await find_patrons(store, "kazemi")
    assert (len(found.hits), found.more) == (MOST, True)


async def test_who_was_erased_is_not_found_and_who_was_merged_is_found_as_the_other(store: Store) -> None:
    by = await team(store)
    gone = await add_patron(store, "20001001", display_name="Erased Person")
    goes = await add_patron(store, "20001002", display_name="Merged Person")
    stays = await add_patron(store, "20001003", display_name="Staying Person")
    await erase_patron(store, gone, by=BY)
    ids = {row.id: row.public_id for row in await rows(store, records.Patron)}
    await merge_patrons(store, ids[stays], ids[goes], by=by, reason="both cards shown")
    assert [hit.id for hit in (await find_patrons(store, "person")).hits] == [stays]
    assert [hit.id for hit in (await find_patrons(store, "20001002")).hits] == [stays]
    assert (await find_patrons(store, "20001001")).hits == ()


async def test_the_name_that_is_searched_follows_the_name(store: Store) -> None:
    mine = await add_patron(store, display_name="زهرا")
    (row,) = await rows(store, records.Patron, id=mine)
    assert row.name_norm == name_key("زهرا")
    patron = table_of(records.Patron)
    change = update(patron).where(patron.c.id == mine).values(display_name="علی", name_norm=name_key("علی"))
    await store.transact(lambda connection: connection.execute(change))
    assert [hit.id for hit in (await find_patrons(store, "علی")).hits] == [mine]
