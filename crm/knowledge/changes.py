"""The count of changes: who holds an index of what the library tells sees by it that it is old."""

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of, upsert

__all__ = ["changed", "version_of"]

_STATE = table_of(records.KnowledgeState)


def changed(connection: Connection) -> None:
    """Count a change, in the caller's transaction."""
    upsert(connection, _STATE, {"id": 1, "version": 1}, on=["id"], change={"version": _STATE.c.version + 1})


def version_of(connection: Connection) -> int:
    """Give the number of changes so far."""
    return int(connection.scalar(select(_STATE.c.version)) or 0)
