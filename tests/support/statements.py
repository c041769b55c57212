"""Statements and records in short transactions of their own, and a writing transaction that is held open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Select, event, text
from sqlalchemy.orm import Session
from sqlalchemy.util import await_only

from crm.database.in_session import in_session
from crm.database.store import Store
from crm.records import Base


@contextmanager
def statements() -> Iterator[list[str]]:
    """Gather what is sent to the database, whichever engine sends it: the first word of each statement."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement.split()[0])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def execute(store: Store, *statements: Executable) -> None:
    """Run statements that write, all in one transaction."""

    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    await store.transact(work)


async def scalar(store: Store, query: Executable) -> Any:
    """Give the first column of the first row."""
    return await store.look(lambda connection: connection.scalar(query))


async def found(store: Store, query: Select[Any]) -> list[Any]:
    """Give the records that a query selects."""

    def work(session: Session) -> list[Any]:
        return list(session.scalars(query))

    return await store.look(in_session(work))


async def add(store: Store, *records: Base) -> None:
    """Write records; each has its id afterwards."""
    await store.transact(in_session(lambda session: session.add_all(records)))


@asynccontextmanager
async def writing(store: Store, *statements: str) -> AsyncIterator[None]:
    """Hold a writing transaction open after these statements; it is committed at the end."""
    loop, begun, over = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))
        loop.call_soon_threadsafe(begun.set)
        # SQLite's work runs in a thread, PostgreSQL's in the loop itself.
        if store.is_sqlite:
            asyncio.run_coroutine_threadsafe(over.wait(), loop).result()
        else:
            await_only(over.wait())

    held = asyncio.create_task(store.transact(work))
    try:
        await begun.wait()
        yield
    finally:
        over.set()
        await held
