"""Faults of the library system in the trail: found by an index, and noted again by no writer within the hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from crm.audit.library_system import FAULT, faults_since, note_fault
from crm.database.store import Store
from crm.records import AuditEvent
from protocol.clock import FixedClock
from tests.support.store_rows import rows


async def test_what_was_noted_within_the_hour_makes_nobody_wait(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = clock.now()
    await note_fault(store, "IlsProtocolError")
    with monkeypatch.context() as patch:

        async def refuse(*_: Any, **__: Any) -> None:
            raise AssertionError("a transaction that writes")

        patch.setattr(store, "transact", refuse)
        clock.advance(timedelta(minutes=59))
        await note_fault(store, "IlsProtocolError")
    await note_fault(store, "IlsMisconfigured")
    clock.advance(timedelta(minutes=2))
    await note_fault(store, "IlsProtocolError")
    assert await faults_since(store, since) == 3 == len(await rows(store, AuditEvent, action=FAULT))


async def test_faults_are_found_by_an_index(sqlite_store: Store) -> None:
    store, asked = sqlite_store, []

    def hear(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        if "audit_event" in statement and statement.startswith("SELECT"):
            asked.append((statement, values))

    engines = {await store.look(lambda connection: connection.engine)}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    await note_fault(store, "IlsProtocolError")
    await faults_since(store, store.clock.now())
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)
    assert len(asked) >= 2
    for statement, values in asked:
        plan = await store.look(
            lambda connection, one=statement, told=values: list(  # type: ignore[misc]
                connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", told)
            )
        )
        assert any("USING INDEX" in str(step) or "USING COVERING INDEX" in str(step) for step in plan), statement
        assert not any(str(step[-1]).startswith("SCAN audit_event") for step in plan), statement
