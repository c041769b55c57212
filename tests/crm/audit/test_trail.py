"""The audit chain holds, and shows what was done to it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.trail import ChainReport, Subject
from crm.database.key_ring import KeyRing
from crm.database.store import Store
from crm.database.upsert import table_of
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import how_many, rows

EVENT = table_of(records.AuditEvent)


async def note(store: Store, action: str = "patron.read", patron: str | None = "p-1") -> None:
    subject = Subject("patron", "1", patron)
    await store.transact(
        lambda connection: trail.append(connection, store, Actor("staff", "sara"), action, subject, ["phone"])
    )


async def test_events_follow_one_another_and_name_no_one(store: Store) -> None:
    for _ in range(3):
        await note(store)
    assert await trail.verify(store) == ChainReport(3, None)
    head = await trail.head(store)
    assert head is not None and head.events == 3
    first, second, _ = await rows(store, records.AuditEvent)
    assert first.prev_hash == "0" * 64
    assert second.prev_hash == first.row_hash
    assert first.subject_ref == store.subject_ref("p-1") != "p-1"
    assert first.changed_fields == ["phone"]


async def test_an_empty_chain_is_sound(sqlite_store: Store) -> None:
    assert (await trail.verify(sqlite_store)).is_sound


@pytest.mark.parametrize(
    "tampering",
    [
        update(EVENT).where(EVENT.c.id == 2).values(actor_ref="omid"),
        update(EVENT).where(EVENT.c.id == 2).values(changed_fields=["email"]),
        update(EVENT).where(EVENT.c.id == 2).values(reason="because"),
        update(EVENT).where(EVENT.c.id == 2).values(row_hash="f" * 64),
        update(EVENT).where(EVENT.c.id == 2).values(row_hash="é" * 64),
        delete(EVENT).where(EVENT.c.id == 2),
        delete(EVENT).where(EVENT.c.id == 1),
    ],
    ids=["actor", "fields", "reason", "hash", "no ASCII", "removed", "first removed"],
)
async def test_what_is_changed_or_removed_is_found(store: Store, tampering: Any) -> None:
    for _ in range(4):
        await note(store)
    await store.transact(lambda connection: connection.execute(tampering))
    report = await trail.verify(store)
    assert not report.is_sound
    assert report.broken_at in (2, 3)


async def test_a_chain_mended_without_the_key_is_found(store: Store) -> None:
    await note(store)
    keys = KeyRing.of(b"another key", b"", b"")
    forger = type("Forger", (), {"is_sqlite": store.is_sqlite, "clock": store.clock, "keys": keys})()
    forger.subject_ref = store.subject_ref
    await store.transact(
        lambda connection: trail.append(connection, forger, Actor("staff", "omid"), "patron.read", Subject("patron"))
    )
    assert await trail.verify(store) == ChainReport(1, 2)


async def test_an_event_goes_with_its_transaction(store: Store) -> None:
    def fail(connection: Connection) -> None:
        trail.append(connection, store, Actor("system", "x"), "a", Subject("e"))
        raise RuntimeError("after the event")

    with pytest.raises(RuntimeError):
        await store.transact(fail)
    assert await how_many(store, records.AuditEvent) == 0
    await note(store)
    assert (await trail.verify(store)).is_sound


async def test_writers_at_the_same_moment_make_one_chain(store: Store, database_url: str) -> None:
    other = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        await asyncio.gather(*(note([store, other][number % 2]) for number in range(8)))
    finally:
        await other.close()
    assert await trail.verify(store) == ChainReport(8, None)
