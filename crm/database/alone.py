"""One at a time across all processes on a PostgreSQL store: what is done once waits for whoever is doing it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection, text

from crm.database.engines import translated
from crm.database.store import Store

__all__ = ["EDITING", "LOADING", "MIGRATING", "SERVING", "alone", "alone_meanwhile"]

# Any numbers that no other program takes in the library's database: "ketabyar" in hexadecimal, and the next ones.
MIGRATING = 0x6B65746162796172
LOADING = MIGRATING + 1
EDITING = MIGRATING + 2
SERVING = MIGRATING + 3


def alone(connection: Connection, lock: int) -> None:
    """Wait for whoever holds the lock, and hold it until the transaction ends; on SQLite writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        # However long the other one takes: it is not in the way, it does what is to be done.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


@asynccontextmanager
async def alone_meanwhile(store: Store, lock: int) -> AsyncIterator[None]:
    """Hold the lock over several transactions, on a connection that does nothing else; PostgreSQL only.

    Raises StoreBusy when another holds it for too long. It is free again when its connection ends, however that is.
    """
    async with store.apart() as connection:
        with translated():
            await connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": lock})
            # No transaction is left open by it.
            await connection.commit()
        try:
            yield
        finally:
            # The end of the session frees it, whatever state the connection is in.
            await connection.invalidate()
