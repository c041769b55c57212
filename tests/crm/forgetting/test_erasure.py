"""What is erased does not stay behind in the free parts of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, null, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.conversations import erase_talks
from crm.messages import search
from protocol.clock import FixedClock
from tests.support.store_rows import answer, say, visitor

pytestmark = pytest.mark.own_file

MESSAGE = table_of(records.Message)
WORDS = "a sentence that nobody is to find again"


async def test_every_connection_overwrites_what_it_erases(sqlite_store: Store) -> None:
    def look(connection: Connection) -> object:
        return connection.exec_driver_sql("PRAGMA secure_delete").scalar()

    assert await sqlite_store.transact(look) == 1
    assert await sqlite_store.look(look) == 1


async def test_erased_words_are_not_in_the_file(sqlite_store: Store, tmp_path: Path) -> None:
    who = await visitor(sqlite_store)
    # Short ones within a page, a long one over several pages of its own.
    for text in [WORDS] * 30 + [WORDS * 40]:
        await say(sqlite_store, who, text)
    await sqlite_store.transact(lambda connection: connection.execute(update(MESSAGE).values(body=null())))
    await sqlite_store.close()
    for path in tmp_path.glob("embedded.sqlite3*"):
        assert WORDS.encode() not in path.read_bytes(), path.name


async def test_words_among_many_that_stay_leave_no_byte(sqlite_store: Store, clock: FixedClock, tmp_path: Path) -> None:
    """Pages that are half erased, split and joined, and the index of words, in parts and merged."""
    store = sqlite_store
    for number in range(240):
        who = await visitor(store)
        kind = "gone" if number % 2 else "stay"
        recorded = await say(store, who, f"{kind}{number}word " * (1 + number % 7 * 40))
        await answer(store, recorded, f"about {kind}{number}word")
        if number % 30 == 0:
            await search.index_new(store)
    await search.index_new(store)
    mine = select(MESSAGE.c.interaction_id).where(MESSAGE.c.body.like("gone%"))
    ids = await store.look(lambda connection: connection.scalars(mine).all())
    assert len(ids) == 120
    await store.transact(lambda connection: erase_talks(connection, ids, clock.now()))
    assert await store.tidy(anew=True)
    left = b"".join(path.read_bytes() for path in tmp_path.glob("embedded.sqlite3*"))
    assert b"stay0word" in left
    assert [number for number in range(240) if f"gone{number}word".encode() in left] == []
    # The index keeps only what two words have in common at their beginning.
    assert b"gone1" not in left


async def test_space_is_given_back_when_the_file_is_written_anew(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "embedded.sqlite3"
    who = await visitor(sqlite_store)
    for _ in range(120):
        await say(sqlite_store, who, "x" * 100_000)
    await sqlite_store.tidy()
    assert path.stat().st_size > 12_000_000
    await sqlite_store.transact(lambda connection: connection.execute(update(MESSAGE).values(body=null())))
    assert await sqlite_store.size() < 2_000_000
    assert await sqlite_store.tidy(anew=True)
    assert path.stat().st_size < 2_000_000
    assert (tmp_path / "embedded.sqlite3-wal").stat().st_size == 0
    assert await say(sqlite_store, who, "it works on")
