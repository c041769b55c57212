"""The store itself: transactions, who waits for whom, and what is said when the database is away."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.orm import Session

from crm import records
from crm.audit.reading import trail_choices
from crm.conversations.journal import Inbound, record_inbound
from crm.database.in_session import in_session
from crm.database.store import GLANCES, Store, _Threads
from crm.database.upsert import table_of
from crm.database.urls import driver_url
from crm.errors import Conflict, InvalidValue, StoreBusy, StoreUnavailable
from crm.interests.series import series_in
from crm.messages.views import messages_after
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.givens import SERVER_KEY
from tests.support.statements import add, execute, found, scalar, writing
from tests.support.store_rows import how_many, rows, say, visitor

pytestmark = pytest.mark.own_file

ROLE = {"username": "sara", "display_name": "سارا", "role": "librarian"}


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def fail(session: Session) -> None:
        session.add(records.StaffUser(**ROLE, created_at=store.clock.now()))
        session.flush()
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        await store.transact(in_session(fail))
    assert await how_many(store, records.StaffUser) == 0


async def test_records_work_in_a_session_as_they_do_in_plain_statements(store: Store) -> None:
    await add(store, records.StaffUser(**ROLE, created_at=store.clock.now()))
    [kept] = await found(store, select(records.StaffUser))
    assert (kept.username, kept.is_active, kept.created_at) == ("sara", True, store.clock.now())


async def test_writers_wait_for_each_other(store: Store) -> None:
    rows = [{**ROLE, "username": f"t{number}", "created_at": store.clock.now()} for number in range(12)]
    await asyncio.gather(*(execute(store, insert(records.StaffUser).values(row)) for row in rows))
    assert await how_many(store, records.StaffUser) == 12


async def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    who = await visitor(store)
    async with writing(store, "UPDATE channel_identity SET display_name = 'x'"):
        seen = await asyncio.wait_for(messages_after(store, who.id, 0), 2)
        [row] = await rows(store, records.ChannelIdentity)
    assert seen == []
    assert row.display_name is None


async def test_a_locked_database_is_busy_and_nothing_is_half_done(
    database_url: str, clock: FixedClock, store: Store
) -> None:
    who = await visitor(store)
    # As long as a connection takes to be made on a busy machine.
    busy_seconds = 1.0 if database_url.startswith("postgresql") else 0.2
    hurried = await Store.open(database_url, clock=clock, server_key=SERVER_KEY, busy_seconds=busy_seconds)
    try:
        async with writing(store, "UPDATE channel_identity SET display_name = 'x'"):
            with pytest.raises(StoreBusy):
                await record_inbound(hurried, Inbound("web_chat", who.id, "m1", "سلام"))
        recorded = await record_inbound(hurried, Inbound("web_chat", who.id, "m1", "سلام"))
    finally:
        await hurried.close()
    assert not recorded.duplicate
    assert await how_many(store, records.Message) == 1


async def test_another_program_that_locks_the_file_makes_it_busy(tmp_path: Path, sqlite_store: Store) -> None:
    who = await visitor(sqlite_store)
    path = tmp_path / "embedded.sqlite3"
    hurried = await Store.open(f"sqlite:///{path}", clock=sqlite_store.clock, server_key=SERVER_KEY, busy_seconds=0.1)
    lock = sqlite3.connect(path, isolation_level=None)
    try:
        lock.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            await say(hurried, who)
        lock.execute("COMMIT")
        assert not (await say(hurried, who)).duplicate
    finally:
        lock.close()
        await hurried.close()


async def test_a_turn_that_does_not_end_makes_the_next_one_busy(tmp_path: Path, sqlite_store: Store) -> None:
    url = f"sqlite:///{tmp_path / 'embedded.sqlite3'}"
    hurried = await Store.open(url, clock=sqlite_store.clock, server_key=SERVER_KEY, busy_seconds=0.1)
    try:
        async with writing(hurried):
            with pytest.raises(StoreBusy):
                await hurried.transact(lambda connection: connection.execute(text("SELECT 1")))
    finally:
        await hurried.close()


async def test_sqlite_is_set_up_as_it_must_be(sqlite_store: Store) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys")
    told = {name: await scalar(sqlite_store, text(f"PRAGMA {name}")) for name in names}
    assert told == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_databases_that_the_store_cannot_run_on_are_refused(url: str) -> None:
    with pytest.raises(InvalidValue):
        driver_url(url)


def test_urls_get_the_drivers_of_the_store() -> None:
    for written in ("sqlite:///x.db", "sqlite3:///x.db", "sqlite+aiosqlite:///x.db"):
        assert driver_url(written).render_as_string() == "sqlite:///x.db"
    assert driver_url("postgresql://h/x").drivername == "postgresql+asyncpg"


async def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path, clock: FixedClock) -> None:
    for url in (f"sqlite:///{tmp_path}/nowhere/x.db", "postgresql://x@127.0.0.1:1/x"):
        with pytest.raises(StoreUnavailable):
            await Store.open(url, clock=clock, server_key=SERVER_KEY, busy_seconds=1)


async def test_a_short_key_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(InvalidValue):
        await Store.open(f"sqlite:///{tmp_path}/x.db", clock=clock, server_key=b"short")


async def test_accounts_of_staff(store: Store) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", "a long password")
    assert await members.verify_staff(store, "sara", "a long password") == made
    assert await members.verify_staff(store, "sara", "another password") is None
    assert await members.verify_staff(store, "nobody", "a long password") is None
    with pytest.raises(Conflict):
        await members.add_staff(store, "sara", "دیگری", "admin", "a long password")
    for role, password in (("boss", "a long password"), ("librarian", "short")):
        with pytest.raises(InvalidValue):
            await members.add_staff(store, "omid", "امید", role, password)
    assert [event.action for event in await rows(store, records.AuditEvent)] == ["staff.added"]
    assert timedelta(0) == made_at_offset(await rows(store, records.StaffUser))


def made_at_offset(kept: list[object]) -> timedelta | None:
    return kept[0].created_at.utcoffset()  # type: ignore[attr-defined,no-any-return]


async def test_what_is_recalled_is_read_again_after_a_write_of_ours(store: Store) -> None:
    reads = []

    def count(connection: Connection) -> int:
        reads.append(1)
        return int(connection.execute(select(func.count()).select_from(records.Branch)).scalar_one())

    assert await store.recall("branches", count) == 0
    assert await store.recall("branches", count) == 0
    assert len(reads) == 1
    await add(store, records.Branch(code="a", name_fa="الف", name_en="A", time_zone="Asia/Tehran", is_main=True))
    assert await store.recall("branches", count) == 1
    assert len(reads) == 2


async def test_what_was_written_is_brought_to_the_disk_once(store: Store) -> None:
    await store.harden()
    assert await store.harden() is False
    await say(store, await visitor(store), "hello")
    assert await store.harden() is store.is_sqlite
    assert await store.harden() is False


@pytest.mark.parametrize(("durable", "level"), [(False, 1), (True, 2)])
async def test_a_durable_store_waits_for_the_disk(
    tmp_path: Path, sqlite_file: Path, clock: FixedClock, durable: bool, level: int
) -> None:
    url = f"sqlite:///{sqlite_file}"
    opened = await Store.open(url, clock=clock, server_key=SERVER_KEY, durable=durable)
    try:
        asked = text("PRAGMA synchronous")
        assert await opened.transact(lambda connection: connection.scalar(asked)) == level
    finally:
        await opened.close()


@pytest.mark.parametrize("value", [2**63, 10**30, -(2**70)])
async def test_a_number_that_no_column_keeps_is_refused_and_not_an_error(store: Store, value: int) -> None:
    table = table_of(records.StaffUser)
    with pytest.raises(InvalidValue) as refused:
        await store.look(lambda connection: connection.execute(select(table.c.id).where(table.c.id == value)).all())
    assert str(value) not in str(refused.value)


async def test_a_full_disk_is_told_as_one_and_nothing_of_the_write_is_kept(sqlite_store: Store) -> None:
    before = await how_many(sqlite_store, records.CannedAnswer)

    def fill(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        row = {
            "title_fa": "ع",
            "title_en": "t",
            "text_fa": "س" * 4000,
            "text_en": "h",
            "updated_at": sqlite_store.clock.now(),
        }
        connection.execute(
            insert(table_of(records.CannedAnswer)), [{**row, "code": f"c{number}"} for number in range(50)]
        )

    with pytest.raises(StoreUnavailable, match="disk"):
        await sqlite_store.transact(fill)
    assert await how_many(sqlite_store, records.CannedAnswer) == before


async def test_what_is_written_aside_leaves_what_is_recalled(store: Store) -> None:
    def count(connection: Connection) -> int:
        return int(connection.scalar(select(func.count()).select_from(table_of(records.StaffUser))) or 0)

    assert await store.recall("staff", count) == 0
    row = {**ROLE, "created_at": store.clock.now()}
    await store.transact(lambda connection: connection.execute(insert(records.StaffUser).values(row)), aside=True)
    assert await store.recall("staff", count) == 0
    assert await store.glance(count) == 1


async def test_a_glance_at_sqlite_makes_no_trip_to_a_thread(sqlite_store: Store) -> None:
    here = threading.get_ident()
    assert await sqlite_store.glance(lambda _connection: threading.get_ident()) == here
    assert await sqlite_store.look(lambda _connection: threading.get_ident()) != here


async def test_what_takes_much_reading_is_recalled_from_a_thread(sqlite_store: Store) -> None:
    here = threading.get_ident()
    assert await sqlite_store.recall("much", lambda _connection: threading.get_ident(), much=True) != here
    assert await sqlite_store.recall("little", lambda _connection: threading.get_ident()) == here


async def test_whole_tables_are_read_in_no_event_loop(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def in_the_loop(_work: object) -> None:
        raise AssertionError("read in the event loop")

    monkeypatch.setattr(sqlite_store, "glance", in_the_loop)
    assert await series_in(sqlite_store, "a book") is None
    assert (await trail_choices(sqlite_store))[1] == []


async def test_a_glance_that_would_have_to_wait_is_made_from_a_thread(sqlite_store: Store) -> None:
    engine = sqlite_store._engine
    assert isinstance(engine, _Threads)
    with engine.glancer.connect():
        seen = await asyncio.wait_for(sqlite_store.glance(lambda _connection: threading.get_ident()), 5)
    assert seen != threading.get_ident()


async def test_many_glances_one_after_another_let_others_come_to_their_turn(sqlite_store: Store) -> None:
    turned = 0

    async def other() -> None:
        nonlocal turned
        while True:
            await asyncio.sleep(0)
            turned += 1

    task = asyncio.create_task(other())
    for _ in range(5 * GLANCES):
        await sqlite_store.glance(lambda connection: connection.scalar(text("SELECT 1")))
    task.cancel()
    assert turned >= 4


async def test_a_glance_that_fails_raises_as_a_look_does(store: Store) -> None:
    def fail(_connection: Connection) -> None:
        raise RuntimeError("halfway")

    for _ in range(3):
        with pytest.raises(RuntimeError, match="halfway"):
            await store.glance(fail)
    assert await store.glance(lambda connection: connection.scalar(text("SELECT 1"))) == 1
