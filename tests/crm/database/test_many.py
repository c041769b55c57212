"""Statements about many rows: each row gets what is its own, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.database.many import among, insert_each, update_each
from crm.database.store import Store
from crm.database.upsert import table_of
from tests.support.givens import NOW
from tests.support.store_rows import add_patron, rows

PATRON, EVENT = table_of(records.Patron), table_of(records.LifecycleEvent)


async def test_each_row_gets_what_is_its_own_and_the_others_nothing(store: Store) -> None:
    people = [await add_patron(store) for _ in range(4)]
    wanted: list[dict[str, Any]] = [
        {"id": people[0], "lifecycle": "lapsing", "last_engaged_at": NOW},
        {"id": people[2], "lifecycle": "lapsed", "last_engaged_at": None},
    ]
    before = {row.id: row.lifecycle for row in await rows(store, records.Patron)}
    await store.transact(lambda connection: update_each(connection, PATRON, "id", wanted))
    await store.transact(lambda connection: update_each(connection, PATRON, "id", []))
    found = {row.id: (row.lifecycle, row.last_engaged_at) for row in await rows(store, records.Patron)}
    assert found[people[0]] == ("lapsing", NOW) and found[people[2]] == ("lapsed", None)
    assert all(found[one][0] == before[one] for one in (people[1], people[3]))


async def test_rows_are_written_with_their_moments_and_with_nothing_where_nothing_is(store: Store) -> None:
    patron = await add_patron(store)
    new = [
        {
            "patron_id": patron,
            "from_state": before,
            "to_state": "active",
            "reason": "rule",
            "occurred_at": NOW + timedelta(days=day),
        }
        for day, before in enumerate((None, "new", None))
    ]
    await store.transact(lambda connection: insert_each(connection, EVENT, new))
    await store.transact(lambda connection: insert_each(connection, EVENT, []))
    found = [row for row in await rows(store, records.LifecycleEvent) if row.patron_id == patron]
    kept = sorted((row.occurred_at, row.from_state) for row in found)
    assert kept == [(one["occurred_at"], one["from_state"]) for one in new]


async def test_some_are_found_and_of_none_none(store: Store) -> None:
    people = [await add_patron(store) for _ in range(3)]

    def look(connection: Connection, *wanted: int) -> set[int]:
        return set(connection.scalars(select(PATRON.c.id).where(among(connection, PATRON.c.id, set(wanted)))))

    assert await store.look(lambda connection: look(connection, people[0], people[2])) == {people[0], people[2]}
    assert await store.look(lambda connection: look(connection)) == set()
