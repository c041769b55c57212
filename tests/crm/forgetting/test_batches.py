"""Erasure by number: what stays is gone through once, and what has changed meanwhile is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting import batches
from crm.forgetting.batches import by_number
from tests.support.statements import statements
from tests.support.store_rows import add_patron, rows

_PATRON = table_of(records.Patron)
OLD = select(_PATRON.c.id).where(_PATRON.c.category == "old")


def erase(connection: Connection, ids: Sequence[int]) -> None:
    assert len(ids) <= batches.BATCH
    connection.execute(update(_PATRON).where(_PATRON.c.id.in_(ids)).values(category="erased"))


async def test_everything_that_is_old_goes_and_nothing_else(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    for number in range(11):
        await add_patron(store, category="old" if number % 2 else "kept")
    assert await by_number(store, OLD, erase) == 5
    assert sorted(str(one.category) for one in await rows(store, records.Patron)) == ["erased"] * 5 + ["kept"] * 6
    assert await by_number(store, OLD, erase) == 0


async def test_what_stays_is_looked_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    for _ in range(9):
        await add_patron(store, category="old")
    with statements() as sent:
        # Nothing is ever done with them: they are found once, and not again and again.
        assert await by_number(store, OLD, lambda connection, ids: None) == 9
    assert sent.count("SELECT") == 5 + 5


async def test_what_is_old_no_more_when_its_turn_comes_is_left_alone(store: Store) -> None:
    first, second = await add_patron(store, category="old"), await add_patron(store, category="old")
    done: list[int] = []
    look = store.look

    async def then_something_happens(work: object) -> object:
        found = await look(work)  # type: ignore[arg-type, var-annotated]
        change = update(_PATRON).where(_PATRON.c.id == second).values(category="kept")
        await store.transact(lambda connection: connection.execute(change))
        return found

    store.look = then_something_happens  # type: ignore[method-assign, assignment]
    assert await by_number(store, OLD, lambda connection, ids: done.extend(ids)) == 1
    assert done == [first]


async def test_nobody_waits_where_nothing_is_old(sqlite_store: Store) -> None:
    await add_patron(sqlite_store, category="kept")
    transactions = sqlite_store._writes
    assert await by_number(sqlite_store, OLD, erase) == 0
    assert sqlite_store._writes == transactions
