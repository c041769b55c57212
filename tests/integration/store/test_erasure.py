"""What is erased does not stay behind in the free parts of the file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, null, update

from crm import records
from crm.store import Store
from crm.upsert import table_of
from tests.integration.store.world import say, visitor

MESSAGE = table_of(records.Message)
WORDS = "a sentence that nobody is to find again"


async def test_every_connection_overwrites_what_it_erases(sqlite_store: Store) -> None:
    def look(connection: Connection) -> object:
        return connection.exec_driver_sql("PRAGMA secure_delete").scalar()

    assert await sqlite_store.transact(look) == 1
    async with sqlite_store.write() as session:
        assert await session.run_sync(lambda inner: look(inner.connection())) == 1


async def test_erased_words_are_not_in_the_file(sqlite_store: Store, tmp_path: Path) -> None:
    who = await visitor(sqlite_store)
    # Short ones within a page, a long one over several pages of its own.
    for text in [WORDS] * 30 + [WORDS * 40]:
        await say(sqlite_store, who, text)
    await sqlite_store.transact(lambda connection: connection.execute(update(MESSAGE).values(body=null())))
    await sqlite_store.close()
    for path in tmp_path.glob("embedded.sqlite3*"):
        assert WORDS.encode() not in path.read_bytes(), path.name
