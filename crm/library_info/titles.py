"""How many titles there are, and the count of changes to them: who holds an index sees by it that it is old."""

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert

__all__ = ["LONGEST_TEXT", "count_titles", "titles_changed"]

# Longer than any name, summary or list of subjects is what somebody put into the wrong field.
LONGEST_TEXT = 2000

_STATE = table_of(records.CatalogueState)
_TITLE = table_of(records.TitleRecord)


async def count_titles(store: Store) -> int:
    """Count the titles of the catalogue."""
    found = await store.look(lambda connection: connection.scalar(select(func.count()).select_from(_TITLE)))
    return found or 0


def titles_changed(connection: Connection) -> None:
    """Count a change, in the caller's transaction."""
    upsert(connection, _STATE, {"id": 1, "version": 1}, on=["id"], change={"version": _STATE.c.version + 1})
