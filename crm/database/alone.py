"""One at a time across all processes on a PostgreSQL store: what is done once waits for whoever is doing it."""

from sqlalchemy import Connection, text

__all__ = ["LOADING", "MIGRATING", "alone"]

# Any numbers that no other program takes in the library's database: "ketabyar" in hexadecimal, and the next one.
MIGRATING = 0x6B65746162796172
LOADING = MIGRATING + 1


def alone(connection: Connection, lock: int) -> None:
    """Wait for whoever holds the lock, and hold it until the transaction ends; on SQLite writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        # However long the other one takes: it is not in the way, it does what is to be done.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
