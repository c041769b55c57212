"""The count of changes to the titles: who holds an index of them sees by it that it is old."""

from sqlalchemy import Connection

from crm import records
from crm.database.upsert import table_of, upsert

__all__ = ["titles_changed"]

_STATE = table_of(records.CatalogueState)


def titles_changed(connection: Connection) -> None:
    """Count a change, in the caller's transaction."""
    upsert(connection, _STATE, {"id": 1, "version": 1}, on=["id"], change={"version": _STATE.c.version + 1})
