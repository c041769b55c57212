"""Records that were made one with another: whose they are now."""

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["joined_with", "survivor_of"]

_PATRON = table_of(records.Patron)


def joined_with(connection: Connection, patron_id: int) -> list[int]:
    """Give the records that were made one with a patron's, and those that were made one with these."""
    found: list[int] = []
    into = [patron_id]
    while into:
        query = select(_PATRON.c.id).where(_PATRON.c.merged_into_id.in_(into), _PATRON.c.id.not_in([patron_id, *found]))
        into = list(connection.scalars(query.order_by(_PATRON.c.id)))
        found += into
    return found


def survivor_of(connection: Connection, patron_id: int) -> int:
    """Give the record that a record was made one with, itself where it was not."""
    seen = {patron_id}
    while (further := connection.scalar(select(_PATRON.c.merged_into_id).where(_PATRON.c.id == patron_id))) is not None:
        if further in seen:
            break
        patron_id = int(further)
        seen.add(patron_id)
    return patron_id
