"""What is cut from the end of the audit trail is missed."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.head import HeadKeeper, verify_whole
from crm.database.store import Store
from crm.database.upsert import table_of
from protocol.home import Home

EVENT = table_of(records.AuditEvent)


async def add(store: Store, count: int = 1) -> None:
    """Add events to the trail."""

    def work(connection: Any) -> None:
        for _ in range(count):
            trail.append(connection, store, Actor("staff", "sara"), "patron.read", trail.Subject("patron", "1"))

    await store.transact(work)


async def cut(store: Store, after: int) -> None:
    """Delete the events behind the first `after`."""
    await store.transact(lambda connection: connection.execute(delete(EVENT).where(EVENT.c.id > after)))


async def test_a_trail_that_is_cut_at_its_end_is_not_sound(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = HeadKeeper(store, tmp_path)
    assert (await verify_whole(store, tmp_path))[1] == "none"
    await add(store, 5)
    # Of what was there before, the trail itself says that its end was not watched.
    assert await keeper.keep() == 1
    report, head = await verify_whole(store, tmp_path)
    assert (report.events, report.is_sound, head) == (6, True, "kept")
    await add(store, 2)
    assert await keeper.keep() == 1
    assert await keeper.keep() == 0
    assert Home(tmp_path).audit_head.stat().st_mode & 0o777 == 0o600
    await cut(store, 5)
    report, _ = await verify_whole(store, tmp_path)
    assert (report.events, report.missing, report.broken_at, report.is_sound) == (5, 3, None, False)
    # The chain alone does not show it.
    assert (await trail.verify(store)).is_sound
    caplog.clear()
    assert await keeper.keep() == 0
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    # Nor is it hidden by what is added afterwards, under the same numbers or higher ones.
    await add(store, 9)
    assert await keeper.keep() == 0
    report, _ = await verify_whole(store, tmp_path)
    assert not report.is_sound
    assert report.broken_at is not None


async def test_a_head_that_is_not_ours_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    keeper = HeadKeeper(sqlite_store, tmp_path)
    await add(sqlite_store, 3)
    await keeper.keep()
    file = Home(tmp_path).audit_head
    kept = json.loads(file.read_text())
    for text in (json.dumps({**kept, "events": 1}), "", "{}", "[]", json.dumps({**kept, "seal": "é"}), "\ud800x"):
        file.write_bytes(text.encode("utf-8", "replace"))
        assert (await verify_whole(sqlite_store, tmp_path))[1] == "forged"
        assert await keeper.keep() == 0


async def test_an_empty_trail_needs_no_word_of_it(sqlite_store: Store, tmp_path: Path) -> None:
    keeper = HeadKeeper(sqlite_store, tmp_path)
    await keeper.keep()
    await add(sqlite_store)
    assert await keeper.keep() == 1
    report, head = await verify_whole(sqlite_store, tmp_path)
    assert (report.events, report.is_sound, head) == (1, True, "kept")
