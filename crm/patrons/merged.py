"""Records that were made one with another: whose they are now."""

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["survivor_of"]

_PATRON = table_of(records.Patron)


def survivor_of(connection: Connection, patron_id: int) -> int:
    """Give the record that a record was made one with, itself where it was not."""
    seen = {patron_id}
    while (further := connection.scalar(select(_PATRON.c.merged_into_id).where(_PATRON.c.id == patron_id))) is not None:
        if further in seen:
            break
        patron_id = int(further)
        seen.add(patron_id)
    return patron_id
